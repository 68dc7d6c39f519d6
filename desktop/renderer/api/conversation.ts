import * as z from 'zod/mini';

/** A conversation in the list of them; ChatKit calls it a thread. */
export const conversation = z.object({
  id: z.string(),
  title: z.nullish(z.string()),
  created_at: z.string(),
});

/** A conversation in the list of them. */
export type Conversation = z.infer<typeof conversation>;

/** One page of conversations, the newest first. */
export const conversationPage = z.object({
  data: z.array(conversation),
  has_more: z.boolean(),
  after: z.nullish(z.string()),
});
