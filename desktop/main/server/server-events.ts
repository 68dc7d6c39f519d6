import type { EventSourceMessage } from 'eventsource-parser';
import type { Logger } from 'pino';
import { readEventStream } from '../../read-event-stream.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import { ApiRefusal, type SendRequest } from './api-request.ts';
import { EventRelay } from './event-relay.ts';

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;
/** A new password ends a session and opens another, which the app may not have yet. */
const AFTER_END_MS = 1_500;
/** The server says something every ten seconds: a line that is silent for longer is dead. */
const SILENCE_MS = 35_000;
/** How long a page that asks waits for the stream to begin. */
const PATIENCE_MS = 10_000;

/** What happens at the server to the person in use: one stream for the whole app, pages included. */
export interface ServerEvents {
  /** Whether changes arrive by themselves; a server of an older version has none to tell. */
  isLive: () => boolean;
  /** Begins anew: somebody else may be in use, or the line dead. */
  renew: () => void;
  /** Answers a page that asks for the events from the stream that is there. */
  answer: (request: Request) => Promise<Response>;
}

/** Follows what happens to whoever is in use, from `renew` on. */
export function followServer(deps: {
  accountId: () => string | null;
  send: SendRequest;
  locale: () => string;
  scheduler: Scheduler;
  /** @param type as `GET /api/:userId/events` names it; `resumed` after a break, of which all is told but reminders */
  onEvent: (type: string) => void;
  logger: Logger;
}): ServerEvents {
  const { scheduler } = deps;
  let followed = { accountId: deps.accountId(), relay: new EventRelay(), controller: new AbortController() };
  /** Language and zone that events are worded in: the page's, once one has asked. */
  let preferences: Record<string, string> = {
    'accept-language': deps.locale(),
    'time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
  };

  /** @returns how long to wait before the next */
  const read = async (relay: EventRelay, signal: AbortSignal): Promise<number> => {
    const silence = watchSilence(scheduler);
    try {
      const answered = await deps.send({
        method: 'GET',
        path: 'events',
        headers: {
          accept: 'text/event-stream',
          ...preferences,
          ...(relay.lastId === '' ? {} : { 'last-event-id': relay.lastId }),
        },
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (!answered.ok || answered.body === null) {
        relay.refuse(answered);
        return LAST_RETRY_MS;
      }
      let wait = FIRST_RETRY_MS;
      const hear = (event: EventSourceMessage | null): void => {
        if (!relay.isLive && event === null) deps.onEvent('resumed');
        relay.pass(event);
        if (event?.event === 'session.ended') wait = AFTER_END_MS;
        if (event?.event !== undefined) deps.onEvent(event.event);
      };
      await readEventStream(answered.body, hear, silence.putOff);
      return wait;
    } finally {
      silence.stop();
      // Whoever begins anew has ended it already.
      if (!signal.aborted) relay.end();
    }
  };
  const readOn = async (relay: EventRelay, signal: AbortSignal): Promise<void> => {
    let wait = FIRST_RETRY_MS;
    while (!signal.aborted) {
      try {
        wait = await read(relay, signal);
      } catch (error) {
        // Signed out: whoever signs in begins anew.
        if (error instanceof ApiRefusal) return;
        wait = Math.min(wait * 2, LAST_RETRY_MS);
        if (!signal.aborted) deps.logger.debug({ err: error }, 'the stream of events broke off');
      }
      await pause(scheduler, wait, signal);
    }
  };
  const renew = (): void => {
    const accountId = deps.accountId();
    followed.controller.abort();
    followed.relay.end();
    // What one account was told is nothing to another.
    const relay = accountId === followed.accountId ? followed.relay : new EventRelay();
    followed = { accountId, relay, controller: new AbortController() };
    if (accountId !== null) void readOn(relay, followed.controller.signal);
  };
  return {
    isLive: () => followed.relay.isLive,
    renew,
    answer: (request) => {
      const asked = preferencesOf(request);
      if (JSON.stringify(asked) !== JSON.stringify(preferences)) {
        preferences = asked;
        renew();
      }
      return followed.relay.answer(request, pause(scheduler, PATIENCE_MS, request.signal));
    },
  };
}

function preferencesOf({ headers }: Request): Record<string, string> {
  const names = ['accept-language', 'time-zone'];
  return Object.fromEntries(names.map((name) => [name, headers.get(name) ?? '']).filter(([, said]) => said !== ''));
}

/** A signal that aborts once `putOff` has not been called for too long. */
function watchSilence(scheduler: Scheduler): { signal: AbortSignal; putOff: () => void; stop: () => void } {
  const controller = new AbortController();
  const listen = (): (() => void) => scheduler.after(SILENCE_MS, () => controller.abort());
  let stop = listen();
  return {
    signal: controller.signal,
    putOff: () => {
      stop();
      stop = listen();
    },
    stop: () => stop(),
  };
}

function pause(scheduler: Scheduler, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = scheduler.after(ms, end);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
  });
}
