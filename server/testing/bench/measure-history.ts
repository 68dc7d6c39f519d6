import { text } from 'node:stream/consumers';
import { postChat, runTurn, sayRequest } from './bench-client.ts';
import { ChildServer } from './child-server.ts';
import { fillHistory } from './fill-database.ts';
import { median, quantile } from './statistics.ts';
import type { Row } from './table.ts';

const ROUNDS = 80;
const WARM_UP_ROUNDS = 20;

/**
 * Measures the same requests about conversations of 50 items at two servers in turns: the table of one has a thousand
 * messages, that of the other a million.
 */
export async function measureHistory(): Promise<Row[]> {
  const thousand = await startFilled(1_000);
  const million = await startFilled(1_000_000);
  try {
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1)
      for (const each of [thousand, million]) await runRound(each, round);
    return Object.keys(thousand.times).map((request) => {
      const [few, many] = [thousand, million].map(({ times }) => times[request]?.slice(WARM_UP_ROUNDS) ?? []);
      return {
        request,
        thousand_ms_p50: median(few ?? []),
        thousand_ms_p95: quantile(few ?? [], 0.95),
        million_ms_p50: median(many ?? []),
        million_ms_p95: quantile(many ?? [], 0.95),
        ratio_p50: median(many ?? []) / median(few ?? []),
      };
    });
  } finally {
    await Promise.all([thousand.server.stop(), million.server.stop()]);
  }
}

/** A server, conversations in it, and how long requests took in milliseconds, by what was asked. */
interface Filled {
  server: ChildServer;
  threadIds: string[];
  times: Record<string, number[]>;
}

async function startFilled(messages: number): Promise<Filled> {
  const server = await ChildServer.start('./parley-server.ts');
  const userIds = server.users.map(({ id }) => id);
  return { server, threadIds: await fillHistory(server.databaseUrl, userIds, messages), times: {} };
}

async function runRound({ server, threadIds, times }: Filled, round: number): Promise<void> {
  const threadId = threadIds[round % threadIds.length];
  const note = (request: string, milliseconds: number) => (times[request] ??= []).push(milliseconds);
  const ask = async (type: string, params: Record<string, unknown>) => {
    const startedAt = performance.now();
    await text(await postChat(server, 0, { type, params }));
    note(type, performance.now() - startedAt);
  };
  await ask('threads.get_by_id', { thread_id: threadId });
  await ask('items.list', { thread_id: threadId, order: 'desc', limit: 20 });
  await ask('threads.list', { order: 'desc', limit: 20 });
  const { firstByte, totalMs } = await runTurn(server, 0, sayRequest('please say something', threadId));
  note('a message, first byte', firstByte.ms);
  note('a message, whole turn', totalMs);
}
