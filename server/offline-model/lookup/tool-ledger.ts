import type { ToolStep } from '../endpoint/read-conversation.ts';

/** A tool call the model wants made. */
export interface PlannedCall {
  name: string;
  args: Record<string, unknown>;
}

/**
 * The calls of this turn. The plan is worked out anew on every request: a call that was made already gives its
 * result, any other is noted as wanted, so the plan reads as if every call answered at once.
 */
export class ToolLedger {
  readonly wanted: PlannedCall[] = [];
  readonly #results = new Map<string, unknown[]>();
  readonly #offered: ReadonlySet<string>;

  constructor(steps: readonly ToolStep[], offered: ReadonlySet<string>) {
    this.#offered = offered;
    for (const step of steps) {
      const key = toKey(step.name, step.args);
      this.#results.set(key, [...(this.#results.get(key) ?? []), step.result ?? null]);
    }
  }

  /** Whether the request offers the tool at all. */
  has(name: string): boolean {
    return this.#offered.has(name);
  }

  /** Whether the call was made, and what came of it; unlike `call` it asks for nothing and uses nothing up. */
  peek(name: string, args: Record<string, unknown>): unknown {
    return this.#results.get(toKey(name, args))?.[0];
  }

  /** The result of the call, or undefined while it is still to be made. Equal calls answer in the order made. */
  call(name: string, args: Record<string, unknown>): unknown {
    const results = this.#results.get(toKey(name, args));
    if (results && results.length > 0) return isLookup(name) ? results[0] : results.shift();
    this.wanted.push({ name, args });
    return undefined;
  }
}

function isLookup(name: string): boolean {
  return name === 'list_tasks';
}

function toKey(name: string, args: Record<string, unknown>): string {
  const entries = Object.entries(args).filter(([field]) => field !== 'user_id');
  return `${name} ${JSON.stringify(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)))}`;
}
