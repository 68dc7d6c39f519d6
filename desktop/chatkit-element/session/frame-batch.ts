import type { ThreadEvent } from '../protocol/thread-event.ts';

/** Hands events on in groups, so that a fast stream redraws once per frame and not once per delta. */
export class FrameBatch {
  readonly #handle: (events: readonly (ThreadEvent | null)[]) => void;
  #events: (ThreadEvent | null)[] = [];
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(handle: (events: readonly (ThreadEvent | null)[]) => void) {
    this.#handle = handle;
  }

  /** Adds an event, or null for one that is not known; it is handed on with the next frame. */
  add(event: ThreadEvent | null): void {
    this.#events.push(event);
    if (this.#events.length > 1) return;
    this.#frame = requestAnimationFrame(() => this.flush());
    // Hidden windows have no frames, and Parley lives in the tray.
    this.#timer = setTimeout(() => this.flush(), LONGEST_WAIT_MS);
  }

  /** Hands on what is waiting, at once. */
  flush(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    const events = this.#events;
    this.#events = [];
    if (events.length > 0) this.#handle(events);
  }
}

/** A frame that takes longer is not waited for. */
const LONGEST_WAIT_MS = 250;
