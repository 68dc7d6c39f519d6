import type { Receipt, ReceiptEntry } from '../../agent/receipt.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { tellFailure } from '../../languages/tell-failure.ts';
import { tellWarning } from '../../languages/tell-warning.ts';
import { tellChange } from '../../agent/tell-change.ts';
import { describeRecurrence } from '../../dates/recurrence/describe-recurrence.ts';
import { plainText } from '../../ground/quote-text.ts';
import { newTask, type SaidField, type TaskView } from '../../tasks/task-fields.ts';

/** What a turn did, in words: for copying, for the plain API and for the model's memory. */
export function receiptText(receipts: readonly Receipt[], phrases: Phrases): string {
  return receipts
    .flatMap((receipt) => [
      ...receipt.entries.map((entry) =>
        [
          `${phrases.kinds[entry.kind]}: ${entry.task.id}. ${plainText(entry.task.title)}`,
          ...(tellsDue(entry) ? [entry.task.due] : []),
          ...(entry.kind === 'added' ? describeAdded(entry.task, phrases) : []),
          ...tellEntry(entry, phrases),
          ...entry.warnings.map((warning) => tellWarning(warning, phrases)),
        ].join(' · '),
      ),
      ...receipt.failures.map(
        ({ title, ...failure }) =>
          `${phrases.failed}${title === undefined ? '' : ` (${plainText(title)})`}: ${tellFailure(failure, phrases)}`,
      ),
      ...receipt.skipped.map(({ taskId }) => phrases.skipped(taskId)),
    ])
    .join('\n');
}

/** Whether an entry says when its task is due, with weekday and date, besides what it changed. */
export function tellsDue({ kind, task, undid }: ReceiptEntry): boolean {
  return task.due !== null && undid === undefined && kind !== 'changed' && kind !== 'deleted';
}

/** What an entry says beyond its task: what changed in it, and what comes next. */
export function tellEntry(entry: ReceiptEntry, phrases: Phrases): string[] {
  const { kind, undid, next } = entry;
  // Of notes, only the name is shown: they come last.
  const fields = entry.changedFields.toSorted((a, b) => Number(a === 'notes') - Number(b === 'notes'));
  const changes = fields.map((field) => describeChange(entry, field, phrases));
  if (undid && undid !== 'updated') return [phrases.undid[undid], ...changes];
  if (kind === 'changed' || undid) return changes;
  return kind !== 'deleted' && next?.due ? [phrases.next(next.due)] : [];
}

/** What was said besides the title and the date. */
function describeAdded(task: TaskView, phrases: Phrases): string[] {
  return newTask.keyof().options.flatMap((field) => {
    if (field === 'title' || field === 'due' || field === 'notes') return [];
    const text = writeValue(task, field, phrases);
    if (text === undefined) return [];
    return [field === 'tags' ? text : `${phrases.fields[field]}: ${text}`];
  });
}

function describeChange({ before, task }: ReceiptEntry, field: SaidField, phrases: Phrases): string {
  if (field === 'notes') return phrases.fields.notes;
  const write = (view: TaskView): string => writeValue(view, field, phrases) ?? phrases.none;
  const now = write(task);
  return `${phrases.fields[field]}: ${before ? tellChange(write(before), now, phrases) : now}`;
}

/** @returns what a field says; undefined when it is empty. */
function writeValue(task: TaskView, field: SaidField, phrases: Phrases): string | undefined {
  if (field === 'recurrence')
    return task.recurrence === null ? undefined : describeRecurrence(task.recurrence, phrases.locale);
  if (field === 'priority') return task.priority === null ? undefined : phrases.priorities[task.priority];
  return writePlain(task[field]);
}

function writePlain(value: string | number | readonly string[] | null): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'object') return plainText(String(value));
  return value.length === 0 ? undefined : value.map((tag) => `#${plainText(tag)}`).join(' ');
}
