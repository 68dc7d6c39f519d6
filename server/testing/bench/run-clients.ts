import { runTurn, sayRequest, type TurnTimes } from './bench-client.ts';
import type { ServerAddress } from './child-server.ts';

/** A conversation goes on for this many turns before its client starts another. */
const TURNS_PER_THREAD = 5;

/** What a number of clients saw that spoke for a while, each as soon as it had its answer. */
export interface Load {
  turnsPerSecond: number;
  turns: TurnTimes[];
  errors: string[];
}

/** Lets clients talk until the time is up; turns under way are finished. */
export async function runClients(
  server: ServerAddress,
  clients: number,
  options: { milliseconds: number; keepDeltas?: boolean },
): Promise<Load> {
  const turns: TurnTimes[] = [];
  const errors: string[] = [];
  const startedAt = performance.now();
  const deadline = startedAt + options.milliseconds;

  async function talk(client: number): Promise<void> {
    let threadId: string | undefined;
    for (let turn = 0; performance.now() < deadline; turn += 1) {
      if (turn % TURNS_PER_THREAD === 0) threadId = undefined;
      try {
        const times = await runTurn(server, client, sayRequest('please say something', threadId), options.keepDeltas);
        turns.push({ ...times, body: '' });
        threadId ??= times.threadId === '' ? undefined : times.threadId;
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
    }
  }

  await Promise.all(Array.from({ length: clients }, (_, client) => talk(client)));
  return { turnsPerSecond: (turns.length * 1000) / (performance.now() - startedAt), turns, errors };
}
