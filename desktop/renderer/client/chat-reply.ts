import * as z from 'zod/mini';

/** What the plain chat API answers: words, what was done, and what waits for a yes. */
export const chatReply = z.object({
  conversation_id: z.string(),
  message: z.string(),
  /** What was said besides the receipt; older servers have neither, and all of it in the message. */
  reply: z.optional(z.string()),
  receipt: z.optional(z.nullable(z.object({ text: z.string(), batch_id: z.nullable(z.string()) }))),
  tool_calls: z.array(z.object({ name: z.string(), status: z.string(), result: z.unknown() })),
  /** What can be answered to a question; sending one is the answer. */
  choices: z.optional(z.array(z.string())),
  confirmation: z.nullable(z.object({ id: z.string(), summary: z.string() })),
});

/** What the plain chat API answers. */
export type ChatReply = z.infer<typeof chatReply>;
