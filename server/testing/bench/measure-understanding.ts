import { createOfflineModelFetch } from '../../offline-model/create-offline-model-fetch.ts';
import { FakeTools } from '../../offline-model/testing/fake-tools.ts';
import { describeSystem, offeredTools } from '../../offline-model/testing/run-turn.ts';
import { readCases } from '../score/read-cases.ts';
import { quantile } from './statistics.ts';
import type { Row } from './table.ts';

const MESSAGES = new URL('../../offline-model/testing/evaluation/open-messages.jsonl', import.meta.url);
const NOW = new Date('2026-11-17T08:30:00Z');
const MOST_ROUNDS = 8;

/**
 * What the offline model costs for one message, all rounds of its turn together: the open messages of the evaluation set,
 * each in a conversation of its own, of people with so many tasks. The tools are in memory and not in the figures.
 */
export async function measureUnderstanding(): Promise<Row[]> {
  const texts = readCases(MESSAGES).flatMap(({ turns }) => turns.slice(-1).map(({ text }) => text));
  await measure(texts, 200);
  const rows: Row[] = [];
  for (const tasks of [0, 200, 5_000]) rows.push({ tasks, messages: texts.length, ...(await measure(texts, tasks)) });
  return rows;
}

async function measure(texts: readonly string[], tasks: number): Promise<Row> {
  const times: number[] = [];
  for (const text of texts) times.push(await playMessage(text, fillTools(tasks)));
  return {
    cpu_ms_p50: quantile(times, 0.5),
    cpu_ms_p95: quantile(times, 0.95),
    cpu_ms_p99: quantile(times, 0.99),
    cpu_ms_longest: Math.max(...times),
  };
}

/** @returns the processor time of the model, in milliseconds */
async function playMessage(text: string, tools: FakeTools): Promise<number> {
  const ask = createOfflineModelFetch();
  const messages: unknown[] = [describeSystem(tools), { role: 'user', content: text }];
  let spent = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const body = JSON.stringify({ model: 'parley-offline', messages, tools: offeredTools });
    const before = process.cpuUsage();
    const response = await ask('http://offline.invalid/v1/chat/completions', { method: 'POST', body });
    const answer = await response.text();
    const { user, system } = process.cpuUsage(before);
    spent += (user + system) / 1000;
    const { message } = JSON.parse(answer).choices[0];
    messages.push(message);
    const calls: { id: string; function: { name: string; arguments: string } }[] = message.tool_calls ?? [];
    if (calls.length === 0) break;
    const results = tools.run(
      calls.map(({ function: { name, arguments: args } }) => ({ name, args: JSON.parse(args) })),
    );
    calls.forEach(({ id }, index) =>
      messages.push({ role: 'tool', tool_call_id: id, content: JSON.stringify(results[index]) }),
    );
  }
  return spent;
}

function fillTools(tasks: number): FakeTools {
  const tools = new FakeTools({ now: NOW, timeZone: 'Europe/Paris', locale: 'en' });
  for (let index = 0; index < tasks; index += 1) {
    const [verb, thing] = [VERBS[index % VERBS.length], THINGS[Math.floor(index / VERBS.length) % THINGS.length]];
    const status = index % 5 === 0 ? 'completed' : 'pending';
    tools.seed({ title: `${verb} ${thing} ${Math.floor(index / 200) || ''}`.trim(), status });
  }
  return tools;
}

const VERBS = ['Buy', 'Call', 'Email', 'Clean', 'Book', 'Renew', 'Return', 'Fix', 'Sort', 'Write to'];
const THINGS = [
  'the dentist',
  'milk and eggs',
  'the landlord',
  'the blue bicycle',
  'the passport office',
  'Anna',
  'the garage door',
  'flights to Lisbon',
  'the tax return',
  'the kitchen light',
  'the library',
  'the school',
  'the gym',
  'the car insurance',
  'winter tyres',
  'the report for Tuesday',
  'the choir',
  'the plumber',
  'the photo album',
  'the neighbours',
];
