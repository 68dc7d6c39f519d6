import { z } from 'zod';
import { taskView, type TaskView } from '../mcp/task-fields.ts';
import type { FinishedCall } from './agent-call.ts';

/** What happened to a task. */
export type ReceiptKind = 'added' | 'completed' | 'reopened' | 'changed' | 'deleted' | 'undone';

/** A field that a change touched. */
export type ReceiptField = 'title' | 'notes' | 'due' | 'priority' | 'tags' | 'recurrence';

/** One change, as the tool's result tells it. */
export interface ReceiptEntry {
  kind: ReceiptKind;
  task: TaskView;
  /** The task before a change, to tell old from new. */
  before?: TaskView;
  changedFields: ReceiptField[];
  /** The next occurrence that completing a repeating task made. */
  next?: TaskView;
  warnings: string[];
}

/** A call that changed nothing, and why. */
export interface ReceiptFailure {
  name: string;
  /** The title it was about, when the call named one. */
  title: string | undefined;
  message: string;
}

/** What a turn did, made from tool results and nothing else. */
export interface Receipt {
  /** What an Undo takes back. */
  batchId: string;
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

const undoResult = z.object({
  undone: z.array(z.object({ task: taskView })),
  skipped: z.array(z.object({ task_id: z.number(), reason: z.string() })),
});

const FIELDS: ReceiptField[] = ['title', 'due', 'priority', 'tags', 'recurrence', 'notes'];

/** Makes the receipt of a turn's calls; calls that only read, and repeats of what was so already, leave no trace in it. */
export function makeReceipt(calls: readonly FinishedCall[], batchId: string): Receipt {
  const receipt: Receipt = { batchId, entries: [], failures: [], skipped: [] };
  for (const call of calls) {
    if (call.result.success) addSuccess(receipt, call);
    else if (call.status === 'failed') {
      receipt.failures.push({ name: call.name, title: readTitle(call.args), message: call.result.error.message });
    }
  }
  return receipt;
}

/** Whether anything changed. */
export function hasChanges(receipt: Receipt): boolean {
  return receipt.entries.length > 0;
}

function addSuccess(receipt: Receipt, call: FinishedCall): void {
  if (call.name === 'undo_last_change') {
    const { undone, skipped } = undoResult.parse(call.result);
    receipt.entries.push(
      ...undone.map(({ task }): ReceiptEntry => ({ kind: 'undone', task, changedFields: [], warnings: [] })),
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
    changedFields: before ? FIELDS.filter((field) => isDifferent(field, before, task)) : [],
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

function isDifferent(field: ReceiptField, before: TaskView, after: TaskView): boolean {
  if (field === 'due') return before.due_at !== after.due_at || before.due_is_date !== after.due_is_date;
  return JSON.stringify(before[field]) !== JSON.stringify(after[field]);
}

function readTitle(args: Record<string, unknown>): string | undefined {
  const title = args['title'];
  return typeof title === 'string' ? title.slice(0, 200) : undefined;
}
