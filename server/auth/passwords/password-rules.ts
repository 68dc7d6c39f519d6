import { z } from 'zod';
import { judgePassword, type PasswordOwner, type PasswordRefusal } from './judge-password.ts';

const signUp = z.object({ password: z.string(), name: z.string().optional(), email: z.string().optional() });
const newPassword = z.object({ newPassword: z.string(), token: z.string().optional() });

/** How the owner of a password is found: by the session of the request, or by the link they were sent. */
export interface OwnerLookup {
  bySession: () => Promise<PasswordOwner | undefined>;
  byLink: (token: string) => Promise<PasswordOwner | undefined>;
}

/** Says why a password that a request chooses cannot be had: at sign-up, and wherever a body has a `newPassword`. */
export async function refusePassword(
  path: string,
  body: unknown,
  owner: OwnerLookup,
): Promise<PasswordRefusal | undefined> {
  if (path === '/sign-up/email') {
    const { data } = signUp.safeParse(body);
    return data && judgePassword(data.password, data);
  }
  const { data } = newPassword.safeParse(body);
  if (!data) return undefined;
  const found = await (data.token === undefined ? owner.bySession() : owner.byLink(data.token));
  return judgePassword(data.newPassword, found ?? {});
}
