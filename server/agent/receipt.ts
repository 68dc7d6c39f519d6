import { z } from 'zod';
import { newTask, taskView, type SaidField, type TaskView } from '../tasks/task-fields.ts';
import { undoLastChange } from '../mcp/tools/undo-last-change.ts';
import { warning } from '../languages/warning.ts';
import type { FinishedCall } from './agent-call.ts';
import { readChoices } from './asking/date-questions.ts';

const undoneKind = undoLastChange.output.shape.undone.element.shape.what;

const receiptEntry = z.object({
  kind: z.enum(['added', 'completed', 'reopened', 'changed', 'deleted', 'undone', 'redone']),
  task: taskView,
  /** The task before a change, to tell old from new. */
  before: taskView.exactOptional(),
  /** What was changed of what a person can say of a task. */
  changedFields: newTask.keyof().array(),
  /** The next occurrence that completing a repeating task made. */
  next: taskView.exactOptional(),
  /** What had been done to the task, when that was taken back. */
  undid: undoneKind.exactOptional(),
  /** Those of cards that are older than the codes were sentences. */
  warnings: warning.array().catch([]),
});

const receiptFailure = z.object({
  name: z.string(),
  /** The title it was about, when the call named one. */
  title: z.string().exactOptional(),
  /** What kind of failure it is; older cards know only its sentence. */
  code: z.string().exactOptional(),
  message: z.string(),
});

/** What was done together and is undone together, made from tool results and nothing else; cards keep it. */
export const receipt = z.object({
  /** What its Undo takes back, as the results name it; absent when nothing changed. */
  batchId: z.string().exactOptional(),
  entries: receiptEntry.array(),
  failures: receiptFailure.array(),
  /** Tasks that an undo left alone. */
  skipped: z.object({ taskId: z.number(), reason: z.string() }).array(),
});

/** One change, as the tool's result tells it. */
export type ReceiptEntry = z.infer<typeof receiptEntry>;

/** What happened to a task. */
export type ReceiptKind = ReceiptEntry['kind'];

/** What was done together and is undone together. */
export type Receipt = z.infer<typeof receipt>;

const changeResult = z.object({
  task: taskView,
  before: taskView.optional(),
  changed: z.boolean().default(true),
  next_task: taskView.optional(),
  warnings: warning.array().catch([]),
});

const undoResult = z.object({
  redone: z.boolean().default(false),
  undone: undoLastChange.output.shape.undone,
  skipped: z.array(z.object({ task_id: z.number(), reason: z.string() })),
});

const batchOf = z.object({ batch_id: z.string() });

/**
 * Makes the receipts of a turn's calls, one for each batch that their results are of: a call that was found and not
 * repeated keeps the batch of its first run. Calls that only read, and repeats of what was so already, leave no trace.
 */
export function makeReceipts(calls: readonly FinishedCall[]): Receipt[] {
  const receipts = new Map<string | undefined, Receipt>();
  for (const call of calls) {
    const batchId = batchOf.safeParse(call.result).data?.batch_id;
    const own = batchId === undefined ? {} : { batchId };
    const made: Receipt = receipts.get(batchId) ?? { ...own, entries: [], failures: [], skipped: [] };
    receipts.set(batchId, made);
    if (call.result.success) addSuccess(made, call);
    else if (call.status === 'failed' && readChoices(call.result).length === 0) {
      made.failures.push({
        name: call.name,
        ...readTitle(call.args),
        code: call.result.error.code,
        message: call.result.error.message,
      });
    }
  }
  return [...receipts.values()].toSorted((left, right) => Number(!left.batchId) - Number(!right.batchId));
}

export function hasChanges(receipts: readonly Receipt[]): boolean {
  return receipts.some(({ entries }) => entries.length > 0);
}

function addSuccess(made: Receipt, call: FinishedCall): void {
  if (call.name === undoLastChange.name) {
    const { redone, undone, skipped } = undoResult.parse(call.result);
    made.entries.push(
      ...undone.map(({ task, before, what }): ReceiptEntry => ({
        kind: redone ? 'redone' : 'undone',
        task,
        ...(before ? { before } : {}),
        changedFields: before ? findChangedFields(before, task) : [],
        undid: what,
        warnings: [],
      })),
    );
    made.skipped.push(...skipped.map(({ task_id, reason }) => ({ taskId: task_id, reason })));
    return;
  }
  const parsed = changeResult.safeParse(call.result);
  // What only reads answers with no task of its own.
  if (!parsed.success) return;
  const { task, before, changed, next_task: next, warnings } = parsed.data;
  const kind = kindOf(call);
  if (!changed) return;
  made.entries.push({
    kind,
    task,
    ...(before ? { before } : {}),
    changedFields: before ? findChangedFields(before, task) : [],
    ...(next ? { next } : {}),
    warnings,
  });
}

/** A tool that is not named here changes a task, if it answers with one. */
function kindOf(call: FinishedCall): ReceiptKind {
  switch (call.name) {
    case 'add_task':
      return 'added';
    case 'complete_task':
      return call.args['completed'] === false ? 'reopened' : 'completed';
    case 'delete_task':
      return 'deleted';
    default:
      return 'changed';
  }
}

function findChangedFields(before: TaskView, after: TaskView): SaidField[] {
  return newTask.keyof().options.filter((field) => isDifferent(field, before, after));
}

function isDifferent(field: SaidField, before: TaskView, after: TaskView): boolean {
  if (field === 'due') return before.due_on !== after.due_on || before.due_at !== after.due_at;
  return JSON.stringify(before[field]) !== JSON.stringify(after[field]);
}

function readTitle(args: Record<string, unknown>): { title?: string } {
  const title = args['title'];
  return typeof title === 'string' ? { title: title.slice(0, 200) } : {};
}
