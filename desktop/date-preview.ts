import * as z from 'zod/mini';

/** Some of a text, by the offsets of its UTF-16 units. */
const span = z.object({ start: z.int(), end: z.int() });
const words = z.nullable(z.string());

/** What the server reads of dates in a text while it is typed. */
export const datePreview = z.object({
  title: words,
  /** The words a date was read from; with a problem, the words that were not understood. */
  spans: z.array(span),
  due_on: words,
  due_at: words,
  due_zone: words,
  recurrence: words,
  due: words,
  repeats: words,
  problem: words,
  /** What may have been meant: the phrase to write instead, what that is, and the field of the form it belongs to. */
  choices: z.array(z.object({ field: z.enum(['due', 'recurrence']), phrase: z.string(), due: words, repeats: words })),
});

export type DatePreview = z.infer<typeof datePreview>;
export type Span = z.infer<typeof span>;

/** What is typed: a task with its date in it, a date alone, or a repetition alone. */
export type PreviewKind = 'task' | 'due' | 'recurrence';
