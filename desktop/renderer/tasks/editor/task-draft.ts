import { dueDay } from '../../../due-day.ts';
import type { Task, TaskInput } from '../../../task.ts';
import { timeKey } from '../../i18n/calendar.ts';
import { EMPTY_DRAFT, type TaskDraft } from '../../services/kept-work.ts';

/** The longest title the server takes. */
export const MAX_TITLE = 500;

const priorities = ['low', 'medium', 'high'] as const;

/** The draft that shows a task as it is. */
export function draftOf(task: Task, timeZone: string): TaskDraft {
  return {
    title: task.title,
    notes: task.notes ?? '',
    duePhrase: '',
    date: dueDay(task, timeZone) ?? '',
    time: task.due_at === null ? '' : timeKey(new Date(task.due_at), timeZone),
    priority: task.priority ?? '',
    tags: task.tags.join(', '),
    recurrence: task.recurrence ?? '',
  };
}

/** What to send so that a task becomes as the draft says; fields that did not change are absent. */
export function changesOf(draft: TaskDraft, before: TaskDraft): TaskInput {
  const isTimeGone = before.time !== '' && draft.time === '' && draft.date !== '' && draft.duePhrase.trim() === '';
  // A day alone keeps the hour.
  const said: TaskInput = { ...readDraft(draft), ...(isTimeGone && { due: `${draft.date} all day` }) };
  const old = new Map<string, unknown>(Object.entries(readDraft(before)));
  return Object.fromEntries(
    Object.entries(said).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(old.get(field))),
  );
}

/** What a draft says, every field of it; an empty input says null. */
function readDraft(draft: TaskDraft): Required<Omit<TaskInput, 'status'>> {
  return {
    title: draft.title.trim(),
    notes: emptyToNull(draft.notes),
    due: dueOf(draft),
    priority: priorities.find((priority) => priority === draft.priority) ?? null,
    tags: tagsOf(draft),
    recurrence: emptyToNull(draft.recurrence),
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
