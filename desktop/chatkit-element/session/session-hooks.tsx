import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { Strings } from '../locales/en.ts';
import type { ChatState } from '../state/chat-state.ts';
import type { ChatSession } from './chat-session.ts';

const SessionContext = createContext<ChatSession | null>(null);

/** Gives the views below it their session. */
export function SessionProvider({ session, children }: { session: ChatSession; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session of the element the view is in. */
export function useSession(): ChatSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A view of the chat is used outside its element.');
  return session;
}

/** A part of the state; the view is drawn again when that part is replaced. */
export function useChat<Part>(select: (state: ChatState) => Part): Part {
  const { store } = useSession();
  const read = () => select(store.get());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** The texts of the interface in the current language. */
export function useStrings(): Strings {
  return useChat((state) => state.translation.strings);
}
