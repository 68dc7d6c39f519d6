import { plainText } from '../../ground/quote-text.ts';
import { z } from 'zod';
import type { Receipt, ReceiptEntry, ReceiptKind } from '../../agent/receipt.ts';
import type { Phrases } from '../../agent/phrases/phrases.ts';
import { tellChange } from '../../agent/phrases/tell-change.ts';
import { describeRecurrence } from '../../dates/recurrence/describe-recurrence.ts';
import type { WidgetRoot } from '../../chatkit/protocol/widget.ts';
import { newTask, type SaidField, type TaskView } from '../../tasks/task-fields.ts';
import { caption, type Card, type IconName, type ServerAction, type WidgetComponent } from './widgets.ts';

/** More than this does not fit a card; the rest is counted. */
const MOST_ENTRIES = 20;

/** The actions of a receipt's Undo, and of the Redo of what was undone; their payload is only the batch. */
export const UNDO_ACTION = 'changes.undo';
export const REDO_ACTION = 'changes.redo';

const ICONS: Record<ReceiptKind, IconName> = {
  added: 'plus',
  completed: 'check-circle',
  reopened: 'empty-circle',
  changed: 'write',
  deleted: 'check-circle',
  undone: 'reload',
  redone: 'reload',
};

/** Shows what a turn did: each task with a link, its date, what was before, and an Undo for what was done together. */
export function receiptCard(receipts: readonly Receipt[], phrases: Phrases): Card {
  return { type: 'Card', size: 'md', children: receipts.flatMap((receipt) => receiptRows(receipt, phrases)) };
}

function receiptRows(receipt: Receipt, phrases: Phrases): WidgetComponent[] {
  const entries = receipt.entries.slice(0, MOST_ENTRIES).map((entry) => entryRow(entry, phrases));
  const hidden = receipt.entries.length - entries.length;
  const isUndo = receipt.entries.some(({ kind }) => kind === 'undone');
  return [
    ...entries,
    ...(hidden > 0 ? [caption(phrases.andMore(hidden))] : []),
    ...receipt.failures.map((failure) =>
      noticeRow(plainText(failure.title ?? phrases.failed), `${phrases.failed}: ${failure.message}`),
    ),
    ...receipt.skipped.map(({ taskId }) => noticeRow(phrases.skipped(taskId), undefined)),
    ...(receipt.batchId === undefined ? [] : [undoRow(receipt.batchId, isUndo, phrases)]),
  ];
}

/** The same in words, for copying, for the plain API and for the model's memory. */
export function receiptText(receipts: readonly Receipt[], phrases: Phrases): string {
  return receipts
    .flatMap((receipt) => [
      ...receipt.entries.map((entry) =>
        [
          `${phrases.kinds[entry.kind]}: ${entry.task.id}. ${plainText(entry.task.title)}`,
          ...details(entry, phrases),
        ].join(' · '),
      ),
      ...receipt.failures.map(
        ({ title, message }) => `${phrases.failed}${title === undefined ? '' : ` (${plainText(title)})`}: ${message}`,
      ),
      ...receipt.skipped.map(({ taskId }) => phrases.skipped(taskId)),
    ])
    .join('\n');
}

function entryRow(entry: ReceiptEntry, phrases: Phrases): WidgetComponent {
  const isGone = entry.kind === 'deleted' || entry.undid === 'created';
  return {
    type: 'Row',
    align: 'start',
    gap: 3,
    children: [
      { type: 'Icon', name: ICONS[entry.kind], color: isGone ? 'danger' : 'success', size: 'md' },
      {
        type: 'Col',
        gap: 0,
        flex: 1,
        children: [
          { type: 'Caption', value: phrases.kinds[entry.kind], color: 'secondary', size: 'sm' },
          isGone
            ? { type: 'Text', value: plainText(entry.task.title), lineThrough: true }
            : { type: 'Markdown', value: taskLink(entry.task) },
          ...details(entry, phrases).map((detail) => caption(detail)),
          ...entry.warnings.map((warning): WidgetComponent => ({
            type: 'Text',
            value: warning,
            size: 'sm',
            color: 'warning',
          })),
        ],
      },
    ],
  };
}

function noticeRow(title: string, detail: string | undefined): WidgetComponent {
  return {
    type: 'Row',
    align: 'start',
    gap: 3,
    children: [
      { type: 'Icon', name: 'info', color: 'warning', size: 'md' },
      {
        type: 'Col',
        gap: 0,
        flex: 1,
        children: [{ type: 'Text', value: title }, ...(detail === undefined ? [] : [caption(detail)])],
      },
    ],
  };
}

function undoRow(batchId: string, isUndo: boolean, phrases: Phrases): WidgetComponent {
  const action: ServerAction = {
    type: isUndo ? REDO_ACTION : UNDO_ACTION,
    payload: { batch_id: batchId },
    loadingBehavior: 'container',
  };
  return {
    type: 'Row',
    justify: 'end',
    children: [
      {
        type: 'Button',
        label: isUndo ? phrases.redo : phrases.undo,
        size: 'sm',
        variant: 'ghost',
        color: 'secondary',
        onClickAction: action,
      },
    ],
  };
}

function details(entry: ReceiptEntry, phrases: Phrases): string[] {
  // Of notes, only the name is shown: they come last.
  const fields = entry.changedFields.toSorted((a, b) => Number(a === 'notes') - Number(b === 'notes'));
  const changes = fields.map((field) => describeChange(entry, field, phrases));
  if (entry.undid && entry.undid !== 'updated') return [phrases.undid[entry.undid], ...changes];
  if (entry.kind === 'changed' || entry.undid) return changes;
  if (entry.kind === 'deleted') return [];
  const { task, next } = entry;
  return [
    ...(task.due === null ? [] : [task.due]),
    ...(entry.kind === 'added' ? describeAdded(task, phrases) : []),
    ...(next?.due ? [phrases.next(next.due)] : []),
  ];
}

/** What was said besides the title and the date, which stand there anyway. */
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

/** A link that the app opens by itself. The title is data: nothing in it may act as markup. */
export function taskLink(task: { id: number; title: string }): string {
  return `[${escapeMarkdown(plainText(task.title))}](chatkit-link://task/${task.id})`;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#+\-.!|~&:@/]/g, String.raw`\$&`);
}

/** The row that `undoRow` makes, as it is read back: told by what its button does, for a title can say anything. */
const undoRowShape = z.object({
  children: z.tuple([z.object({ onClickAction: z.object({ type: z.enum([UNDO_ACTION, REDO_ACTION]) }) })]),
});

/** The card when there is nothing left to undo or redo. */
export function withoutUndo(widget: WidgetRoot): WidgetRoot {
  const children: unknown = widget['children'];
  if (!Array.isArray(children)) return widget;
  return { ...widget, children: children.filter((child) => !undoRowShape.safeParse(child).success) };
}
