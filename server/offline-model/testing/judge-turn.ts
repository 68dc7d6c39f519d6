import { z } from 'zod';
import { resolveDue } from '../../dates/resolve-due.ts';
import { toDueColumns } from '../../tasks/task-dates.ts';
import { addDays, fieldsOf, type FakeCall, type FakeTask, type FakeTools } from './fake-tools.ts';

const setupTask = z.union([
  z.string().transform((title) => ({ title })),
  z.object({
    title: z.string(),
    done: z.boolean().optional(),
    due: z.string().optional(),
    priority: z.enum(['low', 'medium', 'high']).optional(),
    tags: z.array(z.string()).optional(),
  }),
]);
const expectedCall = z.object({ tool: z.string(), args: z.record(z.string(), z.unknown()) });
const texts = z.array(z.string()).default([]);
const outcome = z.object({
  type: z.enum(['calls', 'confirm', 'clarify', 'reply', 'refuse']),
  calls: z.array(expectedCall).default([]),
  also: z.array(expectedCall).default([]),
  confirm_ok: z.boolean().default(false),
  forbid: texts,
  reply_all: texts,
  reply_any: texts,
  reply_none: texts,
  state: z.record(z.string(), z.string()).default({}),
  count: z.record(z.string(), z.number()).default({}),
});
const message = z.object({
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  pending_confirm: z.unknown().optional(),
});

/** One message of the evaluation set, with the tasks there are and what must happen. */
export const evaluationCase = z.object({
  id: z.string(),
  text: z.string(),
  setup: z.array(setupTask),
  expect: z.union([outcome, z.object({ type: z.literal('options'), options: z.array(outcome) })]),
  category: z.string(),
  history: z.array(message).optional(),
  /** Messages of the person played first, as real turns. */
  before: z.array(z.string()).optional(),
  now: z.string().optional(),
  tz: z.string().optional(),
  lang: z.string().optional(),
});

/** A parsed line of the evaluation set. */
export type EvaluationCase = z.infer<typeof evaluationCase>;
type ExpectedOutcome = z.infer<typeof outcome>;

/**
 * Judges a played turn by what was called and what the lists hold, then by the words.
 * @param titles what the tasks were called before the turn, by id
 * @returns why it fails, or nothing when one expected outcome holds
 */
export function judgeTurn(
  entry: EvaluationCase,
  tools: FakeTools,
  reply: string,
  titles: Map<number, string>,
): string | undefined {
  const options = entry.expect.type === 'options' ? entry.expect.options : [entry.expect];
  const reasons = options.map((option) => judge(option, tools, reply, titles));
  return reasons.includes(undefined) ? undefined : reasons.join(' | ');
}

function judge(
  expected: ExpectedOutcome,
  tools: FakeTools,
  reply: string,
  titles: Map<number, string>,
): string | undefined {
  const { calls } = tools;
  const done = calls.filter((call) => call.result.success);
  const held = calls.filter((call) => isHeld(call));
  const isMet = (pool: FakeCall[]) => (wanted: ExpectedOutcome['calls'][number]) =>
    pool.some((call) => fits(wanted, call, tools, titles));
  const allowed = expected.type === 'confirm' ? held : expected.confirm_ok ? [...done, ...held] : done;
  const missed = [
    ...expected.calls.filter((call) => !isMet(allowed)(call)),
    ...expected.also.filter((call) => !isMet(done)(call)),
  ];
  if (missed.length > 0) return `missing ${JSON.stringify(missed)}`;
  const proposed = held.length;
  if (expected.type === 'confirm' && proposed !== expected.calls.length) return `${proposed} proposed`;
  const forbidden = done.find(
    (call) =>
      expected.forbid.includes(call.name) &&
      call.result['changed'] !== false &&
      !expected.calls.some((wanted) => wanted.tool === call.name),
  );
  if (forbidden) return `forbidden ${forbidden.name}`;
  const isPassive = expected.type === 'clarify' || expected.type === 'reply' || expected.type === 'refuse';
  if (isPassive && held.some((call) => expected.forbid.includes(call.name))) return 'proposed what is forbidden';
  if (expected.type === 'clarify' && !/[?？؟]|which|what/iu.test(reply)) return 'no question';
  for (const [tool, count] of Object.entries(expected.count)) {
    const made = done.filter((call) => call.name === tool).length;
    if (made !== count) return `${made} × ${tool}`;
  }
  for (const [title, status] of Object.entries(expected.state)) {
    if (tools.tasks.find((task) => task.title === title)?.status !== status) return `${title} is not ${status}`;
  }
  return judgeWords(expected, reply);
}

function judgeWords(expected: ExpectedOutcome, reply: string): string | undefined {
  const said = reply.toLowerCase();
  const has = (text: string) => said.includes(text.toLowerCase());
  if (said.trim() === '') return 'empty reply';
  if (!expected.reply_all.every(has)) return 'words missing';
  if (expected.reply_any.length > 0 && !expected.reply_any.some(has)) return 'none of the words';
  return expected.reply_none.some(has) ? 'words too many' : undefined;
}

function isHeld(call: FakeCall): boolean {
  return JSON.stringify(call.result).includes('confirmation_required');
}

function fits(
  wanted: { tool: string; args: Record<string, unknown> },
  call: FakeCall,
  tools: FakeTools,
  titles: Map<number, string>,
): boolean {
  const isReopening = wanted.tool === 'update_task' && wanted.args['status'] === 'pending';
  if (call.name !== wanted.tool && !(isReopening && call.name === 'complete_task' && call.args['completed'] === false))
    return false;
  const id = call.name === 'add_task' ? Number(Object(call.result['task'])['id']) : Number(call.args['task_id']);
  const task = tools.tasks.find((entry) => entry.id === id);
  return Object.entries(wanted.args).every(([name, value]) => {
    if (name === 'task')
      return [titles.get(id), task?.title].some((title) => title?.toLowerCase() === String(value).toLowerCase());
    if (name === 'done') return call.args['completed'] === value;
    if (name === 'redo') return (call.args['redo'] ?? null) === value;
    if (call.name === 'list_tasks') return call.args[name] === value;
    return name === 'status' || (task !== undefined && fitsField(task, name, value, tools));
  });
}

function fitsField(task: FakeTask, name: string, value: unknown, tools: FakeTools): boolean {
  const folded = task.title.toLowerCase().trim();
  const list = Array.isArray(value) ? value.map(String) : [];
  switch (name) {
    case 'title':
      return folded === String(value).toLowerCase().trim();
    case 'title~':
      return list.every((part) => folded.includes(part.toLowerCase()));
    case 'title_any':
      return list.some((part) => folded === part.toLowerCase());
    case 'notes~':
      return list.every((part) => (task.notes ?? '').toLowerCase().includes(part.toLowerCase()));
    case 'tags_has':
      return task.tags.includes(String(value));
    case 'due':
      return value === null ? tools.dayOf(task) === undefined : typeof value === 'string' && isDue(task, value, tools);
    case 'due_any':
      return list.some((rule) => isDue(task, rule, tools));
    case 'priority':
      return task.priority === value;
    case 'recurrence':
      return task.recurrence !== null;
    default:
      return false;
  }
}

/** Whether the due date is what the rule says: `today+1 17:00`, `dow(fri)`, `nextweek(mon)`, `dom(1)`, `eom`, `date(12-05)`. */
function isDue(task: FakeTask, rule: string, tools: FakeTools): boolean {
  const { timeZone } = tools.context;
  const at = task.due_at === null ? undefined : new Date(task.due_at);
  const time = at && new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(at);
  const [when = '', clock] = rule.split(' ');
  if (when === 'now+2h') return at !== undefined && at.getTime() - tools.context.now.getTime() === 7_200_000;
  return tools.dayOf(task) === findDay(when, tools) && (clock === undefined || time === clock);
}

/** The calendar day of a rule. */
export function findDay(rule: string, tools: FakeTools): string {
  const today = tools.localDay(tools.context.now);
  const [, name = '', argument = ''] = /^(\w+?)(?:\(([\w-]+)\)|([+-]\d+))?$/u.exec(rule) ?? [];
  const weekday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
  const wanted = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(argument);
  if (name === 'today') return addDays(today, Number(rule.slice(5) || 0));
  if (name === 'dow') return addDays(today, ((wanted - weekday + 6) % 7) + 1);
  if (name === 'nextweek') return addDays(today, 7 - weekday + wanted);
  for (let days = 0; days < 400; days += 1) {
    const day = addDays(today, days);
    if (name === 'dom' && days > 0 && Number(day.slice(8)) === Number(argument)) return day;
    if (name === 'eom' && addDays(day, 1).endsWith('-01')) return day;
    if (name === 'date' && days > 0 && day.endsWith(argument)) return day;
  }
  return '';
}

/** Puts the tasks of a case into the fake. */
export function seedTasks(entry: EvaluationCase, tools: FakeTools): void {
  for (const { title, ...task } of entry.setup.map((setup) => ({
    done: false,
    due: undefined,
    priority: undefined,
    tags: undefined,
    ...setup,
  }))) {
    const [rule = '', clock] = task.due?.split(' ') ?? [];
    const due = task.due
      ? resolveDue([findDay(rule, tools), clock].filter(Boolean).join(' '), tools.context)
      : undefined;
    tools.seed({
      title,
      status: task.done ? 'completed' : 'pending',
      priority: task.priority ?? null,
      tags: task.tags ?? [],
      ...fieldsOf(toDueColumns(due?.due, null)),
    });
  }
}
