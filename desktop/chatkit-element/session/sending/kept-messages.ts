import { isObject } from '../../protocol/json-fields.ts';
import { parseThreadItem } from '../../protocol/parse-thread-item.ts';
import type { ChatState } from '../../state/chat-state.ts';
import { messageOf, NO_THREAD, type Message, type QueuedMessage, type Queues } from '../../state/queued-message.ts';
import type { Store } from '../../state/store.ts';

/**
 * Keeps the messages that wait, or could not be sent, over a reload of the page; in this tab alone: of two that have them both
 * would send.
 */
export class KeptMessages {
  readonly #store: Store<ChatState>;
  #key: string | null = null;
  #kept: Pick<ChatState, 'queues' | 'unsent'> = { queues: {}, unsent: null };

  constructor(store: Store<ChatState>) {
    this.#store = store;
    store.subscribe(() => this.#keep());
  }

  /**
   * Brings back what waited for this API, once. A copy of a tab has what the tab has, and sends nothing by itself.
   *
   * @returns the messages that have no thread yet.
   */
  restore(apiUrl: string): readonly Message[] {
    if (this.#key !== null) return [];
    this.#key = `chatkit.queued:${apiUrl}`;
    const [navigation] = performance.getEntriesByType('navigation');
    const isReload = navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
    const { [NO_THREAD]: homeless = [], ...queues } = parseQueues(read(this.#key), isReload);
    if (Object.keys(queues).length > 0) this.#store.patch({ queues });
    return homeless;
  }

  #keep(): void {
    const { queues, unsent, activeThreadId } = this.#store.get();
    if (this.#key === null || (queues === this.#kept.queues && unsent === this.#kept.unsent)) return;
    this.#kept = { queues, unsent };
    const key = activeThreadId ?? NO_THREAD;
    const kept = unsent ? { ...queues, [key]: [unsent, ...(queues[key] ?? [])] } : queues;
    try {
      if (Object.keys(kept).length === 0) sessionStorage.removeItem(this.#key);
      else sessionStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // Storage is blocked or full: what waits is there until the page goes.
    }
  }
}

function read(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}');
  } catch {
    return {};
  }
}

function parseQueues(stored: unknown, isReload: boolean): Queues {
  if (!isObject(stored)) return {};
  const queues = Object.entries(stored).map(([threadId, list]) => {
    const waiting = (Array.isArray(list) ? list : []).flatMap((each) => parseQueued(each, isReload));
    return [threadId, waiting] as const;
  });
  return Object.fromEntries(queues.filter(([, waiting]) => waiting.length > 0));
}

function parseQueued(value: unknown, isReload: boolean): QueuedMessage[] {
  if (!isObject(value)) return [];
  const bubble = parseThreadItem(value['bubble']);
  if (bubble?.type !== 'user_message') return [];
  const failure = typeof value['failure'] === 'string' ? { failure: value['failure'] } : {};
  return [{ ...messageOf(bubble), isHeld: value['isHeld'] === true || !isReload, ...failure }];
}
