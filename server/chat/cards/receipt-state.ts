import type { Receipt, ReceiptEntry, ReceiptKind } from '../../agent/receipt.ts';
import type { UndoneKind } from '../../tasks/task-change.ts';
import type { CardFacts } from './card-facts.ts';

/** What became of a task after what a receipt tells, so that it cannot be taken back. */
export type Since = 'changed' | 'deleted';

/** A receipt as it is now. */
export interface ReceiptNow {
  /** What is in force of it: what was taken back says so. */
  readonly receipt: Receipt;
  readonly since: ReadonlyMap<number, Since>;
  /** What can be done about it, and by which batch it is named; undefined when nothing would come of it. */
  readonly reversal: { readonly batchId: string; readonly isRedo: boolean } | undefined;
}

/** Looks at a receipt's batch, and the chain of its undos, wherever they were asked for. */
export function receiptNow(receipt: Receipt, { batches, tasks, reader }: CardFacts): ReceiptNow {
  const { batchId } = receipt;
  const state = batchId === undefined ? undefined : batches.get(batchId);
  if (batchId === undefined || !state) return { receipt, since: new Map(), reversal: undefined };
  const { end, touched, reversible } = state;
  const isAsTold = end.isUndo === tellsUndo(receipt);
  const entries = receipt.entries.map((entry) => (isAsTold || !touched.has(entry.task.id) ? entry : takeBack(entry)));
  const lost = [...touched].filter((taskId) => !reversible.has(taskId));
  // A conversation takes back what was done in it: what an undo elsewhere took away is named by an undo made here.
  const name = isAsTold ? batchId : end.conversationId === reader.conversationId ? end.batchId : undefined;
  return {
    receipt: { ...receipt, entries },
    since: new Map(lost.map((taskId) => [taskId, tasks.has(taskId) ? 'changed' : 'deleted'])),
    reversal: name !== undefined && reversible.size > 0 ? { batchId: name, isRedo: end.isUndo } : undefined,
  };
}

/** Whether a receipt tells of an undo, and not of a change or a redo. */
export function tellsUndo({ entries }: Receipt): boolean {
  return entries.some(({ kind }) => kind === 'undone');
}

const DONE: Record<Exclude<ReceiptKind, 'undone' | 'redone'>, UndoneKind> = {
  added: 'created',
  completed: 'completed',
  reopened: 'reopened',
  changed: 'updated',
  deleted: 'deleted',
};

const OPPOSITES: Record<UndoneKind, UndoneKind> = {
  created: 'deleted',
  deleted: 'created',
  completed: 'reopened',
  reopened: 'completed',
  updated: 'updated',
};

/** The entry of the opposite change. */
function takeBack({ kind, task, before, undid, changedFields }: ReceiptEntry): ReceiptEntry {
  const isDone = kind !== 'undone' && kind !== 'redone';
  return {
    kind: kind === 'undone' ? 'redone' : 'undone',
    task: before ?? task,
    ...(before ? { before: task } : {}),
    changedFields,
    undid: isDone ? DONE[kind] : OPPOSITES[undid ?? 'updated'],
    warnings: [],
  };
}
