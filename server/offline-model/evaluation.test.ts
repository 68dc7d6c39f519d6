import { readFileSync } from 'node:fs';
import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { describe, expect, test } from 'vitest';
import { FakeTools } from './testing/fake-tools.ts';
import { evaluationCase, judgeTurn, seedTasks, type EvaluationCase } from './testing/judge-turn.ts';
import { describeSystem, runTurn } from './testing/run-turn.ts';

const cases = readFileSync(new URL('testing/evaluation-set.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => evaluationCase.parse(JSON.parse(line)))
  // A typed yes to an open confirmation is the gate's work, before any model is asked.
  .filter((entry) => !entry.history?.some((message) => message.pending_confirm !== undefined));

/** Tuesday, 17 November 2026, 09:30 in Paris, unless the case says otherwise. */
function createTools(entry: EvaluationCase): FakeTools {
  const timeZone = entry.tz ?? 'Europe/Paris';
  const now = entry.now === '23:30' ? new Date('2026-11-18T07:30:00Z') : new Date('2026-11-17T08:30:00Z');
  return new FakeTools({ now, timeZone, locale: entry.lang ?? 'en' });
}

async function play(entry: EvaluationCase): Promise<{ failure: string | undefined; reply: string; tools: FakeTools }> {
  const tools = createTools(entry);
  seedTasks(entry, tools);
  const messages: ChatCompletionMessageParam[] = [describeSystem(tools)];
  for (const message of entry.history ?? []) messages.push({ role: message.role, content: message.text });
  for (const text of entry.before ?? []) {
    messages.push({ role: 'user', content: text });
    await runTurn(messages, tools);
  }
  tools.calls.length = 0;
  const titles = new Map(tools.tasks.map((task) => [task.id, task.title]));
  messages.push({ role: 'user', content: entry.text });
  const reply = await runTurn(messages, tools);
  return { failure: judgeTurn(entry, tools, reply, titles), reply, tools };
}

describe.each([...new Set(cases.map((entry) => entry.category))])('understands messages of the kind %s', (category) => {
  test.each(
    cases
      .filter((entry) => entry.category === category)
      .map((entry) => [entry.id, entry.text.slice(0, 60), entry] as const),
  )('%s: %s', async (_id, _text, entry) => {
    const { failure, reply, tools } = await play(entry);
    const made = tools.calls.map((call) => `${call.name} ${JSON.stringify(call.args)}`);
    expect({ failure, ...(failure && { reply, made }) }).toEqual({ failure: undefined });
  });
});
