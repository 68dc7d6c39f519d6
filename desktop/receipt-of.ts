import * as z from 'zod/mini';

const titled = z.object({ title: z.string() });
const changeResult = z.object({
  task: titled,
  changed: z.optional(z.boolean()),
  warnings: z.optional(z.array(z.string())),
  batch_id: z.optional(z.string()),
});
const undoResult = z.object({ undone: z.array(z.object({ task: titled })) });

/** An answer of the plain chat API, as far as it matters here. */
interface PlainAnswer {
  readonly message: string;
  readonly tool_calls: readonly { readonly status: string; readonly result?: unknown }[];
  readonly confirmation: unknown;
}

/** What an answer changed, in the server's words. */
export interface Receipt {
  readonly text: string;
  readonly warnings: readonly string[];
  /** False for what was itself an undo. */
  readonly canUndo: boolean;
  /** Names what an undo takes back; undefined when the answer is of several changes, each of which the chat can undo. */
  readonly batchId: string | undefined;
}

/**
 * The receipt of an answer, where it says all there is to say: the server puts it last, after the same told in a
 * sentence for each change.
 *
 * @returns null when nothing changed, something failed or waits for a yes, or more was said
 */
export function receiptOf(reply: PlainAnswer): Receipt | null {
  if (reply.confirmation || reply.tool_calls.some(({ status }) => status !== 'succeeded')) return null;
  const changes = reply.tool_calls.flatMap(({ result }) => changeResult.safeParse(result).data ?? []);
  const made = changes.filter(({ changed }) => changed !== false);
  const undone = reply.tool_calls.flatMap(({ result }) => undoResult.safeParse(result).data?.undone ?? []);
  const titles = [...made, ...undone].map(({ task }) => task.title);
  const paragraphs = reply.message.split('\n\n');
  const text = paragraphs.at(-1) ?? '';
  const isAll = paragraphs.length - 1 <= Math.max(1, titles.length);
  if (titles.length === 0 || !isAll || !titles.every((title) => text.includes(title))) return null;
  const [batchId, ...others] = new Set(made.map((change) => change.batch_id));
  return {
    text,
    warnings: made.flatMap(({ warnings }) => warnings ?? []),
    canUndo: made.length > 0,
    batchId: others.length === 0 ? batchId : undefined,
  };
}
