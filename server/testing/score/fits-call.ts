import { findDay, localDay } from './day-rules.ts';
import type { PlayedCall, PlayedTurn, SeenTask } from './played-turn.ts';
import type { ExpectedOutcome } from './read-cases.ts';

/** Whether a call is the one that was wanted, by what the lists hold after it. */
export function fitsCall(wanted: ExpectedOutcome['calls'][number], call: PlayedCall, turn: PlayedTurn): boolean {
  const isReopening = wanted.tool === 'update_task' && wanted.args['status'] === 'pending';
  if (call.name !== wanted.tool && !(isReopening && call.name === 'complete_task' && call.args['completed'] === false))
    return false;
  const id = call.name === 'add_task' ? Number(Object(call.result['task'])['id']) : Number(call.args['task_id']);
  const task = turn.after.find((entry) => entry.id === id);
  const earlier = turn.before.find((entry) => entry.id === id);
  return Object.entries(wanted.args).every(([name, value]) => {
    if (name === 'task')
      return [earlier?.title, task?.title].some((title) => title?.toLowerCase() === String(value).toLowerCase());
    if (name === 'task~') return containsAll(`${earlier?.title ?? ''} ${task?.title ?? ''}`, toTexts(value));
    if (name === 'done' || name === 'completed') return (call.args['completed'] ?? true) === value;
    if (name === 'redo') return (call.args['redo'] ?? null) === value;
    if (call.name === 'list_tasks') return call.args[name] === value;
    return name === 'status' || (task !== undefined && fitsField(task, name, value, turn));
  });
}

function fitsField(task: SeenTask, name: string, value: unknown, turn: PlayedTurn): boolean {
  const folded = task.title.toLowerCase().trim();
  const list = toTexts(value);
  const notes = (task.notes ?? '').toLowerCase();
  switch (name) {
    case 'title':
      return folded === String(value).toLowerCase().trim();
    case 'title~':
      return containsAll(folded, list);
    case 'title_none':
      return !list.some((part) => folded.includes(part.toLowerCase()));
    case 'title_any':
      return list.some((part) => folded === part.toLowerCase());
    case 'title_len':
      return task.title.length <= Number(value);
    case 'notes':
      return value === null ? notes === '' : notes === String(value).toLowerCase();
    case 'notes~':
      return containsAll(notes, list);
    case 'recurrence~':
      return containsAll(task.recurrence ?? '', list);
    case 'tags_has':
      return list.every((tag) => task.tags.includes(tag));
    case 'tags_none':
      return !list.some((tag) => task.tags.includes(tag));
    case 'tags':
      return JSON.stringify([...task.tags].toSorted()) === JSON.stringify(list.toSorted());
    case 'due':
      return value === null ? dayOf(task, turn) === undefined : isDue(task, String(value), turn);
    case 'due_any':
      return list.some((rule) => isDue(task, rule, turn));
    case 'priority':
      return (task.priority ?? null) === value;
    case 'recurrence':
      return (task.recurrence != null) === (value !== null && value !== false);
    default:
      return false;
  }
}

/** Whether the due date is what the rule says; after the day a time may follow: `today+1 17:00`. */
function isDue(task: SeenTask, rule: string, turn: PlayedTurn): boolean {
  const { now, timeZone } = turn.clock;
  const at = task.due_at == null ? undefined : new Date(task.due_at);
  const relative = /^now\+(?<count>\d+)(?<unit>[hm])$/u.exec(rule)?.groups;
  if (relative) {
    const minutes = Number(relative['count']) * (relative['unit'] === 'h' ? 60 : 1);
    return at !== undefined && Math.abs(at.getTime() - now.getTime() - minutes * 60_000) <= 120_000;
  }
  const [when = '', time] = rule.split(' ');
  const shown = at && new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(at);
  return dayOf(task, turn) === findDay(when, turn.clock) && (time === undefined || shown === time);
}

function dayOf(task: SeenTask, { clock }: PlayedTurn): string | undefined {
  return task.due_on ?? (task.due_at == null ? undefined : localDay(new Date(task.due_at), clock.timeZone));
}

function toTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function containsAll(text: string, parts: readonly string[]): boolean {
  return parts.every((part) => text.toLowerCase().includes(part.toLowerCase()));
}
