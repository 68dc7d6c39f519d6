import type { ThreadItem, UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { classifyConfirmationReply, isMereOk } from '../../offline-model/classify-confirmation-reply.ts';
import { userText } from './to-model-turns.ts';
import type { AskedConfirmation } from '../store/turn-records.ts';

/** How a message is taken: for the model, or as the answer to what was asked. */
export type MessageReading =
  | { kind: 'message' }
  | { kind: 'confirm'; id: string }
  | { kind: 'cancel'; ids: string[] }
  /** A yes, and it could mean several things. */
  | { kind: 'several' }
  /** A yes to a card that has grown: nobody knows how much of it was seen. */
  | { kind: 'grown' }
  /** An answer that comes too late. */
  | { kind: 'expired' };

/** What Parley has said after the question: nothing, something, or something that asks a question of its own. */
export type SaidSince = 'nothing' | 'something' | 'question';

/**
 * The one place that decides whether a message answers a confirmation. It does when it is a clear yes or no and nothing
 * else; whatever else is said goes to the model as it is, however many confirmations wait. A yes answers what was asked
 * last: after another question it is the model's, and after other talk "ok" and its like, which are said to anything, are
 * no consent any more.
 */
export function readMessage(
  message: Pick<UserMessageItem, 'content' | 'attachments' | 'quoted_text'>,
  asked: readonly AskedConfirmation[],
  since: SaidSince = 'nothing',
): MessageReading {
  if (asked.length === 0 || message.attachments.length > 0 || message.quoted_text !== undefined)
    return { kind: 'message' };
  const text = userText(message);
  const reply = classifyConfirmationReply(text);
  if (reply === 'other' || since === 'question') return { kind: 'message' };
  if (reply === 'yes' && since === 'something' && isMereOk(text)) return { kind: 'message' };
  const [first, ...others] = asked.filter(({ state }) => state === 'open' || state === 'grown');
  if (first === undefined) return { kind: 'expired' };
  if (reply === 'no') return { kind: 'cancel', ids: [first, ...others].map(({ id }) => id) };
  if (others.length > 0) return { kind: 'several' };
  return first.state === 'grown' ? { kind: 'grown' } : { kind: 'confirm', id: first.id };
}

/** What Parley has said since the newest card that waits, before the message that is read now. */
export function saidSince(history: readonly ThreadItem[], message: Pick<UserMessageItem, 'id'>): SaidSince {
  const earlier = history.slice(
    0,
    history.findIndex(({ id }) => id === message.id),
  );
  const card = earlier.findLastIndex((item) => item.type === 'widget' && item.widget['confirm'] !== undefined);
  const later = earlier.slice(card + 1);
  if (card < 0 || !later.some(({ type }) => type === 'user_message')) return 'nothing';
  const reply = later.findLast((item) => item.type === 'assistant_message');
  return reply?.content.some(({ text }) => QUESTION.test(text)) ? 'question' : 'something';
}

const QUESTION = /[?？؟]/u;
