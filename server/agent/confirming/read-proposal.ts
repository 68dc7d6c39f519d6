import { formatDue } from '../../dates/calendar/format-due.ts';
import { describeRecurrence } from '../../dates/recurrence/describe-recurrence.ts';
import { plainText, quoteText } from '../../ground/quote-text.ts';
import { proposedTasks, type ProposedCall } from '../../models/confirmation.ts';
import type { ProposedTask, TaskFace } from '../../models/proposed-task.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { tellChange } from '../tell-change.ts';

/** What becomes of one task. */
export interface ProposalEntry {
  readonly verb: keyof Phrases['verbs'];
  /** As the user wrote it. */
  readonly title: string;
  /** Each field that changes with its old and new value; of a task that goes or comes, what it says. */
  readonly lines: readonly string[];
  /** Whether a yes takes something away that was written down. */
  readonly isLosing: boolean;
}

/** Puts together what all calls of a proposal do to each task; deletions come first, then what loses something. */
export function readProposal(calls: readonly ProposedCall[], phrases: Phrases, clock: Clock): ProposalEntry[] {
  const tasks = new Map<string, ProposedTask>();
  for (const [index, task] of calls.flatMap(proposedTasks).entries()) {
    const key = task.taskId === 0 ? `new ${index}` : `${task.taskId}`;
    const earlier = tasks.get(key);
    tasks.set(key, earlier ? join(earlier, task) : task);
  }
  return [...tasks.values()].map((task) => describeTask(task, phrases, clock)).toSorted((a, b) => rank(a) - rank(b));
}

/** Two calls about one task are what it was before the first and is after the second. */
function join(first: ProposedTask, second: ProposedTask): ProposedTask {
  const { before, after } = first;
  if (second.isRemoved || !second.after)
    return { ...second, title: first.title, ...(before && { before: { ...second.before, ...before } }) };
  return {
    ...first,
    ...(before && { before: { ...second.before, ...before } }),
    after: { ...after, ...second.after },
  };
}

function rank({ verb, isLosing }: ProposalEntry): number {
  if (verb === 'delete') return 0;
  return isLosing ? 1 : 2;
}

function describeTask(task: ProposedTask, phrases: Phrases, clock: Clock): ProposalEntry {
  const { title, before, after } = task;
  const said = (face: TaskFace) => FIELDS.flatMap((field) => sayField(face, field, phrases, clock) ?? []);
  if (task.isRemoved) return { verb: 'delete', title, lines: before ? said(before) : [], isLosing: true };
  if (after && !before)
    return { verb: task.taskId === 0 ? 'add' : 'restore', title, lines: said(after), isLosing: false };
  const changes = FIELDS.flatMap((field) => compareField(task, field, phrases, clock) ?? []);
  return {
    verb: 'change',
    title,
    lines: changes.map(({ line }) => line),
    isLosing: changes.some(({ isLosing }) => isLosing),
  };
}

/** In the order in which they are shown. */
const FIELDS = ['title', 'due', 'recurrence', 'priority', 'tags', 'status', 'notes'] as const;
type Field = (typeof FIELDS)[number];

function sayField(face: TaskFace, field: Field, phrases: Phrases, clock: Clock): string | undefined {
  if (field === 'status' && face.status !== 'completed') return undefined;
  const value = writeField(face, field, phrases, clock);
  return value === undefined ? undefined : `${nameField(field, phrases)}: ${value}`;
}

function compareField({ before = {}, after = {} }: ProposedTask, field: Field, phrases: Phrases, clock: Clock) {
  const old = writeField(before, field, phrases, clock);
  const now = writeField(after, field, phrases, clock);
  if (old === now) return undefined;
  const [from, to] = [old ?? phrases.none, now ?? phrases.none];
  const isLosing = old !== undefined && field !== 'status' && !keepsAll(before, after, field);
  return { line: `${nameField(field, phrases)}: ${tellChange(from, to, phrases)}`, isLosing };
}

/** Tags that are added take none away. */
function keepsAll(before: TaskFace, after: TaskFace, field: Field): boolean {
  return field === 'tags' && (before.tags ?? []).every((tag) => after.tags?.includes(tag));
}

function nameField(field: Field, phrases: Phrases): string {
  return field === 'status' ? phrases.status.name : phrases.fields[field];
}

/** @returns what a field says; undefined when it is empty. */
function writeField(face: TaskFace, field: Field, phrases: Phrases, clock: Clock): string | undefined {
  switch (field) {
    case 'title':
    case 'notes': {
      const shown = face[field];
      if (!shown) return undefined;
      const text = quoteText(shown.text, phrases.quoteMarks, shown.text.length + 1);
      return shown.length === undefined ? text : `${text} (${phrases.characters(shown.length)})`;
    }
    case 'due':
      return writeDue(face, { locale: phrases.locale, timeZone: clock.timeZone });
    case 'recurrence':
      return face.recurrence ? describeRecurrence(face.recurrence, phrases.locale) : undefined;
    case 'priority':
      return face.priority ? phrases.priorities[face.priority] : undefined;
    case 'tags':
      return face.tags?.map((tag) => `#${plainText(tag)}`).join(' ') || undefined;
    case 'status':
      return face.status && phrases.status[face.status];
    default:
      return field satisfies never;
  }
}

/** With weekday and, of a time, the zone that it is said in. */
function writeDue(face: TaskFace, { locale, timeZone }: Pick<Clock, 'locale' | 'timeZone'>): string | undefined {
  if (face.due_on) return formatDue({ on: face.due_on }, { locale, timeZone });
  if (!face.due_at) return undefined;
  const at = { at: new Date(face.due_at), zone: face.due_zone ?? timeZone };
  return `${formatDue(at, { locale, timeZone })} (${timeZone})`;
}
