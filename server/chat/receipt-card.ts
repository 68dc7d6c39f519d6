import type { Receipt, ReceiptEntry, ReceiptField, ReceiptKind } from '../agent/receipt.ts';
import type { Phrases } from '../agent/phrases/phrases.ts';
import { describeRecurrence } from '../dates/describe-recurrence.ts';
import type { WidgetRoot } from '../chatkit/widget.ts';
import { caption, type Card, type IconName, type ServerAction, type WidgetComponent } from './widgets.ts';

/** More than this does not fit a card; the rest is counted. */
const MOST_ENTRIES = 20;

/** The action of a receipt's Undo; its payload is only the batch. */
export const UNDO_ACTION = 'changes.undo';

const ICONS: Record<ReceiptKind, IconName> = {
  added: 'plus',
  completed: 'check-circle',
  reopened: 'empty-circle',
  changed: 'write',
  deleted: 'check-circle',
  undone: 'reload',
};

/** Shows what a turn did: each task with a link, its date, what was before, and one Undo for all of it. */
export function receiptCard(receipt: Receipt, phrases: Phrases, options: { canUndo: boolean }): Card {
  const entries = receipt.entries.slice(0, MOST_ENTRIES).map((entry) => entryRow(entry, phrases));
  const hidden = receipt.entries.length - entries.length;
  return {
    type: 'Card',
    size: 'md',
    children: [
      ...entries,
      ...(hidden > 0 ? [caption(phrases.andMore(hidden))] : []),
      ...receipt.failures.map((failure) =>
        noticeRow(failure.title ?? phrases.failed, `${phrases.failed}: ${failure.message}`),
      ),
      ...receipt.skipped.map(({ taskId }) => noticeRow(phrases.skipped(taskId), undefined)),
      ...(options.canUndo ? [undoRow(receipt.batchId, phrases)] : []),
    ],
  };
}

/** The same in words, for copying, for the plain API and for the model's memory. */
export function receiptText(receipt: Receipt, phrases: Phrases): string {
  return [
    ...receipt.entries.map((entry) =>
      [`${phrases.kinds[entry.kind]}: ${entry.task.id}. ${entry.task.title}`, ...details(entry, phrases)].join(' · '),
    ),
    ...receipt.failures.map(
      ({ title, message }) => `${phrases.failed}${title === undefined ? '' : ` (${title})`}: ${message}`,
    ),
    ...receipt.skipped.map(({ taskId }) => phrases.skipped(taskId)),
  ].join('\n');
}

function entryRow(entry: ReceiptEntry, phrases: Phrases): WidgetComponent {
  const isGone = entry.kind === 'deleted';
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
            ? { type: 'Text', value: entry.task.title, lineThrough: true }
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

function undoRow(batchId: string, phrases: Phrases): WidgetComponent {
  const undo: ServerAction = { type: UNDO_ACTION, payload: { batch_id: batchId }, loadingBehavior: 'container' };
  return {
    type: 'Row',
    justify: 'end',
    children: [
      {
        type: 'Button',
        label: phrases.undo,
        size: 'sm',
        variant: 'ghost',
        color: 'secondary',
        onClickAction: undo,
      },
    ],
  };
}

function details(entry: ReceiptEntry, phrases: Phrases): string[] {
  if (entry.kind === 'changed') return entry.changedFields.map((field) => describeChange(entry, field, phrases));
  if (entry.kind === 'deleted') return [];
  const { task, next } = entry;
  return [
    ...(task.due === null ? [] : [task.due]),
    ...(entry.kind === 'added' && task.priority
      ? [`${phrases.fields.priority}: ${phrases.priorities[task.priority]}`]
      : []),
    ...(entry.kind === 'added' && task.tags.length > 0 ? [task.tags.map((tag) => `#${tag}`).join(' ')] : []),
    ...(entry.kind === 'added' && task.recurrence !== null
      ? [`${phrases.fields.recurrence}: ${describeRecurrence(task.recurrence, phrases.locale)}`]
      : []),
    ...(next?.due ? [phrases.next(next.due)] : []),
  ];
}

function describeChange({ before, task }: ReceiptEntry, field: ReceiptField, phrases: Phrases): string {
  if (field === 'notes') return phrases.fields.notes;
  const write = (view: typeof task): string => {
    const value = view[field];
    if (field === 'recurrence' && view.recurrence !== null) return describeRecurrence(view.recurrence, phrases.locale);
    if (field === 'priority' && view.priority) return phrases.priorities[view.priority];
    if (Array.isArray(value)) return value.length === 0 ? phrases.none : value.map((tag) => `#${tag}`).join(' ');
    return value ?? phrases.none;
  };
  return `${phrases.fields[field]}: ${before ? `${write(before)} → ` : ''}${write(task)}`;
}

/** A link that the app opens by itself. The title is data: nothing in it may act as markup. */
export function taskLink(task: { id: number; title: string }): string {
  return `[${escapeMarkdown(task.title)}](chatkit-link://task/${task.id})`;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#+\-.!|~&:@/]/g, String.raw`\$&`);
}

/** The card when there is nothing left to undo. */
export function withoutUndo(widget: WidgetRoot): WidgetRoot {
  const children: unknown = widget['children'];
  if (!Array.isArray(children)) return widget;
  return { ...widget, children: children.filter((child) => !JSON.stringify(child).includes(UNDO_ACTION)) };
}
