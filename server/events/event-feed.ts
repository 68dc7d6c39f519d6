import { AsyncLocalStorage } from 'node:async_hooks';
import { raw } from 'objection';
import type { Knex } from '../database/database.ts';
import { lastRemindedDay } from '../dates/calendar/reminded-days.ts';
import type { Logger } from '../ground/logger.ts';
import { StoredEvent } from '../models/stored-event.ts';
import { findReminded } from '../tasks/reminders.ts';
import { ChangeListener } from './change-listener.ts';

/** How long an event is kept, in seconds: longer than a stream may have been away. */
export const KEPT_SECONDS = 15 * 60;
const POLL_MS = 1_000;
const SWEEP_EVERY_TICKS = 6;

/** A stream that waits for news of one person. */
export interface Subscriber {
  readonly userId: string;
  /** Where they are: a day is reminded of at nine there. */
  readonly timeZone: string;
  /** There may be news. */
  wake(): void;
  /** A reminder may have become due. */
  remind(): void;
  /** Still there? Sends a comment, so that a dead connection is noticed and a proxy keeps a living one. */
  beat(): void;
  /** The server stops. */
  end(): void;
}

/** Wakes the streams of this instance when something of their person's changes at any instance. */
export class EventFeed {
  readonly #database: Knex;
  readonly #logger: Logger;
  readonly #listener: ChangeListener;
  readonly #subscribers = new Map<string, Set<Subscriber>>();
  #timers: NodeJS.Timeout[] = [];
  #tickedAt = new Date();
  #ticks = 0;
  #polledTo: string | undefined;
  readonly #tickMs: number;
  /** Where it was made: what repeats belongs to no request, neither to its person's share of the database nor to its end. */
  readonly #outside = AsyncLocalStorage.snapshot();

  /** @param directUrl reaches the database without a pooler, if it can. @param tickMs how often reminders are looked for. */
  constructor(database: Knex, directUrl: string, logger: Logger, tickMs = 10_000) {
    this.#database = database;
    this.#logger = logger;
    this.#tickMs = tickMs;
    this.#listener = new ChangeListener(directUrl, database, logger, {
      changed: (userId) => this.#each(userId, (subscriber) => subscriber.wake()),
      missed: () => this.#all((subscriber) => subscriber.wake()),
    });
  }

  /** Begins with the first stream: an instance that nobody watches listens to nothing. @returns ends it. */
  subscribe(subscriber: Subscriber): () => void {
    this.#outside(() => this.#start());
    const { userId } = subscriber;
    const own = this.#subscribers.get(userId) ?? new Set();
    this.#subscribers.set(userId, own.add(subscriber));
    return () => {
      own.delete(subscriber);
      if (own.size === 0) this.#subscribers.delete(userId);
    };
  }

  /** How many streams a person has at this instance. */
  countOf(userId: string): number {
    return this.#subscribers.get(userId)?.size ?? 0;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#all((subscriber) => subscriber.end());
    await this.#listener.stop();
  }

  #start(): void {
    if (this.#timers.length > 0) return;
    this.#tickedAt = new Date();
    this.#listener.start();
    this.#timers = [
      setInterval(() => this.#attempt(() => this.#tick()), this.#tickMs).unref(),
      setInterval(() => this.#attempt(() => this.#poll()), POLL_MS).unref(),
    ];
  }

  /** What is missed at one time is done the next. */
  #attempt(work: () => Promise<void>): void {
    work().catch((error: unknown) => this.#logger.warn({ error }, 'the events could not be looked at'));
  }

  async #tick(): Promise<void> {
    this.#ticks += 1;
    this.#all((subscriber) => subscriber.beat());
    await this.#listener.check();
    const [from, to] = [this.#tickedAt, new Date()];
    this.#tickedAt = to;
    const reminded = new Set(await findReminded(this.#database, [...this.#subscribers.keys()], { from, to }));
    this.#all((subscriber) => {
      const { timeZone, userId } = subscriber;
      const isMorning = lastRemindedDay(from, timeZone) !== lastRemindedDay(to, timeZone);
      if (isMorning || reminded.has(userId)) subscriber.remind();
    });
    if (this.#ticks % SWEEP_EVERY_TICKS === 0) await StoredEvent.sweep(this.#database, KEPT_SECONDS);
  }

  /** Where nothing is notified of, looks for itself. */
  async #poll(): Promise<void> {
    if (this.#listener.isListening || this.#subscribers.size === 0) {
      this.#polledTo = undefined;
      return;
    }
    const since = this.#polledTo;
    const [now] = await StoredEvent.query(this.#database)
      .select(raw('pg_current_snapshot()::text as snapshot'))
      .from(raw('(select 1) as now'))
      .castTo<{ snapshot: string }[]>();
    this.#polledTo = now?.snapshot;
    if (since === undefined) return this.#all((subscriber) => subscriber.wake());
    const changed = await StoredEvent.query(this.#database)
      .distinct('userId')
      .where('createdAt', '>', raw("now() - interval '1 minute'"))
      .whereRaw('not pg_visible_in_snapshot(written_by, ?::pg_snapshot)', [since]);
    for (const { userId } of changed) this.#each(userId, (subscriber) => subscriber.wake());
  }

  #each(userId: string, tell: (subscriber: Subscriber) => void): void {
    for (const subscriber of this.#subscribers.get(userId) ?? []) tell(subscriber);
  }

  #all(tell: (subscriber: Subscriber) => void): void {
    for (const own of this.#subscribers.values()) for (const subscriber of own) tell(subscriber);
  }
}
