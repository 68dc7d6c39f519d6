import type { Knex } from '../../database/database.ts';
import { ReplyExtra } from '../../models/reply-extra.ts';
import type { ExtraFields } from './extra-fields.ts';
import type { ConversationTurn } from '../../ground/turn.ts';

/** More than this is not told again in later turns. */
const LONGEST_EXTRA = 64_000;

/** What came with one reply of a turn. */
export interface ReplyExtras {
  readonly round: number;
  readonly endpoint: string;
  readonly message: ExtraFields;
  readonly calls: { readonly id: string; readonly extra: ExtraFields }[];
}

/** Stores what came with a reply besides its text and calls, if anything did, for the turns to come. */
export async function keepExtras(
  database: Knex,
  { userId, conversationId }: ConversationTurn,
  messageId: string,
  reply: ReplyExtras,
): Promise<void> {
  const isEmpty = [reply.message, ...reply.calls.map(({ extra }) => extra)].every(
    (extra) => Object.keys(extra).length === 0,
  );
  if (isEmpty || JSON.stringify([reply.message, reply.calls]).length > LONGEST_EXTRA) return;
  await ReplyExtra.save(database, { ...reply, userId, conversationId, messageId });
}
