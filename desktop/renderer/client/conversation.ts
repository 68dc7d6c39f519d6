import * as z from 'zod/mini';

/** ChatKit calls it a thread. */
const conversation = z.object({
  id: z.string(),
  title: z.nullish(z.string()),
  created_at: z.string(),
  /** When something was said last; a server of an older version does not tell. */
  active_at: z.optional(z.string()),
});

/** One page of conversations, the one that was active last first. */
export const conversationPage = z.object({
  data: z.array(conversation),
  has_more: z.boolean(),
  after: z.nullish(z.string()),
});
