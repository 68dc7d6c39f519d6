import { EventEmitter } from 'node:events';
import type { FinishedAnswer } from '../protocol/answer-reader.ts';

/** What one part of the app tells all others, without knowing them. */
interface SignalMap {
  /** Something the page or the tray shows is different now. */
  changed: [];
  /** Something on the server was changed from this computer; what the shell changed, pages do not know of. */
  wrote: [by: 'page' | 'shell'];
  /** An answer reached its end in a page. */
  answered: [answer: FinishedAnswer, accountId: string];
  /** A request reached the server, or did not. */
  reached: [isReachable: boolean];
  /** The server is back, or the computer woke up. */
  resumed: [];
}

/** The app's signals. */
export type Signals = EventEmitter<SignalMap>;

/** Creates the signals; one set per app. */
export function createSignals(): Signals {
  return new EventEmitter<SignalMap>();
}
