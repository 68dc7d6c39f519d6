import { setTimeout as delay } from 'node:timers/promises';
import { closeIdleConnections, runTurn, sayRequest, type TurnTimes } from './bench-client.ts';
import type { ServerAddress } from './child-server.ts';
import { DELTAS } from './scripted-fetch.ts';

/** A conversation goes on for this many turns before its client starts another. */
const TURNS_PER_THREAD = 5;

/** Clients that talk to a server at the same time, each as soon as it has its answer, until they are stopped. */
export class Clients {
  readonly turns: TurnTimes[] = [];
  /** Why turns failed, a message each. */
  readonly errors: string[] = [];
  /** Settles when each of them has had the beginning of an answer. */
  readonly begun: Promise<unknown>;
  readonly #server: ServerAddress;
  readonly #talks: Promise<void>[];
  #areStopped = false;

  /** @param spreadMs within how many milliseconds they begin, one after the other: otherwise slow streams keep step. */
  constructor(server: ServerAddress, count: number, spreadMs = 0) {
    // A server closes what was idle for long, perhaps at the very moment it is used again.
    closeIdleConnections();
    this.#server = server;
    const beginnings = Array.from({ length: count }, () => Promise.withResolvers<void>());
    this.begun = Promise.all(beginnings.map(({ promise }) => promise));
    this.#talks = beginnings.map(({ resolve }, client) => this.#talk(client, (spreadMs * client) / count, resolve));
  }

  /** Settles when the turns under way are finished. */
  async stop(): Promise<void> {
    this.#areStopped = true;
    await Promise.all(this.#talks);
  }

  async #talk(client: number, delayMs: number, begun: () => void): Promise<void> {
    if (delayMs > 0) await delay(delayMs);
    let threadId: string | undefined;
    for (let turn = 0; !this.#areStopped; turn += 1) {
      if (turn % TURNS_PER_THREAD === 0) threadId = undefined;
      try {
        const times = await runTurn(this.#server, client, sayRequest('please say something', threadId), begun);
        if (times.deltas.length !== DELTAS) throw new Error(`a turn had ${times.deltas.length} deltas`);
        this.turns.push({ ...times, body: '' });
        threadId ??= times.threadId === '' ? undefined : times.threadId;
      } catch (error) {
        this.errors.push(error instanceof Error ? error.message : String(error));
        begun();
      }
    }
  }
}

/** Lets clients talk for so long, and finish their turns. */
export async function runClients(server: ServerAddress, count: number, milliseconds: number): Promise<Clients> {
  const clients = new Clients(server, count);
  await delay(milliseconds);
  await clients.stop();
  return clients;
}
