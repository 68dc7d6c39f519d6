import type { RuleClock } from './day-rules.ts';
import type { PlayedCall, SeenTask } from './played-turn.ts';
import type { EvaluationCase } from './read-cases.ts';

/** Where cases are played: each by a person of its own, who has the tasks of its setup. */
export interface Stage {
  open(entry: EvaluationCase): Promise<Seat>;
  close(): Promise<void>;
}

/** The person of one case, in their conversation. */
export interface Seat {
  readonly clock: RuleClock;
  /** @returns the calls that were made, and all that the person reads: cards and receipts too */
  say(text: string): Promise<{ calls: readonly PlayedCall[]; reply: string }>;
  listTasks(): Promise<SeenTask[]>;
}

/** The titles that the results of calls show, as cards and receipts do. */
export function titlesIn(calls: readonly PlayedCall[]): string[] {
  return [...JSON.stringify(calls.map(({ result }) => result)).matchAll(/"title":"((?:[^"\\]|\\.)*)"/gu)].map(
    ([, title = '']) => String(JSON.parse(`"${title}"`)),
  );
}
