import type { ApiClient } from '../client/api-client.ts';
import { readEventStream } from '../../read-event-stream.ts';
import { liveEvent, type LiveEvent } from '../client/live-event.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;
/**
 * How long nothing is asked after a session has ended: a new password ends it and opens another, whose cookie may be on its
 * way still, and whoever asks with the old one is told to forget both.
 */
export const AFTER_END_MS = 1_500;
/** The server says something every ten seconds: a line that is silent for longer is dead. */
const SILENCE_MS = 35_000;

/** Told of each event; `refresh` when something may have been missed. */
type HearEvent = (event: LiveEvent) => void;

/**
 * What changes, wherever it is changed: one stream for all tabs of a browser. The tab that holds the lock reads it and
 * passes it on; when that tab goes, another takes over where it was.
 */
export class LiveEvents {
  readonly #api: Pick<ApiClient, 'send'>;
  readonly #listeners = new Set<HearEvent>();
  #isLive = false;
  #lastEventId = '';

  constructor(api: Pick<ApiClient, 'send'>) {
    this.#api = api;
  }

  /** Whether changes arrive by themselves; a server of an older version has none to tell. */
  get isLive(): boolean {
    return this.#isLive;
  }

  /** Listens; returns the way to stop. */
  subscribe(listener: HearEvent): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Follows what happens to a person's things until the signal aborts. */
  follow(userId: string, signal: AbortSignal): void {
    const channel = new BroadcastChannel(`parley.events.${userId}`);
    channel.addEventListener('message', ({ data }: MessageEvent<{ event: LiveEvent; lastEventId: string }>) => {
      this.#isLive = true;
      this.#lastEventId = data.lastEventId;
      this.#tell(data.event);
    });
    signal.addEventListener('abort', () => {
      channel.close();
      this.#isLive = false;
      this.#lastEventId = '';
    });
    const read = () =>
      this.#readOn(userId, signal, (event) => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A channel is of one origin, and takes none.
        if (!signal.aborted) channel.postMessage({ event, lastEventId: this.#lastEventId });
        this.#tell(event);
      });
    const isAborted = (error: unknown) => {
      if (!signal.aborted) throw error;
    };
    // Where the page came over a network without TLS, a browser has no locks: then each tab reads for itself.
    if ('locks' in navigator)
      void navigator.locks.request(`parley.events.${userId}`, { signal }, read).catch(isAborted);
    else void read();
  }

  async #readOn(userId: string, signal: AbortSignal, tell: HearEvent): Promise<void> {
    for (let wait = FIRST_RETRY_MS; !signal.aborted; wait = Math.min(wait * 2, LAST_RETRY_MS)) {
      try {
        const answer = await this.#read(userId, signal, tell);
        if (answer === 'stream') wait = FIRST_RETRY_MS;
        else if (answer === 'ended') wait = AFTER_END_MS;
        else if (answer === 'unknown') wait = LAST_RETRY_MS;
      } catch {
        // Whoever asks for something meets the same, and says so.
      }
      this.#isLive = false;
      await sleep(wait, signal);
    }
  }

  /** @returns what there was: a stream, one whose session has ended, or none; `unknown` to a server of an older version. */
  async #read(
    userId: string,
    signal: AbortSignal,
    tell: HearEvent,
  ): Promise<'stream' | 'ended' | 'unknown' | 'refused'> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MS);
    const response = await this.#api.send(`/api/${encodeURIComponent(userId)}/events`, {
      headers: this.#lastEventId === '' ? {} : { 'Last-Event-ID': this.#lastEventId },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    try {
      const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream') ?? false;
      if (response.status === 404) return 'unknown';
      if (!response.ok || !isStream || !response.body) return 'refused';
      this.#isLive = true;
      let answer: 'stream' | 'ended' = 'stream';
      const hear = (message: { id?: string | undefined; data: string } | null) => {
        if (!message) return;
        this.#lastEventId = message.id ?? this.#lastEventId;
        const { data: event } = liveEvent.safeParse(JSON.parse(message.data));
        if (event?.type === 'session.ended') answer = 'ended';
        if (event) tell(event);
      };
      await readEventStream(response.body, hear, () => {
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE_MS);
      });
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  #tell(event: LiveEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
