import type { ChildServer } from './child-server.ts';
import { runClients, type Load } from './run-clients.ts';
import { DELTAS } from './scripted-fetch.ts';
import { median, quantile } from './statistics.ts';

const WARM_UP_MS = 1_500;

/** Floor and Parley under the same number of clients. */
export interface Throughput {
  clients: number;
  floor: number;
  parley: number;
  /** Median of the ratios of neighbouring blocks, and how far apart they were. */
  ratio: number;
  lowestRatio: number;
  highestRatio: number;
  firstByteP50: number;
  firstByteP95: number;
  turnP50: number;
  floorFirstByteP95: number;
  /** Processor time of the server per delta, in microseconds. */
  cpuPerDelta: { floor: number; parley: number };
  errors: string[];
}

/** Measures turns per second in alternating blocks (ABAB…), so that whatever else the machine does hits both. */
export async function measureThroughput(
  floor: ChildServer,
  parley: ChildServer,
  clients: number,
  options: { blocks: number; milliseconds: number },
): Promise<Throughput> {
  const { blocks, milliseconds } = options;
  for (const server of [floor, parley]) {
    await server.setPace({});
    await runClients(server, clients, { milliseconds: WARM_UP_MS });
  }
  const rounds: { floor: Load; parley: Load; cpu: { floor: number; parley: number } }[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const base = await measureBlock(floor, clients, milliseconds);
    const ours = await measureBlock(parley, clients, milliseconds);
    rounds.push({ floor: base.load, parley: ours.load, cpu: { floor: base.cpuPerDelta, parley: ours.cpuPerDelta } });
  }
  const ratios = rounds.map((round) => round.parley.turnsPerSecond / round.floor.turnsPerSecond);
  const firstBytes = (who: 'floor' | 'parley') =>
    rounds.flatMap((round) => round[who].turns.map(({ firstByteMs }) => firstByteMs));
  return {
    clients,
    floor: median(rounds.map((round) => round.floor.turnsPerSecond)),
    parley: median(rounds.map((round) => round.parley.turnsPerSecond)),
    ratio: median(ratios),
    lowestRatio: Math.min(...ratios),
    highestRatio: Math.max(...ratios),
    firstByteP50: quantile(firstBytes('parley'), 0.5),
    firstByteP95: quantile(firstBytes('parley'), 0.95),
    turnP50: median(rounds.flatMap((round) => round.parley.turns.map(({ totalMs }) => totalMs))),
    floorFirstByteP95: quantile(firstBytes('floor'), 0.95),
    cpuPerDelta: {
      floor: median(rounds.map(({ cpu }) => cpu.floor)),
      parley: median(rounds.map(({ cpu }) => cpu.parley)),
    },
    errors: rounds.flatMap((round) => [...round.floor.errors, ...round.parley.errors]),
  };
}

async function measureBlock(
  server: ChildServer,
  clients: number,
  milliseconds: number,
): Promise<{ load: Load; cpuPerDelta: number }> {
  const before = await server.usage({ isCollected: false });
  const load = await runClients(server, clients, { milliseconds });
  const after = await server.usage({ isCollected: false });
  return { load, cpuPerDelta: ((after.cpuMs - before.cpuMs) * 1000) / (load.turns.length * DELTAS) };
}
