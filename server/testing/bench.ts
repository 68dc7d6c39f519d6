import { type DesktopFigures, measureDesktop } from '../../desktop/testing/bench/measure-desktop.ts';
import { runTurn, sayRequest } from './bench/bench-client.ts';
import { ChildServer } from './bench/child-server.ts';
import { measureDeltas } from './bench/measure-deltas.ts';
import { measureHealth } from './bench/measure-health.ts';
import { measureMemory } from './bench/measure-memory.ts';
import { measureQueries } from './bench/measure-queries.ts';
import { measureSimpleAdd } from './bench/measure-simple-add.ts';
import { measureThroughput, type Throughput } from './bench/measure-throughput.ts';
import { runClients } from './bench/run-clients.ts';
import { soak, type MemoryTrend } from './bench/soak.ts';

/**
 * `npm run bench`: what a turn of Parley's costs (a user's message stored, 40 deltas streamed and flushed, the reply
 * stored), beside the floor (a bare Koa event stream that stores nothing), in one run. `npm run bench -- soak` keeps
 * 200 streams running for a minute instead; `npm run bench -- desktop` measures the desktop app in the double of Electron.
 */
const isSoak = process.argv.includes('soak');
if (process.argv.includes('desktop')) await runDesktop();
else await runServers();

async function runServers(): Promise<void> {
  const parley = await ChildServer.start('./parley-server.ts');
  const floor = await ChildServer.start('./floor-server.ts');
  try {
    if (isSoak) await runSoak(parley);
    else await runBench(parley, floor);
  } finally {
    await Promise.all([parley.stop(), floor.stop()]);
  }
}

async function runBench(parley: ChildServer, floor: ChildServer): Promise<void> {
  const { threadId } = await runTurn(parley, 0, sayRequest('please say something'));
  const { body } = await runTurn(parley, 0, sayRequest('please say something', threadId));
  await floor.setScript(body);

  await runClients(parley, 16, { milliseconds: 2_000 });
  for (const [name, server] of Object.entries({ floor, Parley: parley })) {
    const { streams, rssKb, heapKb } = await measureMemory(server, 500);
    print(
      `Memory per open stream, ${name}: ${rssKb.toFixed(0)} KB RSS, ${heapKb.toFixed(0)} KB heap (${streams} streams)`,
    );
  }

  print('Turns per second, floor and Parley in alternating blocks (medians)');
  for (const [clients, blocks, milliseconds] of [
    [1, 3, 1_000],
    [16, 5, 1_500],
    [50, 3, 1_500],
    [200, 3, 2_000],
  ] as const) {
    print(describe('Parley', await measureThroughput(floor, parley, clients, { blocks, milliseconds })));
  }
  const protocol = await ChildServer.start('./protocol-server.ts');
  const options = { blocks: 5, milliseconds: 1_500 };
  print(describe('without agent and model client', await measureThroughput(floor, protocol, 16, options)));
  await protocol.stop();

  print('Time of a delta from model to reader, a delta every 20 ms');
  for (const streams of [1, 50, 200]) {
    const times = await measureDeltas(floor, parley, streams, 3);
    print(
      `  ${pad(streams)} streams: Parley p50 ${ms(times.parley.p50)} p95 ${ms(times.parley.p95)}  floor p50 ${ms(times.floor.p50)}` +
        ` p95 ${ms(times.floor.p95)}  ratio p50 ${(times.parley.p50 / times.floor.p50).toFixed(1)}`,
    );
  }

  const health = await measureHealth(parley, 64, 3_000);
  print(
    `Health check during 64 running turns: p50 ${ms(health.p50)} p95 ${ms(health.p95)} longest ${ms(health.longest)}`,
  );

  print('Queries per request (those in sequence before the model is asked)');
  for (const { request, total, beforeModel, connectionsHeldWhenAsked } of await measureQueries(parley))
    print(
      `  ${request}: ${total} (${beforeModel}), ${connectionsHeldWhenAsked} connections held when the model was asked`,
    );

  const add = await measureSimpleAdd();
  print(
    `A simple add on the offline model: first byte p50 ${ms(add.firstByteP50)} p95 ${ms(add.firstByteP95)}, whole turn p50` +
      ` ${ms(add.turnP50)} p95 ${ms(add.turnP95)}; first start to ready ${(add.startMs / 1000).toFixed(1)} s`,
  );
  await runDesktop();
}

async function runDesktop(): Promise<void> {
  const { floor, parley } = await measureDesktop();
  print('The desktop app in the double of Electron, beside a bare app with one window and one field');
  const rows: [string, keyof DesktopFigures][] = [
    ['processor time of the bundle before its first page', 'startCpu'],
    ['start until quick add is ready (most of it is the double)', 'startToQuickAdd'],
    ['shortcut until quick add takes what is typed, p50', 'quickAddP50'],
    ['shortcut until quick add takes what is typed, p95', 'quickAddP95'],
  ];
  for (const [what, key] of rows) {
    const ratio = (parley[key] / floor[key]).toFixed(1);
    print(`  ${what}: Parley ${ms(parley[key])}  floor ${ms(floor[key])}  ratio ${ratio}`);
  }
}

function describe(name: string, result: Throughput): string {
  const { clients, ratio, lowestRatio, highestRatio, cpuPerDelta, errors } = result;
  return (
    `  ${pad(clients)} clients: floor ${pad(result.floor)}  ${name} ${pad(result.parley)}  ratio ${ratio.toFixed(3)}` +
    ` (${lowestRatio.toFixed(3)}–${highestRatio.toFixed(3)})  first byte p50 ${ms(result.firstByteP50)} p95 ${ms(result.firstByteP95)}` +
    ` (floor ${ms(result.floorFirstByteP95)})  turn p50 ${ms(result.turnP50)}` +
    `  CPU per delta ${cpuPerDelta.parley.toFixed(0)} µs (floor ${cpuPerDelta.floor.toFixed(0)})` +
    (errors.length > 0 ? `  ${errors.length} ERRORS: ${errors[0]}` : '')
  );
}

async function runSoak(parley: ChildServer): Promise<void> {
  const { turns, errors, firstByteP95, heap, rss } = await soak(parley, 60_000);
  const trend = ({ before, halfway, end, after }: MemoryTrend) =>
    [before, halfway, end, after].map((megabytes) => megabytes.toFixed(0)).join(' → ');
  print(`200 streams for a minute, 20 readers that do not read: ${turns} turns, ${errors.length} errors`);
  for (const error of new Set(errors)) print(`  ${error}`);
  print(`First byte p95 ${ms(firstByteP95)}`);
  print(`Before → halfway → end → after, MB: heap ${trend(heap)}; RSS ${trend(rss)}`);
  process.exitCode = errors.length === 0 ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

function pad(value: number): string {
  return value.toFixed(0).padStart(5);
}
