import { Agent, get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import type { WireEvent } from '../../events/wire-event.ts';
import { signUp } from './bench-client.ts';
import { ChildServer, type BenchUser } from './child-server.ts';
import { quantile } from './statistics.ts';
import type { Row } from './table.ts';

const STREAMS = 5_000;
/** A person has 30 streams at most. */
const STREAMS_PER_PERSON = 25;
const CHANGES = 100;
const PAUSE_MS = 20;
const agent = new Agent({ keepAlive: false, maxSockets: Infinity });

/**
 * Opens idle event streams at one of two instances on one database, then adds tasks at the other.
 *
 * @returns what each stream adds to what the process holds, in kilobytes, and how long a change is on its way: from the
 * request at one instance until its event at the other.
 */
export async function measureEvents(): Promise<Row> {
  const writing = await ChildServer.start('./parley-server.ts');
  const telling = await ChildServer.start('./parley-server.ts', [`beside=${writing.databaseUrl}`, `as=${writing.url}`]);
  try {
    const people = await signUpMany(telling, STREAMS / STREAMS_PER_PERSON);
    const before = await telling.usage({ isCollected: true });
    const streams: IncomingMessage[] = [];
    for (const person of people)
      streams.push(
        ...(await Promise.all(Array.from({ length: STREAMS_PER_PERSON }, () => openStream(telling, person)))),
      );
    await delay(1_000);
    const after = await telling.usage({ isCollected: true });
    const idleFrom = after.cpuMs;
    await delay(10_000);
    const idle = await telling.usage({ isCollected: false });
    const waits = await measureChanges(writing, telling);
    for (const stream of streams) stream.destroy();
    return {
      streams: streams.length,
      rss_kb: (after.rssBytes - before.rssBytes) / 1024 / streams.length,
      heap_kb: (after.heapBytes - before.heapBytes) / 1024 / streams.length,
      idle_cpu_ms_per_second: (idle.cpuMs - idleFrom) / 10,
      changes: waits.length,
      ms_p50: quantile(waits, 0.5),
      ms_p95: quantile(waits, 0.95),
      ms_longest: Math.max(...waits),
    };
  } finally {
    await telling.stop();
    await writing.stop();
  }
}

/** Eight at a time: each costs a password's hash. */
async function signUpMany({ url }: ChildServer, count: number): Promise<BenchUser[]> {
  const people: BenchUser[] = [];
  while (people.length < count)
    people.push(...(await Promise.all(Array.from({ length: Math.min(8, count - people.length) }, () => signUp(url)))));
  return people;
}

async function openStream({ url }: ChildServer, { id, token }: BenchUser): Promise<IncomingMessage> {
  const headers = { Authorization: `Bearer ${token}` };
  const [response] = (await once(get(`${url}/api/${id}/events`, { agent, headers }), 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`no events: ${response.statusCode}`);
  response.resume();
  return response;
}

async function measureChanges(writing: ChildServer, telling: ChildServer): Promise<number[]> {
  const [person] = writing.users;
  if (!person) throw new Error('nobody is there');
  const stream = await openStream(telling, person);
  const toldAt = new Map<string, number>();
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = JSON.parse(data) as WireEvent;
      if (event.type === 'tasks.changed') for (const { title } of event.tasks) toldAt.set(title, performance.now());
    },
  });
  stream.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
  const waits: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const title = `task ${change}`;
    const startedAt = performance.now();
    await fetch(`${writing.url}/api/${person.id}/tasks`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${person.token}` },
      body: JSON.stringify({ title }),
    });
    while (!toldAt.has(title)) await delay(1);
    waits.push((toldAt.get(title) ?? 0) - startedAt);
    await delay(PAUSE_MS);
  }
  stream.destroy();
  return waits;
}
