import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import { detectLanguages } from '../../offline-model/understanding/detect-language.ts';
import { foldText } from '../../text/fold-text.ts';
import { languageOf } from '../../text/languages.ts';
import { isOffered } from '../cards/offered-answers.ts';
import { userText } from './to-model-turns.ts';

/** Fewer words than this can belong to too many languages. */
const FEWEST_WORDS = 3;

/** The language a conversation is held in: that of what the user said last, and the one before where that is too short to tell. */
export function conversationLocale(history: readonly ThreadItem[], locale: string): string {
  const said = history
    .filter((item) => item.type === 'user_message')
    // What was offered is worded by whoever offered it.
    .filter((message) => !isOffered(history, message))
    .slice(-2)
    .map(userText);
  return said.reduce((known, text) => spokenLocale(text, known), locale);
}

/**
 * The language to answer a message in: the one it is written in, as far as that can be told, else the one asked for.
 * Receipts and dates then speak like the reply above them.
 *
 * @param locale what the request asked for; kept when it is of the same language, for its region.
 */
export function spokenLocale(text: string, locale: string): string {
  const [likeliest] = detectLanguages(foldText(text.slice(0, 1000)), locale);
  if (!likeliest || languageOf(likeliest.tag) === languageOf(locale)) return locale;
  const isLong = text.split(/\s+/).filter((word) => word !== '').length >= FEWEST_WORDS;
  if (!isLong && !likeliest.script) return locale;
  // The region stays: who writes English in Paris still puts the day before the month.
  const { region } = new Intl.Locale(locale);
  return region === undefined ? likeliest.tag : `${languageOf(likeliest.tag)}-${region}`;
}
