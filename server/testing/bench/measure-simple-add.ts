import { runTurn, sayRequest, type TurnTimes } from './bench-client.ts';
import { ChildServer } from './child-server.ts';
import { fillTasks } from './fill-database.ts';
import { quantile } from './statistics.ts';
import type { Row } from './table.ts';

const TURNS = 50;
const WARM_UP_TURNS = 10;
const MANY_TASKS = 5_000;

/**
 * Adds tasks in words on the offline model, one after the other, for a person who begins with none and one with 5,000
 * in turns.
 */
export async function measureSimpleAdd(): Promise<{ adds: Row[]; startMs: number }> {
  const server = await ChildServer.start('./parley-server.ts', ['offline']);
  try {
    const people = [0, MANY_TASKS].map((tasks, userIndex) => ({ tasks, userIndex, turns: [] as TurnTimes[] }));
    await fillTasks(server.databaseUrl, server.users[1]?.id ?? '', MANY_TASKS);
    for (let turn = 0; turn < WARM_UP_TURNS + TURNS; turn += 1)
      for (const { userIndex, turns } of people)
        turns.push(await runTurn(server, userIndex, sayRequest(`add buy milk ${turn} tomorrow at 5pm`)));
    return {
      adds: people.map(({ tasks, turns }) => describe(tasks, turns.slice(WARM_UP_TURNS))),
      startMs: server.startMs,
    };
  } finally {
    await server.stop();
  }
}

function describe(tasks: number, turns: TurnTimes[]): Row {
  const firstBytes = turns.map(({ firstByte }) => firstByte.ms);
  const totals = turns.map(({ totalMs }) => totalMs);
  return {
    tasks,
    first_byte_ms_p50: quantile(firstBytes, 0.5),
    first_byte_ms_p95: quantile(firstBytes, 0.95),
    turn_ms_p50: quantile(totals, 0.5),
    turn_ms_p95: quantile(totals, 0.95),
  };
}
