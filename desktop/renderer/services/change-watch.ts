import type { TaskSummary } from '../../task.ts';

/** How long nothing has to happen before the counts are asked for: many ticks in a row ask once. */
const QUIET_MS = 1_000;

/**
 * Tells what this page changed itself from what was changed elsewhere: what it did it knows from the answers, and reads
 * nothing again for it.
 */
export class ChangeWatch {
  readonly #own = new Set<string>();
  readonly #seen = new Map<string, Set<string>>();
  #underWay = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A change of this page begins; until it has ended, what is heard of cannot be told apart. */
  begin(): void {
    this.#underWay += 1;
  }

  /** It ended, for better or worse. */
  end(): void {
    this.#underWay -= 1;
  }

  /** Remembers a change of this page by the name that the server gave it; null when nothing changed. */
  noteOwn(batchId: string | null): void {
    if (batchId !== null) this.#own.add(batchId);
  }

  /** Whether there is among the newest changes of a person's tasks one that was made elsewhere since the last time. */
  hearsNews(userId: string, changes: TaskSummary['recent_changes']): boolean {
    if (this.#underWay > 0) return false;
    const before = this.#seen.get(userId);
    // A batch can grow: what an agent does in one turn has one name.
    const heard = changes.map(({ batch_id: batchId, at }) => ({ batchId, name: `${batchId} ${at}` }));
    this.#seen.set(userId, new Set([...(before ?? []), ...heard.map(({ name }) => name)]));
    return before !== undefined && heard.some(({ batchId, name }) => !before.has(name) && !this.#own.has(batchId));
  }

  /** Runs something once nothing was changed for a moment. */
  whenQuiet(run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, QUIET_MS);
  }
}
