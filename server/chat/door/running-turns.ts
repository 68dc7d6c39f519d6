import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from '../../database/database.ts';
import { findStopped } from '../store/stop-turn.ts';

/** How often it is looked whether somebody stopped a turn at another instance: once for all that run here. */
const LOOK_MS = 300;

/** A turn of this instance; it may go on without the request that began it. */
export interface StoppableTurn {
  /** Aborts when the turn is to stop. */
  readonly signal: AbortSignal;
  /** Where it runs, once that is certain: from then on it can be stopped from anywhere. */
  runsIn(conversationId: string): void;
  /** Everything about it is stored. */
  end(): void;
}

interface TrackedTurn {
  readonly controller: AbortController;
  readonly ended: PromiseWithResolvers<void>;
  conversationId?: string;
}

/** The turns that run at this instance: so that they can be stopped, and waited for when the instance is. */
export class RunningTurns {
  readonly #database: Knex;
  readonly #running = new Set<TrackedTurn>();
  #timer: NodeJS.Timeout | undefined;
  /** Where they were begun to be watched: looking belongs to no request, and not to its person's share of the database. */
  readonly #outside = AsyncLocalStorage.snapshot();

  constructor(database: Knex) {
    this.#database = database;
  }

  /** @param endsWith stops the turn; undefined for one that goes on when its client goes away */
  begin(endsWith: AbortSignal | undefined): StoppableTurn {
    const entry: TrackedTurn = { controller: new AbortController(), ended: Promise.withResolvers() };
    const stop = (): void => entry.controller.abort(endsWith?.reason);
    if (endsWith?.aborted) stop();
    else endsWith?.addEventListener('abort', stop, { once: true });
    this.#running.add(entry);
    this.#timer ??= this.#outside(() => setInterval(() => void this.#look(), LOOK_MS).unref());
    return {
      signal: entry.controller.signal,
      runsIn: (conversationId) => void (entry.conversationId = conversationId),
      end: () => {
        endsWith?.removeEventListener('abort', stop);
        this.#running.delete(entry);
        if (this.#running.size === 0) clearInterval(this.#timer);
        if (this.#running.size === 0) this.#timer = undefined;
        entry.ended.resolve();
      },
    };
  }

  /** Stops the turn of a conversation when it runs here. @returns settles when it has ended. */
  async stop(conversationId: string): Promise<void> {
    const stopped = [...this.#running].filter((entry) => entry.conversationId === conversationId);
    for (const { controller } of stopped) controller.abort();
    await Promise.all(stopped.map(({ ended }) => ended.promise));
  }

  /** Waits for all, and stops those that are still running after that time: what they have said is kept. */
  async drain(ms: number): Promise<void> {
    const all = () => Promise.all([...this.#running].map(({ ended }) => ended.promise));
    const patience = new AbortController();
    await Promise.race([all(), delay(ms, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    for (const { controller } of this.#running) controller.abort();
    await all();
  }

  async #look(): Promise<void> {
    const ids = [...this.#running].flatMap(({ conversationId }) => conversationId ?? []);
    if (ids.length === 0) return;
    // A database that is away is seen by the turns themselves, and asked again.
    const stopped = await findStopped(this.#database, ids).catch(() => []);
    for (const id of stopped) void this.stop(id);
  }
}
