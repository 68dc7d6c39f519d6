import { addDays, localDay } from '../../testing/score/day-rules.ts';
import { UnclearDate } from '../../ground/unclear-date.ts';
import { resolveDue } from '../../dates/resolve-due.ts';
import { dueDay, isPastDue } from '../../dates/calendar/due.ts';
import { formatDue } from '../../dates/calendar/format-due.ts';
import { resolveSchedule } from '../../tasks/changes/resolve-schedule.ts';
import { dueOf, type DueColumns } from '../../tasks/task-dates.ts';
import type { DateContext } from '../../dates/calendar/resolve-moment.ts';

/** A task as the fake keeps it, in the shape every tool result shows. */
export interface FakeTask {
  id: number;
  title: string;
  notes: string | null;
  status: 'pending' | 'completed';
  priority: 'low' | 'medium' | 'high' | null;
  tags: string[];
  due_on: string | null;
  due_at: string | null;
  due_zone: string | null;
  recurrence: string | null;
}

/** A call the fake was given, with its arguments and what became of it. */
export interface FakeCall {
  name: string;
  args: Record<string, unknown>;
  result: { success: boolean } & Record<string, unknown>;
}

/**
 * The task tools, at the level of messages: arguments in, structured results out. Deletions, and changes to three or
 * more tasks asked for at once, are held as the agent's gate holds them.
 */
export class FakeTools {
  readonly tasks: FakeTask[] = [];
  readonly calls: FakeCall[] = [];
  readonly context: DateContext;
  #undoable: FakeTask[][] = [];
  #redoable: FakeTask[][] = [];

  constructor(context: DateContext) {
    this.context = context;
  }

  /** Adds a task as setup, without a call. */
  seed(task: Partial<FakeTask> & { title: string }): FakeTask {
    const seeded: FakeTask = {
      id: this.tasks.length + 1,
      notes: null,
      status: 'pending',
      priority: null,
      tags: [],
      due_on: null,
      due_at: null,
      due_zone: null,
      recurrence: null,
      ...task,
    };
    this.tasks.push(seeded);
    return seeded;
  }

  /** Runs the calls of one assistant message, in order. */
  run(calls: { name: string; args: Record<string, unknown> }[]): FakeCall['result'][] {
    const changing = new Set(
      calls
        .filter((call) => ['complete_task', 'update_task', 'delete_task'].includes(call.name))
        .map((call) => call.args['task_id']),
    );
    const before = structuredClone(this.tasks);
    const results = calls.map((call) => {
      const isHeld =
        call.name === 'delete_task' ||
        (changing.size >= 3 && (call.name === 'complete_task' || call.name === 'update_task'));
      const result = isHeld ? this.#hold(call.args) : this.#runOne(call.name, call.args);
      this.calls.push({ ...call, result });
      return result;
    });
    const isUndo = calls.some((call) => call.name === 'undo_last_change');
    if (!isUndo && JSON.stringify(before) !== JSON.stringify(this.tasks)) {
      this.#undoable.push(before);
      this.#redoable = [];
    }
    return results;
  }

  /** Runs what was held and has got its yes. */
  confirm(held: readonly { name: string; args: Record<string, unknown> }[]): void {
    const before = structuredClone(this.tasks);
    for (const { name, args } of held) {
      const isDelete = name === 'delete_task';
      const result = isDelete ? this.#delete(args) : this.#runOne(name, args);
      this.calls.push({ name, args, result });
    }
    this.#undoable.push(before);
  }

  #delete(args: Record<string, unknown>): FakeCall['result'] {
    const at = this.tasks.findIndex((task) => task.id === args['task_id']);
    const [task] = at < 0 ? [] : this.tasks.splice(at, 1);
    return task ? { success: true, task: this.#view(task) } : fail('not_found', 'There is no such task.');
  }

  #runOne(name: string, args: Record<string, unknown>): FakeCall['result'] {
    try {
      if (name === 'add_task') return this.#add(args);
      if (name === 'list_tasks') return this.#list(args);
      if (name === 'undo_last_change') return this.#undo(args['redo'] === true);
      const task = this.tasks.find((entry) => entry.id === args['task_id']);
      if (!task) return fail('not_found', `There is no task ${String(args['task_id'])}.`);
      if (name === 'complete_task') {
        const status = args['completed'] === false ? 'pending' : 'completed';
        const changed = task.status !== status;
        task.status = status;
        return { success: true, task: this.#view(task), changed, warnings: [] };
      }
      if (name === 'update_task') return this.#update(task, args);
      return fail('not_found', `Unknown tool ${name}.`);
    } catch (error) {
      const choices =
        error instanceof UnclearDate ? error.choices.map((choice) => ({ ...choice, replaces: error.field })) : [];
      return fail('invalid_date', error instanceof Error ? error.message : String(error), choices);
    }
  }

  #hold(args: Record<string, unknown>): FakeCall['result'] {
    const task = this.tasks.find((entry) => entry.id === args['task_id']);
    if (!task) return fail('not_found', `There is no task ${String(args['task_id'])}.`);
    return { ...fail('confirmation_required', 'This needs a yes.'), confirmation: { summary: task.title } };
  }

  #add(args: Record<string, unknown>): FakeCall['result'] {
    const title = (typeof args['title'] === 'string' ? args['title'] : '').trim();
    if (title === '' || title.length > 500) return fail('invalid_request', 'The title must have 1 to 500 characters.');
    const twin = this.tasks.find(
      (task) => task.status === 'pending' && task.title.toLowerCase() === title.toLowerCase(),
    );
    const { due, warnings: past } = this.#schedule(args);
    const task = this.seed({
      title,
      id: Math.max(0, ...this.tasks.map((entry) => entry.id)) + 1,
      ...due,
      ...(typeof args['notes'] === 'string' && { notes: args['notes'] }),
      ...(isPriority(args['priority']) && { priority: args['priority'] }),
      ...(Array.isArray(args['tags']) && { tags: args['tags'].map(String) }),
    });
    const warnings = [...(twin ? [{ code: 'same_title', task_id: twin.id }] : []), ...past];
    return { success: true, task: this.#view(task), warnings };
  }

  #update(task: FakeTask, args: Record<string, unknown>): FakeCall['result'] {
    const before = this.#view(task);
    const { due } = this.#schedule(args, task);
    if (typeof args['title'] === 'string') task.title = args['title'];
    if (args['notes'] === null || typeof args['notes'] === 'string') task.notes = args['notes'];
    if (args['priority'] === null) task.priority = null;
    if (isPriority(args['priority'])) task.priority = args['priority'];
    Object.assign(task, due);
    if (Array.isArray(args['add_tags'])) task.tags = [...new Set([...task.tags, ...args['add_tags'].map(String)])];
    const removed = Array.isArray(args['remove_tags']) ? args['remove_tags'].map(String) : [];
    task.tags = task.tags.filter((tag) => !removed.includes(tag));
    const after = this.#view(task);
    return {
      success: true,
      task: after,
      before,
      changed: JSON.stringify(after) !== JSON.stringify(before),
      warnings: [],
    };
  }

  #list(args: Record<string, unknown>): FakeCall['result'] {
    const { status = 'pending', query, due, priority, tag, limit = 50, after = 0 } = args;
    const found = this.tasks
      .map((task) => this.#view(task))
      .filter((task) => status === 'all' || task.status === status)
      .filter(
        (task) =>
          typeof query !== 'string' ||
          query
            .toLowerCase()
            .split(/\s+/u)
            .every((word) => `${task.title} ${task.notes ?? ''}`.toLowerCase().includes(word)),
      )
      .filter((task) => priority === undefined || task.priority === priority)
      .filter((task) => typeof tag !== 'string' || task.tags.includes(tag.toLowerCase()))
      .filter((task) => typeof due !== 'string' || this.#isDue(task, due));
    const end = Number(after) + Number(limit);
    const more = found.length > end ? { has_more: true, after: String(end) } : { has_more: false };
    return { success: true, tasks: found.slice(Number(after), end), total: found.length, ...more };
  }

  #isDue(task: ReturnType<FakeTools['view']>, due: string): boolean {
    if (due === 'overdue') return task.overdue;
    const day = this.dayOf(task);
    if (due === 'none') return day === undefined;
    if (day === undefined) return false;
    const today = this.localDay(this.context.now);
    const week = /(next|this) week|(nächste|diese) woche|下周/u.exec(due);
    if (week && !/\bmon|monday|周一/u.test(due)) {
      const weekday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
      const offset = (week[1] ?? '') === 'this' ? 0 : 7;
      const start = addDays(today, offset - weekday);
      return day >= start && day <= addDays(start, 6);
    }
    return day === dueDay(resolveDue(due, this.context).due, this.context.timeZone).toString();
  }

  #undo(redo: boolean): FakeCall['result'] {
    const [from, to] = redo ? [this.#redoable, this.#undoable] : [this.#undoable, this.#redoable];
    const before = from.pop();
    if (!before) return fail('not_found', 'There is nothing to undo.');
    to.push(structuredClone(this.tasks));
    const changed = [...this.tasks, ...before.filter((task) => !this.tasks.some(({ id }) => id === task.id))].filter(
      (task) => JSON.stringify(task) !== JSON.stringify(before.find((entry) => entry.id === task.id)),
    );
    const undone = changed.map((task) => ({ task: this.#view(task), what: 'updated' }));
    this.tasks.splice(0, this.tasks.length, ...before);
    return { success: true, redone: redo, undone, skipped: [] };
  }

  #schedule(wish: Record<string, unknown>, task?: FakeTask) {
    const present = task && { ...columnsOf(task), recurrence: task.recurrence };
    const [due, recurrence] = [toWish(wish['due']), toWish(wish['recurrence'])];
    const { values, warnings } = resolveSchedule({ due, recurrence }, this.context, present);
    const repeats = 'recurrence' in values ? { recurrence: values.recurrence ?? null } : {};
    return { due: { ...('dueOn' in values && fieldsOf(values)), ...repeats }, warnings };
  }

  /** The task as results show it. */
  view(task: FakeTask) {
    return this.#view(task);
  }

  #view(task: FakeTask) {
    const due = dueOf(columnsOf(task));
    const overdue = task.status === 'pending' && due !== undefined && isPastDue(due, this.context);
    const words = due ? formatDue(due, { ...this.context, locale: 'en' }) : null;
    const moment = this.context.now.toISOString();
    const times = { completed_at: null, created_at: moment, updated_at: moment, version: 1 };
    return { ...task, ...times, tags: [...task.tags], due: words, overdue };
  }

  /** The day a task is due on, YYYY-MM-DD. */
  dayOf(task: FakeTask): string | undefined {
    return task.due_on ?? (task.due_at === null ? undefined : this.localDay(new Date(task.due_at)));
  }

  /** The local calendar day of an instant, YYYY-MM-DD. */
  localDay(instant: Date): string {
    return localDay(instant, this.context.timeZone);
  }
}

/** The due date of a task as its columns have it. */
function columnsOf({ due_on, due_at, due_zone }: FakeTask): DueColumns {
  return { dueOn: due_on, dueAt: due_at === null ? null : new Date(due_at), dueZone: due_zone };
}

/** A due date as results show it. */
export function fieldsOf({ dueOn = null, dueAt, dueZone = null }: Partial<DueColumns>) {
  return { due_on: dueOn, due_at: dueAt?.toISOString() ?? null, due_zone: dueZone };
}

function fail(code: string, message: string, choices: readonly object[] = []): FakeCall['result'] {
  return { success: false, error: { code, message, ...(choices.length > 0 && { choices }) } };
}

function toWish(value: unknown): string | null | undefined {
  return typeof value === 'string' || value === null ? value : undefined;
}

function isPriority(value: unknown): value is 'low' | 'medium' | 'high' {
  return value === 'low' || value === 'medium' || value === 'high';
}
