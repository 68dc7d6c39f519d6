import { EventEmitter } from 'node:events';

export interface FinishedAnswer {
  conversationId: string;
  /** Null when the stream did not say. */
  title: string | null;
  /** The last thing that was said, in Markdown; empty when only cards were shown. */
  text: string;
  /** What waits for a yes, as it is asked. */
  question: string | null;
}

/** What one part of the app tells all others, without knowing them. */
interface SignalMap {
  /** Something the page or the tray shows is different now. */
  changed: [];
  /** Something on the server was changed from this computer; what the shell changed, pages do not know of. */
  wrote: [by: 'page' | 'shell'];
  /** Something happened at the server, on whichever device; as `GET /api/:userId/events` names it. */
  happened: [type: string];
  /** An answer reached its end in a page, or in quick add while nobody looked at it. */
  answered: [answer: FinishedAnswer, accountId: string];
  /** What was typed into quick add was not taken, and nobody looked. */
  refused: [problem: string];
  /** A request reached the server, or did not. */
  reached: [isReachable: boolean];
  /** The server is back, or the computer woke up. */
  resumed: [];
}

export type Signals = EventEmitter<SignalMap>;

/** Creates the signals; one set per app. */
export function createSignals(): Signals {
  return new EventEmitter<SignalMap>();
}
