import { en } from '../locales/en.ts';
import type { Translation } from '../locales/translation.ts';
import type { Options } from '../options/check-options.ts';
import type { Thread, UserContent, WireAttachment } from '../protocol/thread-item.ts';
import type { QueuedMessage, Queues } from './queued-message.ts';
import { EMPTY_THREAD, type ThreadState } from '../thread/thread-state.ts';

/** All the element shows, in one value. */
export type ChatState = {
  options: Options | null;
  translation: Translation;
  /** The thread in view, also while it loads or after it failed to. */
  activeThreadId: string | null;
  threadState: ThreadState;
  activity: 'idle' | 'loading' | 'responding';
  /** Why the active thread could not be loaded. */
  loadFailure: 'missing' | 'failed' | null;
  older: { cursor: string | null; status: 'idle' | 'loading' | 'failed' };
  history: HistoryState;
  search: SearchState;
  draft: Draft;
  queues: Queues;
  /** The message that the server did not take, while its bubble stands there to be sent again. */
  unsent: QueuedMessage | null;
  toolId: string | null;
  modelId: string | null;
  uploads: readonly Upload[];
  /** The draft goes out by itself once its files are there. */
  isSendWaiting: boolean;
  toasts: readonly { id: number; text: string }[];
  /** Thumbs given in this session, by the id of the turn; the protocol cannot read them back. */
  feedback: Readonly<Record<string, 'positive' | 'negative'>>;
  /** Widget actions that are running: where their loading state shows. */
  runningActions: readonly RunningAction[];
  /** Grows each time the composer should take the focus. */
  focusRequests: number;
  /** Grows each time the file picker should open. */
  fileRequests: number;
};

/** The search in the thread in view. Its words and places are its own; what it shows is brought into view. */
export type SearchState = {
  isOpen: boolean;
  /** Grows each time its field should take the focus. */
  requests: number;
  /** The item whose turn should be seen; a new value each time. */
  revealed: { itemId: string } | null;
};

/** The list of threads and its panel. */
export type HistoryState = {
  isOpen: boolean;
  status: 'unloaded' | 'loading' | 'ready' | 'failed';
  threads: readonly Thread[];
  /** The cursor of the next page; null when all are loaded. */
  cursor: string | null;
};

/**
 * What is typed but not sent. The revision grows when it is set from outside, so that the editor shows it; the failure is
 * why it was not taken when it was sent.
 */
export type Draft = { content: readonly UserContent[]; quote: string | null; failure: string | null; revision: number };

/** A file of the draft on its way to the server, or there. */
export type Upload = {
  key: string;
  name: string;
  mimeType: string;
  status: 'uploading' | 'done' | 'failed';
  previewUrl: string | null;
  attachment: WireAttachment | null;
};

/** One widget action under way. `nodePath` is where it was fired, for loading on that node. */
export type RunningAction = { key: number; itemId: string; nodePath: string; scope: 'self' | 'container' | 'none' };

/** The state before any options. */
export const INITIAL_STATE: ChatState = {
  options: null,
  translation: { locale: 'en', direction: 'ltr', strings: en },
  activeThreadId: null,
  threadState: EMPTY_THREAD,
  activity: 'idle',
  loadFailure: null,
  older: { cursor: null, status: 'idle' },
  history: { isOpen: false, status: 'unloaded', threads: [], cursor: null },
  search: { isOpen: false, requests: 0, revealed: null },
  draft: { content: [], quote: null, failure: null, revision: 0 },
  queues: {},
  unsent: null,
  toolId: null,
  modelId: null,
  uploads: [],
  isSendWaiting: false,
  toasts: [],
  feedback: {},
  runningActions: [],
  focusRequests: 0,
  fileRequests: 0,
};
