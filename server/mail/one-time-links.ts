import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from '../database/database.ts';

/** How long a link is good for. */
export const LINK_LIFETIME_MINUTES = 60;

/** What a link is for, as the page it leads to and as what stands before its token at rest. */
const PURPOSES = {
  'reset-password': { page: '/reset-password', prefix: 'reset-password:' },
  'verify-address': { page: '/verify-address', prefix: 'verify-address:' },
} as const;

/** What a link is for. */
export type LinkPurpose = keyof typeof PURPOSES;

/** Who made a link: a mail proves that whoever follows it reads the mailbox, the operator's command does not. */
export type LinkMaker = 'mail' | 'operator';

/** What a token of either begins with. */
const MARKS: Record<LinkMaker, string> = { mail: 'm', operator: 'p' };

/**
 * Makes a link that works once. Its token stands in the fragment, which browsers send to nobody, and at rest as its digest.
 *
 * @param subject what the token stands for: the user's id, or what a purpose of ours wants to know again.
 * @param baseUrl the address people reach this server at.
 */
export async function makeOneTimeLink(
  database: Knex,
  { purpose, maker, subject }: { purpose: LinkPurpose; maker: LinkMaker; subject: string },
  baseUrl: string,
): Promise<string> {
  const { page, prefix } = PURPOSES[purpose];
  const token = `${MARKS[maker]}${randomBytes(24).toString('base64url')}`;
  await database('verifications').insert({
    id: randomUUID(),
    identifier: digestIdentifier(prefix + token),
    value: subject,
    expiresAt: new Date(Date.now() + LINK_LIFETIME_MINUTES * 60_000),
  });
  const url = new URL(page, baseUrl);
  url.hash = `token=${token}`;
  return url.href;
}

/** What Better Auth looks for when it is given a token; ours are found by the same. */
export function identifierOf(purpose: LinkPurpose, token: string): string {
  return PURPOSES[purpose].prefix + token;
}

/** Whether a token came by mail. */
export function isFromMail(token: string): boolean {
  return token.startsWith(MARKS.mail);
}

/** As Better Auth stores identifiers with `storeIdentifier: 'hashed'`. */
function digestIdentifier(identifier: string): string {
  return createHash('sha256').update(identifier).digest('base64url');
}
