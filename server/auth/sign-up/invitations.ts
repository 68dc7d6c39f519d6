import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DBAdapter } from '@better-auth/core/db/adapter';
import type { BetterAuthPlugin } from 'better-auth';
import { z } from 'zod';
import type { Knex } from '../../database/database.ts';

const LIFETIME_DAYS = 7;

const invitation = z.object({ id: z.string(), email: z.string().nullable() });

/**
 * Makes an invitation that is good for one account.
 *
 * @param email the only address it is good for; null for any.
 * @returns its token, which rests as a hash, and until when it is good.
 */
export async function createInvitation(
  database: Knex,
  email: string | null,
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.now() + LIFETIME_DAYS * 86_400_000);
  await database('invitations').where('expiresAt', '<', new Date()).delete();
  await database('invitations').insert({
    id: randomUUID(),
    tokenHash: hashInvitation(token),
    email: email?.toLowerCase() ?? null,
    expiresAt,
  });
  return { token, expiresAt };
}

/** Tells Better Auth of the table: an invitation is used up in the transaction that makes the account, or not at all. */
export function invitationTable() {
  return {
    id: 'parley-invitations',
    schema: {
      invitation: {
        modelName: 'invitations',
        fields: {
          tokenHash: { type: 'string', fieldName: 'token_hash' },
          email: { type: 'string', required: false },
          expiresAt: { type: 'date', fieldName: 'expires_at' },
        },
      },
    },
  } satisfies BetterAuthPlugin;
}

/** Finds the invitation of a token that is good for an address. @returns its id. */
export async function findInvitation(
  adapter: Pick<DBAdapter, 'findOne'>,
  token: string,
  email: string,
): Promise<string | undefined> {
  const { data: found } = invitation.safeParse(
    await adapter.findOne({
      model: 'invitation',
      where: [
        { field: 'tokenHash', value: hashInvitation(token) },
        { field: 'expiresAt', operator: 'gt', value: new Date() },
      ],
    }),
  );
  return found && (found.email === null || found.email === email.toLowerCase()) ? found.id : undefined;
}

/** Uses an invitation up. @returns whether it was good; of several at once, one is told so. */
export async function acceptInvitation(
  adapter: Pick<DBAdapter, 'findOne' | 'consumeOne'>,
  token: string,
  email: string,
): Promise<boolean> {
  const id = await findInvitation(adapter, token, email);
  if (id === undefined) return false;
  return (await adapter.consumeOne({ model: 'invitation', where: [{ field: 'id', value: id }] })) !== null;
}

function hashInvitation(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
