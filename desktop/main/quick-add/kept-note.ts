import { z } from 'zod';

/** How many notes wait at the most. */
export const MAX_KEPT = 20;

const keptNote = z.strictObject({
  accountId: z.string().max(64).describe('the one account it may be sent from'),
  text: z.string().min(1).max(4000),
  key: z.uuid().describe('the same for every try, so that the server takes it once'),
  conversationId: z.string().max(64).nullable().describe('null starts a conversation'),
  isReply: z.boolean().describe('belongs into its conversation and no other'),
  leftAt: z.number().nullable().describe('when it was first sent without an answer; null when it never left'),
});

/** The notes of all accounts, oldest first. */
export const keptNotes = z.array(keptNote).max(MAX_KEPT * 20);

/** Something typed that the server is to take once. */
export type KeptNote = z.infer<typeof keptNote>;
