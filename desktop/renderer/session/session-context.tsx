import { createContext, use } from 'react';
import type { User } from '../client/user.ts';

/** Holds the signed-in person; `Session` fills it. */
export const UserContext = createContext<User | null>(null);

/** The signed-in person; only inside of the signed-in part of the app. */
export function useUser(): User {
  const user = use(UserContext);
  if (!user) throw new Error('useUser outside of a session');
  return user;
}
