import { z } from 'zod';
import { hasChanges, makeReceipts, receipt, type ReceiptEntry } from '../../agent/receipt.ts';
import type { FinishedCall } from '../../agent/agent-call.ts';
import { warning } from '../../languages/warning.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { tellFailure } from '../../languages/tell-failure.ts';
import { tellWarning } from '../../languages/tell-warning.ts';
import { taskView } from '../../tasks/task-fields.ts';
import { receiptText } from '../cards/receipt-text.ts';

const { kind, undid, changedFields } = receipt.shape.entries.element.shape;

/** What a turn has done, for clients without cards. */
export const plainReceipt = z.object({
  text: z.string().describe('All of it in words, a line for each task'),
  changes: z.array(
    z.object({
      kind,
      task: taskView.describe('The task as it was left'),
      before: taskView.optional(),
      changed_fields: changedFields,
      next_task: taskView.optional().describe('The next occurrence of a task that repeats'),
      undid: undid.optional().describe('What had been done to the task, when that was taken back'),
      warnings: z.array(warning.extend({ message: z.string() })),
    }),
  ),
  failures: receipt.shape.failures,
  skipped: z.array(z.object({ task_id: z.number() })).describe('Tasks that an undo left alone'),
  batch_id: z.string().nullable().describe('What an undo takes back; null for an undo, and for several changes'),
});

/** @returns what calls have done; null when that is nothing that a receipt tells. */
export function tellReceipt(calls: readonly FinishedCall[], phrases: Phrases): z.infer<typeof plainReceipt> | null {
  const receipts = makeReceipts(calls);
  const skipped = receipts.flatMap((made) => made.skipped.map(({ taskId }) => ({ task_id: taskId })));
  if (!hasChanges(receipts) && skipped.length === 0) return null;
  const entries = receipts.flatMap((made) => made.entries);
  const [batch, ...others] = receipts.filter((made) => made.entries.length > 0);
  const isUndo = entries.some((entry) => entry.kind === 'undone' || entry.kind === 'redone');
  return {
    text: receiptText(receipts, phrases),
    changes: entries.map((entry) => tellChange(entry, phrases)),
    failures: receipts.flatMap(({ failures }) =>
      failures.map((failure) => ({ ...failure, message: tellFailure(failure, phrases) })),
    ),
    skipped,
    batch_id: isUndo || others.length > 0 ? null : (batch?.batchId ?? null),
  };
}

function tellChange(entry: ReceiptEntry, phrases: Phrases): z.infer<typeof plainReceipt>['changes'][number] {
  const { changedFields: changed_fields, next, warnings, ...told } = entry;
  return {
    ...told,
    changed_fields,
    ...(next && { next_task: next }),
    warnings: warnings.map((one) => ({ ...one, message: tellWarning(one, phrases) })),
  };
}
