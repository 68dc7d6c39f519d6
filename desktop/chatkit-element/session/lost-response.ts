import type { MessageKey, StreamingRequest } from '../protocol/chat-request.ts';
import type { ThreadState } from '../thread/thread-state.ts';
import { isThreadItem } from '../thread/transcript-entry.ts';

/** Whether a thread that was read again says what became of its response. */
export function saysMore(before: ThreadState, now: ThreadState): boolean {
  const question = now.entries.findLast((entry) => entry.type === 'user_message');
  return question?.state !== undefined || lengthOf(now) > lengthOf(before);
}

function lengthOf({ entries }: ThreadState): number {
  const texts = entries.flatMap((entry) => (entry.type === 'assistant_message' ? entry.content : []));
  return entries.filter(isThreadItem).length + texts.reduce((sum, { text }) => sum + text.length, 0);
}

/** The request once more: its message may have arrived, and is not to be answered twice. */
export function sentAgain(request: StreamingRequest): StreamingRequest {
  const isMessage = request.type === 'threads.create' || request.type === 'threads.add_user_message';
  return isMessage ? { ...request, ...again(request.metadata) } : request;
}

/** What says so. */
export function again(metadata: MessageKey | undefined): { metadata?: MessageKey } {
  return metadata ? { metadata: { ...metadata, is_again: true } } : {};
}
