import type { ReceiptEntry, ReceiptKind } from '../../agent/receipt.ts';
import { describeRecurrence } from '../../dates/recurrence/describe-recurrence.ts';
import { tellFailure } from '../../languages/tell-failure.ts';
import { tellWarning } from '../../languages/tell-warning.ts';
import { plainText } from '../../ground/quote-text.ts';
import type { TaskView } from '../../tasks/task-fields.ts';
import type { CardFacts } from './card-facts.ts';
import type { ReceiptNow } from './receipt-state.ts';
import { tellEntry, tellsDue } from './receipt-text.ts';
import { rowKey, drawTaskRow, type CardSpeech } from './task-row.ts';
import {
  caption,
  icon,
  type Card,
  type IconName,
  type ServerAction,
  type Tone,
  type WidgetComponent,
} from './widgets.ts';

/** More than this does not fit a card; the rest is counted. */
const MOST_ENTRIES = 20;

/** The actions of a receipt's Undo, and of the Redo of what was undone; their payload is only the batch. */
export const UNDO_ACTION = 'changes.undo';
export const REDO_ACTION = 'changes.redo';

/** One picture for each thing that is done, here and in the app. */
const PICTURES: Record<ReceiptKind, readonly [IconName, Tone]> = {
  added: ['plus', 'success'],
  completed: ['check-circle', 'success'],
  reopened: ['empty-circle', 'secondary'],
  changed: ['write', 'secondary'],
  deleted: ['lucide:trash-2', 'danger'],
  undone: ['lucide:undo-2', 'secondary'],
  redone: ['lucide:redo-2', 'secondary'],
};

/** Shows what a turn did and what is so of it now: each task, what was before, and an Undo for what was done together. */
export function receiptCard(receipts: readonly ReceiptNow[], facts: CardFacts, speech: CardSpeech): Card {
  return { type: 'Card', size: 'md', children: receipts.flatMap((now) => receiptRows(now, facts, speech)) };
}

function receiptRows(now: ReceiptNow, facts: CardFacts, speech: CardSpeech): WidgetComponent[] {
  const { phrases } = speech;
  const { entries, failures, skipped } = now.receipt;
  const shown = entries.slice(0, MOST_ENTRIES);
  const hidden = entries.length - shown.length;
  const title = (taskId: number) => plainText(facts.tasks.get(taskId)?.title ?? phrases.skipped(taskId));
  return [
    ...[...Map.groupBy(shown, ({ kind }) => kind)].flatMap(([kind, alike]) => [
      heading(kind, entries.filter((entry) => entry.kind === kind).length, speech),
      ...alike.map((entry) => entryRow(entry, now, facts, speech)),
    ]),
    ...(hidden > 0 ? [caption(phrases.andMore(hidden))] : []),
    ...failures.map((failure) =>
      noticeRow(plainText(failure.title ?? phrases.failed), `${phrases.failed}: ${tellFailure(failure, phrases)}`),
    ),
    ...skipped.map(({ taskId }) =>
      noticeRow(title(taskId), facts.tasks.has(taskId) ? phrases.changedSince : phrases.deletedSince),
    ),
    ...(now.reversal ? [reversalRow(now.reversal, speech)] : []),
  ];
}

/** What was done to the tasks below. */
function heading(kind: ReceiptKind, count: number, { phrases }: CardSpeech): WidgetComponent {
  const [name, tone] = PICTURES[kind];
  const value = count === 1 ? phrases.kinds[kind] : `${phrases.kinds[kind]} · ${count}`;
  return {
    type: 'Row',
    gap: 2,
    align: 'center',
    children: [icon(name, tone), { type: 'Text', value, size: 'sm', weight: 'semibold' }],
  };
}

function entryRow(entry: ReceiptEntry, { since }: ReceiptNow, facts: CardFacts, speech: CardSpeech): WidgetComponent {
  const { phrases } = speech;
  const found = facts.view(entry.task.id, speech.locale);
  const task = found ?? entry.task;
  const isDueTold = tellsDue(entry) && isSameDue(entry.task, task);
  const later = since.get(entry.task.id);
  const details: WidgetComponent[] = [
    ...(isDueTold && entry.task.due !== null ? [caption(entry.task.due, task.overdue ? 'danger' : 'secondary')] : []),
    ...tellRepetition(entry, phrases),
    ...tellEntry(entry, phrases).map((detail) => caption(detail)),
    ...(later ? [caption(later === 'changed' ? phrases.changedSince : phrases.deletedSince)] : []),
    ...entry.warnings.map((warning) => ({
      type: 'Text',
      value: tellWarning(warning, phrases),
      size: 'sm',
      color: 'warning',
    })),
  ];
  return {
    type: 'Row',
    key: rowKey(task.id),
    align: 'start',
    gap: 3,
    children: drawTaskRow(task, speech, { isGone: !found, hidesDue: isDueTold || tellsNewDue(entry, task), details }),
  };
}

/** What a change says of the date need not be said beside it; what was said of it since must be. */
function tellsNewDue({ task, changedFields }: ReceiptEntry, now: TaskView): boolean {
  return changedFields.includes('due') && isSameDue(task, now);
}

/** A picture beside the title says that it repeats; what was just said is told in words. */
function tellRepetition({ kind, task }: ReceiptEntry, { fields, locale }: CardSpeech['phrases']): WidgetComponent[] {
  if (kind !== 'added' || task.recurrence === null) return [];
  return [caption(`${fields.recurrence}: ${describeRecurrence(task.recurrence, locale)}`)];
}

function isSameDue(left: TaskView, right: TaskView): boolean {
  return left.due_on === right.due_on && left.due_at === right.due_at;
}

function noticeRow(title: string, detail: string): WidgetComponent {
  return {
    type: 'Row',
    align: 'start',
    gap: 3,
    children: [
      icon('info', 'warning'),
      { type: 'Col', gap: 0, flex: 1, children: [{ type: 'Text', value: title }, caption(detail)] },
    ],
  };
}

function reversalRow(
  { batchId, isRedo }: NonNullable<ReceiptNow['reversal']>,
  { phrases }: CardSpeech,
): WidgetComponent {
  const action: ServerAction = {
    type: isRedo ? REDO_ACTION : UNDO_ACTION,
    payload: { batch_id: batchId },
    loadingBehavior: 'container',
  };
  return {
    type: 'Row',
    justify: 'end',
    children: [
      {
        type: 'Button',
        label: isRedo ? phrases.redo : phrases.undo,
        iconStart: isRedo ? 'lucide:redo-2' : 'lucide:undo-2',
        size: 'sm',
        variant: 'ghost',
        color: 'secondary',
        onClickAction: action,
      },
    ],
  };
}
