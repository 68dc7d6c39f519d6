import type { Thread } from '../protocol/thread-item.ts';
import type { TranscriptEntry } from './transcript-entry.ts';

/** What is known of the active thread. Never mutated: equal parts keep their identity, so views can skip them. */
export type ThreadState = {
  /** Null in the new-thread view. */
  thread: Thread | null;
  entries: readonly TranscriptEntry[];
  /** Items announced but not finished. */
  unfinished: ReadonlySet<string>;
  /** The bubble shown until the server confirms the user's message. */
  optimisticId: string | null;
  progress: { text: string; icon?: string } | null;
  /** Whether the running response may be stopped. */
  canStop: boolean;
  /** How many errors and notices were made, for their ids. */
  localCount: number;
};

/** The new-thread view. */
export const EMPTY_THREAD: ThreadState = {
  thread: null,
  entries: [],
  unfinished: new Set(),
  optimisticId: null,
  progress: null,
  canStop: false,
  localCount: 0,
};
