import type { TurnEvent } from '../protocol/thread-event.ts';
import type { ThreadItem } from '../protocol/thread-item.ts';
import { mergePatches, type ThreadPatch } from '../protocol/thread.ts';

/** What is sent once it, or what came before it, is stored. */
export type HeldEvent = Extract<TurnEvent, { type: 'thread.item.done' | 'client_effect' }>;

/** What is stored, and then sent, at once. */
export interface HeldTogether {
  readonly events: readonly HeldEvent[];
  readonly items: ThreadItem[];
  readonly patch: ThreadPatch | null;
}

/** Items whose `done` was received and is neither stored nor sent yet, what is to be sent with them, and what changed on the thread. */
export class HeldEvents {
  #events: HeldEvent[] = [];
  #patch: ThreadPatch | null = null;

  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  add(event: HeldEvent, patch: ThreadPatch | null): void {
    this.#events.push(event);
    this.#patch = mergePatches(this.#patch, patch);
  }

  /**
   * Several items can be stored at once, but not the same one twice, and not with a change of the thread between them. An
   * effect waits with the items before it.
   */
  canAdd(event: TurnEvent): event is HeldEvent {
    if (this.#patch) return false;
    if (event.type === 'client_effect') return true;
    return event.type === 'thread.item.done' && itemsOf(this.#events).every(({ id }) => id !== event.item.id);
  }

  /** Gives all, with what has changed on the thread since, and holds nothing any more. */
  take(patch: ThreadPatch | null = null): HeldTogether {
    const events = this.#events.splice(0);
    const merged = mergePatches(this.#patch, patch);
    this.#patch = null;
    return { events, items: itemsOf(events), patch: merged };
  }
}

function itemsOf(events: readonly HeldEvent[]): ThreadItem[] {
  return events.flatMap((event) => ('item' in event ? [event.item] : []));
}
