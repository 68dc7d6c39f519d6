import type { ThreadItem } from '../protocol/thread-item.ts';

/** A failure shown where it happened. `code` chooses a translated text when there is no message. */
export type ErrorEntry = { type: 'error'; id: string; code: string; message?: string; allowRetry: boolean };

/** A notice of the server, shown where it arrived. Its message is Markdown. */
export type NoticeEntry = {
  type: 'notice';
  id: string;
  level: 'info' | 'warning' | 'danger';
  message: string;
  title?: string;
};

/** Anything the transcript shows: what the server stores, and errors and notices, which live until reload. */
export type TranscriptEntry = ThreadItem | ErrorEntry | NoticeEntry;

/** Whether an entry is an item of the server and not one of ours. */
export function isThreadItem(entry: TranscriptEntry): entry is ThreadItem {
  return entry.type !== 'error' && entry.type !== 'notice';
}
