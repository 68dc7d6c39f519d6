import type { UserMessageItem } from '../chatkit/thread-item.ts';
import { classifyConfirmationReply } from '../offline-model/classify-confirmation-reply.ts';
import { userText } from './to-model-turns.ts';
import type { AskedConfirmation } from './turn-records.ts';

/** How a message is taken: for the model, or as the answer to what was asked. */
export type MessageReading =
  | { kind: 'message' }
  | { kind: 'confirm'; id: string }
  | { kind: 'cancel'; ids: string[] }
  /** A yes, and it could mean several things. */
  | { kind: 'several' }
  /** An answer that comes too late. */
  | { kind: 'expired' };

/**
 * The one place that decides whether a message answers a confirmation. It does when it is a clear yes or no and nothing
 * else; whatever else is said goes to the model as it is, however many confirmations wait.
 */
export function readMessage(
  message: Pick<UserMessageItem, 'content' | 'attachments' | 'quoted_text'>,
  asked: readonly AskedConfirmation[],
): MessageReading {
  if (asked.length === 0 || message.attachments.length > 0 || message.quoted_text !== undefined)
    return { kind: 'message' };
  const reply = classifyConfirmationReply(userText(message));
  if (reply === 'other') return { kind: 'message' };
  const [first, ...others] = asked.filter(({ state }) => state === 'open').map(({ id }) => id);
  if (first === undefined) return { kind: 'expired' };
  if (reply === 'no') return { kind: 'cancel', ids: [first, ...others] };
  return others.length > 0 ? { kind: 'several' } : { kind: 'confirm', id: first };
}
