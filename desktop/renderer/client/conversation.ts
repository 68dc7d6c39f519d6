import * as z from 'zod/mini';

/** ChatKit calls it a thread. */
const conversation = z.object({
  id: z.string(),
  title: z.nullish(z.string()),
  created_at: z.string(),
});

/** One page of conversations, the newest first. */
export const conversationPage = z.object({
  data: z.array(conversation),
  has_more: z.boolean(),
  after: z.nullish(z.string()),
});
