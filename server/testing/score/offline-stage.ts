import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { resolveDue } from '../../dates/resolve-due.ts';
import { classifyConfirmationReply } from '../../offline-model/classify-confirmation-reply.ts';
import { FakeTools, fieldsOf } from '../../offline-model/testing/fake-tools.ts';
import { describeSystem, runTurn } from '../../offline-model/testing/run-turn.ts';
import { toDueColumns } from '../../tasks/task-dates.ts';
import { findDay } from './day-rules.ts';
import type { PlayedCall } from './played-turn.ts';
import type { EvaluationCase } from './read-cases.ts';
import { titlesIn, type Seat, type Stage } from './stage.ts';

/** Tuesday, 17 November 2026, 09:30 in Paris, unless the case says otherwise. */
const MORNING = new Date('2026-11-17T08:30:00Z');

/** The offline model with tools in memory: a thousand cases take seconds, and nothing else is tried. */
export const offlineStage: Stage = {
  open: async (entry) => openSeat(entry),
  close: async () => undefined,
};

function openSeat(entry: EvaluationCase): Seat {
  const timeZone = entry.tz ?? 'Europe/Paris';
  const tools = new FakeTools({ now: startOf(entry.now, timeZone), timeZone, locale: entry.lang ?? 'en' });
  seedTasks(entry, tools);
  const messages: ChatCompletionMessageParam[] = [describeSystem(tools)];
  let held: readonly PlayedCall[] = [];
  for (const { role, text, pending_confirm: pending } of entry.history ?? []) {
    messages.push({ role, content: text });
    if (Array.isArray(pending)) held = pending.map((call) => readPending(Object(call), tools));
  }
  return {
    clock: tools.context,
    listTasks: async () => structuredClone(tools.tasks),
    say: async (text) => {
      tools.calls.length = 0;
      const answer = held.length > 0 ? classifyConfirmationReply(text) : 'other';
      const open = held;
      held = [];
      if (answer !== 'other') {
        if (answer === 'yes') tools.confirm(open);
        messages.push({ role: 'user', content: text }, { role: 'assistant', content: 'OK.' });
        return { calls: [...tools.calls], reply: `OK. ${titlesIn(tools.calls).join('\n')}` };
      }
      messages.push({ role: 'user', content: text });
      const said = await runTurn(messages, tools);
      held = tools.calls.filter(({ result }) => JSON.stringify(result).includes('confirmation_required'));
      const changing = tools.calls.filter(({ name }) => name !== 'list_tasks');
      return { calls: [...tools.calls], reply: [said, ...titlesIn(changing)].join('\n') };
    },
  };
}

function readPending({ tool, task }: Record<string, unknown>, tools: FakeTools): PlayedCall {
  const id = tools.tasks.find(({ title }) => title === task)?.id;
  return { name: String(tool), args: { task_id: id }, result: {} };
}

/** The moment when a wall clock shows this time. */
function startOf(time: string | undefined, timeZone: string): Date {
  if (time === undefined) return MORNING;
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(MORNING);
  const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  return new Date(MORNING.getTime() + (minutes(time) - minutes(shown)) * 60_000);
}

function seedTasks({ setup }: EvaluationCase, tools: FakeTools): void {
  for (const { title, ...given } of setup) {
    const {
      done = false,
      due: wish,
      priority = null,
      tags = [],
      notes = null,
      recurrence = null,
    } = { ...NOTHING, ...given };
    const [rule = '', time] = wish?.split(' ') ?? [];
    const due = wish && resolveDue([findDay(rule, tools.context), time].filter(Boolean).join(' '), tools.context);
    const status = done ? 'completed' : 'pending';
    const columns = fieldsOf(toDueColumns(due ? due.due : undefined, null));
    tools.seed({ title, status, priority, tags, notes, recurrence, ...columns });
  }
}

const NOTHING: {
  done?: boolean;
  due?: string;
  priority?: 'low' | 'medium' | 'high';
  tags?: string[];
  notes?: string;
  recurrence?: string;
} = {};
