/** How long nothing has to happen before the counts are asked for: many ticks in a row ask once. */
const QUIET_MS = 1_000;

/** Keeps what is heard of changes back while this page makes one: what somebody is doing stays where their eyes are. */
export class ChangeWatch {
  #waiting: (() => void)[] = [];
  #underWay = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A change of this page begins. */
  begin(): void {
    this.#underWay += 1;
  }

  /** It ended, for better or worse, and is shown. */
  end(): void {
    this.#underWay -= 1;
    if (this.#underWay > 0) return;
    for (const run of this.#waiting.splice(0)) run();
  }

  /** Runs something at once, or as soon as no change of this page is under way. */
  whenIdle(run: () => void): void {
    if (this.#underWay > 0) this.#waiting.push(run);
    else run();
  }

  /** Runs something once nothing was changed for a moment. */
  whenQuiet(run: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(run, QUIET_MS);
  }
}
