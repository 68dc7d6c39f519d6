import { z } from 'zod';
import { newTask, taskView, type SaidField, type TaskView } from '../tasks/task-fields.ts';
import { undoLastChange } from '../mcp/tools/undo-last-change.ts';
import type { UndoneKind } from '../tasks/task-change.ts';
import type { FinishedCall } from './agent-call.ts';
import { readChoices } from './asking/date-questions.ts';

/** What happened to a task. */
export type ReceiptKind = 'added' | 'completed' | 'reopened' | 'changed' | 'deleted' | 'undone' | 'redone';

/** One change, as the tool's result tells it. */
export interface ReceiptEntry {
  kind: ReceiptKind;
  task: TaskView;
  /** The task before a change, to tell old from new. */
  before?: TaskView;
  /** What was changed of what a person can say of a task. */
  changedFields: SaidField[];
  /** The next occurrence that completing a repeating task made. */
  next?: TaskView;
  /** What had been done to the task, when that was taken back. */
  undid?: UndoneKind;
  warnings: string[];
}

/** A call that changed nothing, and why. One that leaves a question to be answered is none. */
export interface ReceiptFailure {
  name: string;
  /** The title it was about, when the call named one. */
  title: string | undefined;
  message: string;
}

/** What was done together and is undone together, made from tool results and nothing else. */
export interface Receipt {
  /** What its Undo takes back, as the results name it; undefined when nothing changed. */
  batchId: string | undefined;
  entries: ReceiptEntry[];
  failures: ReceiptFailure[];
  /** Tasks that an undo left alone. */
  skipped: { taskId: number; reason: string }[];
}

const changeResult = z.object({
  task: taskView,
  before: taskView.optional(),
  changed: z.boolean().default(true),
  next_task: taskView.optional(),
  warnings: z.array(z.string()).default([]),
});

const undoneTasks = undoLastChange.output.shape.undone;

const undoResult = z.object({
  redone: z.boolean().default(false),
  undone: undoneTasks,
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
    const receipt = receipts.get(batchId) ?? { batchId, entries: [], failures: [], skipped: [] };
    receipts.set(batchId, receipt);
    if (call.result.success) addSuccess(receipt, call);
    else if (call.status === 'failed' && readChoices(call.result).length === 0) {
      receipt.failures.push({ name: call.name, title: readTitle(call.args), message: call.result.error.message });
    }
  }
  return [...receipts.values()].toSorted((left, right) => Number(!left.batchId) - Number(!right.batchId));
}

export function hasChanges(receipts: readonly Receipt[]): boolean {
  return receipts.some(({ entries }) => entries.length > 0);
}

function addSuccess(receipt: Receipt, call: FinishedCall): void {
  if (call.name === undoLastChange.name) {
    const { redone, undone, skipped } = undoResult.parse(call.result);
    receipt.entries.push(
      ...undone.map(({ task, before, what }): ReceiptEntry => ({
        kind: redone ? 'redone' : 'undone',
        task,
        ...(before ? { before } : {}),
        changedFields: before ? findChangedFields(before, task) : [],
        undid: what,
        warnings: [],
      })),
    );
    receipt.skipped.push(...skipped.map(({ task_id, reason }) => ({ taskId: task_id, reason })));
    return;
  }
  const parsed = changeResult.safeParse(call.result);
  // What only reads answers with no task of its own.
  if (!parsed.success) return;
  const { task, before, changed, next_task: next, warnings } = parsed.data;
  const kind = kindOf(call);
  if (!changed) return;
  receipt.entries.push({
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

function readTitle(args: Record<string, unknown>): string | undefined {
  const title = args['title'];
  return typeof title === 'string' ? title.slice(0, 200) : undefined;
}
