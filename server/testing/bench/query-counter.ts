import { Client } from 'pg';
import type { QueryCount } from './child-server.ts';

interface Span {
  startedAt: number;
  endedAt: number;
}

/** Counts what goes over the wire to PostgreSQL, from every pool of this process: it watches the driver itself. */
export class QueryCounter {
  #spans: Span[] = [];
  #askedAt: number | undefined;
  #open = 0;
  #heldWhenAsked = 0;

  /** Puts itself between the driver and all who use it. */
  install(): void {
    const run: (...args: unknown[]) => unknown = Reflect.get(Client.prototype, 'query');
    const begin = () => this.#begin();
    Reflect.set(Client.prototype, 'query', function query(this: Client, ...args: unknown[]): unknown {
      const end = begin();
      const callback = args.at(-1);
      if (typeof callback === 'function') {
        args[args.length - 1] = (...results: unknown[]): void => {
          end();
          Reflect.apply(callback, undefined, results);
        };
        return Reflect.apply(run, this, args);
      }
      const result = Reflect.apply(run, this, args);
      if (result instanceof Promise) void result.then(end, end);
      else end();
      return result;
    });
  }

  /** Forgets what was counted. */
  start(): void {
    this.#spans = [];
    this.#askedAt = undefined;
    this.#heldWhenAsked = 0;
  }

  /** The model is asked now. */
  modelAsked(): void {
    if (this.#askedAt !== undefined) return;
    this.#askedAt = performance.now();
    this.#heldWhenAsked = this.#open;
  }

  result(): QueryCount {
    const before = this.#spans.filter(({ startedAt }) => startedAt < (this.#askedAt ?? Infinity));
    return {
      total: this.#spans.length,
      beforeModel: longestChain(before),
      connectionsHeldWhenAsked: this.#heldWhenAsked,
    };
  }

  #begin(): () => void {
    const span = { startedAt: performance.now(), endedAt: Infinity };
    this.#spans.push(span);
    this.#open += 1;
    return () => {
      span.endedAt = performance.now();
      this.#open -= 1;
    };
  }
}

/** Queries that overlap run side by side; each that began after all before it had ended adds a round trip. */
function longestChain(spans: Span[]): number {
  let chain = 0;
  let freeAt = -Infinity;
  for (const { startedAt, endedAt } of spans.toSorted((a, b) => a.endedAt - b.endedAt)) {
    if (startedAt < freeAt) continue;
    chain += 1;
    freeAt = endedAt;
  }
  return chain;
}
