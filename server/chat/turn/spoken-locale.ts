import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import { spokenLocale } from '../../offline-model/understanding/detect-language.ts';
import { isOffered } from '../cards/offered-answers.ts';
import { userText } from './to-model-turns.ts';

/**
 * The language a conversation is held in: that of what the user said last, and that of what was said before where it is too
 * short to tell. It is decided here alone: receipts, cards, dates and what a model is told to speak are in it.
 */
export function conversationLocale(history: readonly ThreadItem[], locale: string): string {
  const said = history
    .filter((item) => item.type === 'user_message')
    // What was offered is worded by whoever offered it.
    .filter((message) => !isOffered(history, message))
    .map(userText);
  return said.reduce((known, text) => spokenLocale(text, known), locale);
}
