import { cpus, loadavg } from 'node:os';
import { measureDesktop } from '../../desktop/testing/bench/measure-desktop.ts';
import { runTurn, sayRequest } from './bench/bench-client.ts';
import { ChildServer } from './bench/child-server.ts';
import { runClients } from './bench/clients.ts';
import { measureEvents } from './bench/measure-events.ts';
import { measureHealth } from './bench/measure-health.ts';
import { measureHistory } from './bench/measure-history.ts';
import { measureLoad } from './bench/measure-load.ts';
import { measureMemory } from './bench/measure-memory.ts';
import { measureQueries } from './bench/measure-queries.ts';
import { measureSimpleAdd } from './bench/measure-simple-add.ts';
import { measureUnderstanding } from './bench/measure-understanding.ts';
import { soak } from './bench/soak.ts';
import { formatTable, type Row } from './bench/table.ts';

/**
 * `npm run bench`: what a turn of Parley's costs (a user's message stored, 40 deltas streamed and flushed, the reply
 * stored), beside the floor (a bare Koa event stream that stores nothing), in one run; then the desktop app in the double
 * of Electron. docs/benchmark.md says what the words `server`, `desktop`, `soak`,
 * `understanding` and `--json` do, and what is in the tables.
 */
const words = process.argv.slice(2);
const isJson = words.includes('--json');
const json: Record<string, Row[]> = {};
const MODELS = { every_round: 0, per_second_50: 20, per_second_200: 5 };

const [load = 0] = loadavg();
show('machine', 'Where', [
  { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? '', load_before: load },
]);
if (words.includes('soak')) await runSoak();
else if (words.includes('understanding')) await runUnderstanding();
else {
  if (!words.includes('desktop')) await runServers();
  if (!words.includes('server')) await runDesktop();
}
if (isJson) process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);

async function runServers(): Promise<void> {
  const floor = await ChildServer.start('./floor-server.ts');
  const parley = await ChildServer.start('./parley-server.ts');
  try {
    const { threadId } = await runTurn(parley, 0, sayRequest('please say something'));
    const { body } = await runTurn(parley, 0, sayRequest('please say something', threadId));
    await floor.setScript(body);
    await runClients(parley, 16, 2_000);
    await runClients(floor, 16, 1_000);
    await runBench(floor, parley);
  } finally {
    await Promise.all([parley.stop(), floor.stop()]);
  }
  show(
    'history',
    'Conversations of 50 items in a table of a thousand and of a million messages',
    await measureHistory(),
  );
  const { adds, startMs } = await measureSimpleAdd();
  show('simple_add', 'A simple add on the offline model, for a person with so many tasks', adds);
  show('events', 'Idle event streams at one instance, and changes at another', [await measureEvents()]);
  show('start', 'First start', [{ ready_s: startMs / 1000 }]);
}

async function runBench(floor: ChildServer, parley: ChildServer): Promise<void> {
  show('memory', 'Memory of an open stream', [
    { server: 'floor', ...(await measureMemory(floor, 500)) },
    { server: 'Parley', ...(await measureMemory(parley, 500)) },
  ]);
  for (const [name, intervalMs] of Object.entries(MODELS)) {
    const pace = intervalMs === 0 ? 'every round of the event loop' : `${1000 / intervalMs} times a second`;
    const rows = [];
    for (const clients of [1, 16, 50, 200])
      rows.push(...(await measureLoad({ floor, Parley: parley }, clients, intervalMs)));
    show(name, `Floor and Parley in alternating blocks; each stream gets a delta ${pace}`, rows);
  }
  const protocol = await ChildServer.start('./protocol-server.ts');
  const rows = await measureLoad({ floor, 'without agent': protocol }, 16, 0);
  await protocol.stop();
  show('without_agent', 'The same without agent and model client, a delta every round of the event loop', rows);
  show('health', 'Health check while so many turns run', [await measureHealth(parley, 64, 3_000)]);
  const title = 'Queries of a request; in sequence before the model is asked; connections held then';
  show('queries', title, await measureQueries(parley));
}

async function runUnderstanding(): Promise<void> {
  const title = 'Processor time of the offline model for one message of a person with so many tasks';
  show('understanding', title, await measureUnderstanding());
}

async function runDesktop(): Promise<void> {
  const { floor, parley } = await measureDesktop();
  const figures = {
    'processor time of the bundle before its first page': 'startCpu',
    'start until quick add is ready (most of it is the double)': 'startToQuickAdd',
    'shortcut until quick add takes what is typed, p50': 'quickAddP50',
    'shortcut until quick add takes what is typed, p95': 'quickAddP95',
  } as const;
  const rows = Object.entries(figures).map(([figure, key]) => ({
    figure,
    floor_ms: floor[key],
    Parley_ms: parley[key],
    ratio: parley[key] / floor[key],
  }));
  show('desktop', 'The desktop app in the double of Electron, beside a bare app with one window and one field', rows);
}

async function runSoak(): Promise<void> {
  const parley = await ChildServer.start('./parley-server.ts');
  try {
    const { load: turns, memory } = await soak(parley, 60_000);
    show('soak', 'Streams for a minute, with readers that do not read', [turns]);
    show('soak_memory', 'Memory before, halfway, at the end and after', memory);
    process.exitCode = turns['errors'] === 0 ? 0 : 1;
  } finally {
    await parley.stop();
  }
}

/** Prints a table, or keeps it for the JSON. */
function show(name: string, title: string, rows: Row[]): void {
  json[name] = rows;
  if (!isJson) process.stdout.write(formatTable(title, rows));
}
