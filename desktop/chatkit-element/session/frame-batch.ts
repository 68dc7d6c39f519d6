import type { ThreadEvent } from '../protocol/thread-event.ts';

/** Hands events on in groups, so that a fast stream redraws once per frame and not once per delta. */
export class FrameBatch {
  readonly #handle: (events: readonly ThreadEvent[]) => void;
  #events: ThreadEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(handle: (events: readonly ThreadEvent[]) => void) {
    this.#handle = handle;
  }

  /** Adds an event; it is handed on within a frame's time. */
  add(event: ThreadEvent): void {
    this.#events.push(event);
    // A timer and not an animation frame: those stop in hidden windows, and Parley lives in the tray.
    this.#timer ??= setTimeout(() => this.flush(), FRAME_MS);
  }

  /** Hands on what is waiting, at once. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#events;
    this.#events = [];
    if (events.length > 0) this.#handle(events);
  }
}

const FRAME_MS = 16;
