import type { Task, TaskInput } from '../../client/task.ts';
import { dayKey, timeKey } from '../../i18n/calendar.ts';

/** What the form holds while a task is written; every field as its input shows it. */
export interface TaskDraft {
  readonly title: string;
  readonly notes: string;
  /** What was typed; an empty text leaves the say to `date` and `time`. */
  readonly duePhrase: string;
  readonly date: string;
  readonly time: string;
  readonly priority: 'low' | 'medium' | 'high' | '';
  readonly tags: string;
  /** A phrase or an RRULE; empty for never. */
  readonly recurrence: string;
}

/** The longest title the server takes. */
export const MAX_TITLE = 500;

/** A draft of a new task. */
export const EMPTY_DRAFT: TaskDraft = {
  title: '',
  notes: '',
  duePhrase: '',
  date: '',
  time: '',
  priority: '',
  tags: '',
  recurrence: '',
};

/** The draft that shows a task as it is. */
export function draftOf(task: Task, timeZone: string): TaskDraft {
  const due = task.due_at === null ? null : new Date(task.due_at);
  return {
    title: task.title,
    notes: task.notes ?? '',
    duePhrase: '',
    date: due ? dayKey(due, timeZone) : '',
    time: due && !task.due_is_date ? timeKey(due, timeZone) : '',
    priority: task.priority ?? '',
    tags: task.tags.join(', '),
    recurrence: task.recurrence ?? '',
  };
}

/** What to send so that a task becomes as the draft says; fields that did not change are absent. */
export function changesOf(draft: TaskDraft, before: TaskDraft): TaskInput {
  const due = dueOf(draft);
  return {
    ...(draft.title.trim() === before.title ? {} : { title: draft.title.trim() }),
    ...(draft.notes.trim() === before.notes ? {} : { notes: emptyToNull(draft.notes) }),
    ...(due === dueOf(before) ? {} : { due }),
    ...(draft.priority === before.priority ? {} : { priority: draft.priority === '' ? null : draft.priority }),
    ...(tagsOf(draft).join() === tagsOf(before).join() ? {} : { tags: tagsOf(draft) }),
    ...(draft.recurrence.trim() === before.recurrence ? {} : { recurrence: emptyToNull(draft.recurrence) }),
  };
}

/** What to send to make a new task; nothing is null there, only absent. */
export function inputOf(draft: TaskDraft): TaskInput {
  const entries = Object.entries(changesOf(draft, EMPTY_DRAFT)).filter(([, value]) => value !== null);
  return Object.fromEntries(entries);
}

/** The moment the date and time inputs name, for a preview; null without a date. */
export function pickedDue(draft: TaskDraft): { iso: string; hasTime: boolean } | null {
  if (draft.duePhrase.trim() !== '' || draft.date === '') return null;
  return { iso: `${draft.date}T${draft.time || '00:00'}`, hasTime: draft.time !== '' };
}

function dueOf(draft: TaskDraft): string | null {
  const phrase = draft.duePhrase.trim();
  if (phrase !== '') return phrase;
  if (draft.date === '') return null;
  return draft.time === '' ? draft.date : `${draft.date}T${draft.time}`;
}

function tagsOf(draft: TaskDraft): string[] {
  return [
    ...new Set(
      draft.tags
        .split(',')
        .map((tag) => tag.trim())
        .filter(Boolean),
    ),
  ];
}

function emptyToNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
