import type { Knex } from '../../database/database.ts';

/** Better Auth keeps a link with the user's id as its value; a second step of a sign-in that waits goes with it. */
export async function forgetResetLinks(database: Knex, userId: string): Promise<void> {
  await database('verifications').where({ value: userId }).delete();
}

/**
 * Takes a reset by mail as the proof that whoever did it reads the mailbox. When nobody had proved that before, the account
 * may have been made by somebody else with this address: their other ways into it go.
 */
export async function proveAddress(database: Knex, user: { id: string; emailVerified: boolean }): Promise<void> {
  if (user.emailVerified) return;
  await database('accounts').where({ userId: user.id }).whereNot({ providerId: 'credential' }).delete();
  await database('passkeys').where({ userId: user.id }).delete();
  await database('users').where({ id: user.id }).update({ emailVerified: true });
}
