import { setTimeout as delay } from 'node:timers/promises';
import type { ChildServer } from './child-server.ts';
import { Clients } from './clients.ts';
import { DELTAS } from './scripted-fetch.ts';
import { median, quantile } from './statistics.ts';
import type { Row } from './table.ts';

const BLOCKS = 3;
const LEAST_LEAD_MS = 400;
const LEAST_WINDOW_MS = 800;

/**
 * Measures servers under the same number of clients, in alternating blocks (ABAB…), so that whatever else the machine
 * does hits all of them.
 *
 * @param servers by name; the first is what the others are compared with, block by block.
 * @param intervalMs between two deltas of the model; 0 is one in every round of its event loop.
 * @returns a row for each server. Rates and processor time are medians of blocks; quantiles are of all blocks together.
 */
export async function measureLoad(
  servers: Record<string, ChildServer>,
  clients: number,
  intervalMs: number,
): Promise<Row[]> {
  const measured = Object.entries(servers).map(([name, server]) => ({ name, server, blocks: [] as Block[] }));
  for (let block = 0; block < BLOCKS; block += 1)
    for (const { server, blocks } of measured) blocks.push(await measureBlock(server, clients, intervalMs));
  const [floor] = measured;
  return measured.map(({ name, blocks }) => {
    const ratios = blocks.map(
      ({ turnsPerSecond }, index) => turnsPerSecond / (floor?.blocks[index]?.turnsPerSecond ?? 0),
    );
    return {
      clients,
      server: name,
      ...describeBlocks(blocks),
      ...(blocks !== floor?.blocks && describeRatios(ratios)),
    };
  });
}

/** What one server did in one window. */
interface Block {
  turnsPerSecond: number;
  cpuMsPerTurn: number;
  firstByteMs: number[];
  delayMs: number[];
  errors: string[];
}

/**
 * Counts what arrives within a window of time, after all clients have begun and before the first stops. A turn that the
 * window cuts counts by its deltas.
 */
async function measureBlock(server: ChildServer, count: number, intervalMs: number): Promise<Block> {
  await server.setPace({ intervalMs });
  const startedAt = performance.now();
  const clients = new Clients(server, count, intervalMs * DELTAS);
  await Promise.all([clients.begun, delay(LEAST_LEAD_MS)]);
  const before = await server.usage({ isCollected: false });
  const from = performance.now();
  // As long as the clients took to begin: what comes in waves is then seen whole.
  await delay(Math.max(LEAST_WINDOW_MS, from - startedAt));
  const until = performance.now();
  const after = await server.usage({ isCollected: false });
  await clients.stop();

  const isWithin = ({ at }: { at: number }) => at >= from && at < until;
  const deltas = clients.turns.flatMap((turn) => turn.deltas.filter(isWithin));
  const turns = deltas.length / DELTAS;
  return {
    turnsPerSecond: (turns * 1000) / (until - from),
    cpuMsPerTurn: (after.cpuMs - before.cpuMs) / turns,
    firstByteMs: clients.turns
      .map(({ firstByte }) => firstByte)
      .filter(isWithin)
      .map(({ ms }) => ms),
    delayMs: deltas.map(({ ms }) => ms),
    errors: clients.errors,
  };
}

function describeBlocks(blocks: Block[]): Row {
  const rates = blocks.map(({ turnsPerSecond }) => turnsPerSecond);
  const cpuMsPerTurn = median(blocks.map((block) => block.cpuMsPerTurn));
  const firstBytes = blocks.flatMap(({ firstByteMs }) => firstByteMs);
  const delays = blocks.flatMap(({ delayMs }) => delayMs);
  const errors = blocks.flatMap((block) => block.errors);
  return {
    turns_per_second: median(rates),
    lowest: Math.min(...rates),
    highest: Math.max(...rates),
    cpu_ms_per_turn: cpuMsPerTurn,
    cpu_us_per_delta: (cpuMsPerTurn * 1000) / DELTAS,
    first_byte_ms_p50: quantile(firstBytes, 0.5),
    first_byte_ms_p95: quantile(firstBytes, 0.95),
    delay_ms_p50: quantile(delays, 0.5),
    delay_ms_p95: quantile(delays, 0.95),
    delay_ms_p99: quantile(delays, 0.99),
    errors: errors.length || null,
    first_error: errors[0] ?? null,
  };
}

function describeRatios(ratios: number[]): Row {
  return { ratio: median(ratios), ratio_lowest: Math.min(...ratios), ratio_highest: Math.max(...ratios) };
}
