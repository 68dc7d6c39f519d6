import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from '../database/database.ts';
import type { Caller } from '../ground/caller.ts';
import { AppError } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import { EventReader } from '../models/event-reader.ts';
import { describeEvents } from './describe-events.ts';
import { KEPT_SECONDS, type EventFeed, type Subscriber } from './event-feed.ts';
import { formatPosition, parsePosition, type EventPosition } from './event-position.ts';
import { isUnsettled, readEvents } from './read-events.ts';
import { toEventFrame, type WireEvent } from './wire-event.ts';

/** How long ago a stream may have ended and still be gone on with, in seconds. */
const RESUMED_SECONDS = 10 * 60;
/** What happens in this time is told together. */
const GATHERED_MS = 15;
const UNSETTLED_MS = 250;
/** Longer than a statement may take. */
const MOST_UNSETTLED = 60;
const COMMENT = ': still here\n\n';

/** What a stream of events needs of the server. */
export interface EventParts {
  readonly database: Knex;
  readonly feed: EventFeed;
  readonly logger: Logger;
}

/** Who reads, in which session and language, until when, and from where. */
export interface EventRequest extends Caller {
  readonly sessionId: string | undefined;
  /** When what let them in ends; the client comes back with something newer. */
  readonly until: Date;
  readonly lastEventId: string;
}

/**
 * Begins a person's event stream.
 *
 * @returns its frames: what happened since `lastEventId`, or `ready`; then what happens. They end when the session does,
 * at `until`, with the server, and when the database is lost: then the client comes back.
 * @throws AppError `not_signed_in` when the session has ended already.
 */
export async function streamEvents(parts: EventParts, request: EventRequest): Promise<AsyncGenerator<string>> {
  const { database } = parts;
  const { readSince, now } = await EventReader.extend(database, request.userId, KEPT_SECONDS);
  // From here on nothing is missed: first it is listened, then read.
  const inbox = new Inbox(request);
  const leave = parts.feed.subscribe(inbox);
  try {
    const begun = await readEvents(database, request);
    if (!begun) throw new AppError('not_signed_in', 'Please sign in again.');
    const left = parsePosition(request.lastEventId);
    const oldest = Math.max(readSince.getTime(), now.getTime() - RESUMED_SECONDS * 1000);
    const isResumed = left !== undefined && left.at >= oldest;
    if (isResumed) inbox.wake();
    const first = isResumed
      ? COMMENT
      : toEventFrame({ type: request.lastEventId === '' ? 'ready' : 'refresh' }, formatPosition(begun.position));
    // What began before anybody wrote events down, and has not ended, will be missed.
    if (readSince >= now) void refreshWhenSettled(database, begun.position, inbox);
    return readOn(parts, request, { inbox, leave, first, position: isResumed ? left : begun.position });
  } catch (error) {
    leave();
    inbox.end();
    throw error;
  }
}

async function* readOn(
  { database, logger }: EventParts,
  request: EventRequest,
  { inbox, leave, first, ...begun }: { inbox: Inbox; leave: () => void; first: string; position: EventPosition },
): AsyncGenerator<string> {
  try {
    yield first;
    let { position } = begun;
    while (await inbox.arrives()) {
      yield* inbox.takeFrames();
      if (!inbox.takeWake()) continue;
      const news = await readEvents(database, request, position);
      if (!news) {
        yield toEventFrame({ type: 'session.ended' });
        return;
      }
      position = news.position;
      const events = await describeEvents(database, { ...request, now: new Date() }, news.changes);
      // In one piece: whoever is cut off in the middle goes on from before it.
      if (events.length > 0) yield toFrames(events, position);
    }
  } catch (error) {
    logger.warn({ error }, 'a stream of events ended');
  } finally {
    leave();
    inbox.end();
  }
}

function toFrames(events: readonly WireEvent[], position: EventPosition): string {
  return events
    .map((event, index) => toEventFrame(event, index === events.length - 1 ? formatPosition(position) : undefined))
    .join('');
}

async function refreshWhenSettled(database: Knex, position: EventPosition, inbox: Inbox): Promise<void> {
  try {
    if (!(await isUnsettled(database, position))) return;
    for (let asked = 0; asked < MOST_UNSETTLED && !inbox.hasEnded; asked += 1) {
      await delay(UNSETTLED_MS, undefined, { ref: false });
      if (!(await isUnsettled(database, position))) break;
    }
  } catch {
    // Nobody knows what was missed.
  }
  inbox.tell({ type: 'refresh' });
}

/** What a stream has been told and has not looked at. */
class Inbox implements Subscriber {
  readonly userId: string;
  readonly timeZone: string;
  readonly #timer: NodeJS.Timeout;
  #frames: string[] = [];
  #isAwake = false;
  #hasEnded = false;
  #arrived: (() => void) | undefined;

  constructor({ userId, timeZone, until, signal }: EventRequest) {
    this.userId = userId;
    this.timeZone = timeZone;
    this.#timer = setTimeout(() => this.end(), until.getTime() - Date.now()).unref();
    signal.addEventListener('abort', () => this.end(), { once: true });
    if (signal.aborted) this.end();
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  wake(): void {
    this.#isAwake = true;
    this.#arrived?.();
  }

  remind(): void {
    this.tell({ type: 'reminders.due' });
  }

  beat(): void {
    if (this.#frames.length === 0) this.#put(COMMENT);
  }

  tell(event: WireEvent): void {
    this.#put(toEventFrame(event));
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#hasEnded = true;
    this.#arrived?.();
  }

  takeFrames(): string[] {
    return this.#frames.splice(0);
  }

  takeWake(): boolean {
    const isAwake = this.#isAwake;
    this.#isAwake = false;
    return isAwake;
  }

  /** @returns whether there is something to look at; not when the stream ends. */
  async arrives(): Promise<boolean> {
    if (!this.#hasEnded && !this.#isAwake && this.#frames.length === 0)
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    this.#arrived = undefined;
    if (this.#isAwake && !this.#hasEnded) await delay(GATHERED_MS);
    return !this.#hasEnded;
  }

  #put(frame: string): void {
    this.#frames.push(frame);
    this.#arrived?.();
  }
}
