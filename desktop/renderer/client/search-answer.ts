import * as z from 'zod/mini';
import { task } from '../../task.ts';

/** A text and where the words that were searched for stand in it. */
const markedText = z.object({
  text: z.string(),
  marks: z.array(z.object({ start: z.number(), end: z.number() })),
});

export type MarkedText = z.infer<typeof markedText>;

/** What a search found: of each kind the best ones. */
export const searchAnswer = z.object({
  tasks: z.array(z.object({ task, title: markedText, notes: z.nullable(markedText) })),
  conversations: z.array(z.object({ id: z.string(), title: markedText, active_at: z.string() })),
  messages: z.array(
    z.object({
      conversation_id: z.string(),
      conversation_title: z.nullable(z.string()),
      item_id: z.string(),
      from: z.enum(['user', 'assistant']),
      created_at: z.string(),
      text: markedText,
    }),
  ),
});

export type SearchAnswer = z.infer<typeof searchAnswer>;
