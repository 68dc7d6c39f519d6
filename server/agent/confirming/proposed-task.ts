import { taskFace, type ProposedTask, type ShownText, type TaskFace } from '../../models/proposed-task.ts';
import type { TouchedTask } from '../../tasks/changes/touched-tasks.ts';
import type { TaskSnapshot } from '../../tasks/task-snapshot.ts';

/** As much of a text as is shown of it before a yes, around the first letter that changes. */
const MOST_SHOWN = 200;
const MOST_BEFORE_CHANGE = 40;

/** What the user is shown of a task that a call touches: of one that changes, the fields that do, old and new. */
export function toProposedTask({ taskId, version, title, isRemoved, before, after }: TouchedTask): ProposedTask {
  const task = { taskId, version, title, ...(isRemoved && { isRemoved }) };
  if (before && after) return { ...task, ...compare(before, after) };
  return { ...task, ...(before && { before: describe(before) }), ...(after && { after: describe(after) }) };
}

/** The same of a task that a call adds. */
export function toAddedTask(after: TaskSnapshot): ProposedTask {
  return { taskId: 0, version: 0, title: after.title, after: describe(after) };
}

function compare(before: TaskSnapshot, after: TaskSnapshot): { before: TaskFace; after: TaskFace } {
  const differs = (field: keyof TaskSnapshot) => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const fields = PARTS.filter((part) => part.some(differs)).flat();
  return { before: faceOf(before, after, fields), after: faceOf(after, before, fields) };
}

/** What tells a task that goes or comes from others, besides its title. */
function describe(task: TaskSnapshot): TaskFace {
  return faceOf(
    task,
    task,
    PARTS.flat().filter((field) => field !== 'title'),
  );
}

/** Fields that are said together; the status of a task and its notes last. */
const PARTS: readonly (readonly (keyof TaskFace)[])[] = [
  ['title'],
  ['due_on', 'due_at', 'due_zone'],
  ['recurrence'],
  ['priority'],
  ['tags'],
  ['status'],
  ['notes'],
];

function faceOf(task: TaskSnapshot, other: TaskSnapshot, fields: readonly (keyof TaskFace)[]): TaskFace {
  const { status, priority, tags, due_on, due_at, due_zone, recurrence } = task;
  const title = cut(task.title, other.title);
  const notes = task.notes === null ? null : cut(task.notes, other.notes ?? '');
  const all: Required<TaskFace> = { title, notes, status, priority, tags, due_on, due_at, due_zone, recurrence };
  return taskFace.parse(Object.fromEntries(fields.map((field) => [field, all[field]])));
}

/** Keeps what is around the first letter that differs. */
function cut(text: string, other: string): ShownText {
  if (text.length <= MOST_SHOWN) return { text };
  let same = 0;
  while (same < text.length && text[same] === other[same]) same += 1;
  const start = same === text.length || same < MOST_SHOWN / 2 ? 0 : same - MOST_BEFORE_CHANGE;
  const end = start + MOST_SHOWN;
  const shown = `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  return { text: shown.toWellFormed(), length: text.length };
}
