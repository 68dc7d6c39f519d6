import { plainText } from '../../ground/quote-text.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { userText } from './to-model-turns.ts';

const LONGEST_TITLE = 60;

/** What people put before the thing itself, and what says nothing about the conversation, a language at a time; patterns. */
const WORDS: Readonly<
  Record<string, { readonly openings?: string; readonly greetings?: string; readonly after?: string }>
> = {
  en: {
    openings: "hi|hello|hey|please|pls|ok|okay|so|um|can you|could you|would you|i want you to|i'd like you to",
    greetings: 'hi+|hey+|hello|good (?:morning|evening|afternoon)|yo|test',
    after: 'there|all|parley|you',
  },
  de: { openings: 'bitte', greetings: 'hallo' },
  es: { openings: 'por favor', greetings: 'hola' },
  fr: { openings: "s'il te plaît|s'il vous plaît", greetings: 'salut|bonjour' },
  it: { greetings: 'ciao' },
  pt: { greetings: 'olá' },
};
const inAny = (part: 'openings' | 'greetings' | 'after') =>
  Object.values(WORDS)
    .flatMap((words) => words[part] ?? [])
    .join('|');
const OPENINGS = new RegExp(String.raw`^(?:(?:${inAny('openings')})[\s,!.:]+)+`, 'i');
/** A message that is nothing but this: the next one titles the conversation. */
const GREETING = new RegExp(String.raw`^(?:${inAny('greetings')})(?:[\s,]+(?:${inAny('after')}))?[\s!.?👋]*$`, 'iu');

/** The title that a message gives its conversation, if it says anything to go by. */
export function titleOf(message: UserMessageItem): string | null {
  return makeTitle(userText(message)) ?? null;
}

/**
 * Titles a conversation after its first message, without asking a model: at once, for free, and with nothing in it that
 * the user did not write.
 *
 * @returns at most 60 characters; undefined when the message has no words, or is only a greeting.
 */
export function makeTitle(text: string): string | undefined {
  const [first = ''] = text
    .replace(/^(?:>.*\n?)+/gm, '')
    .trim()
    .split(/\n/);
  const line = plainText(first).replace(OPENINGS, '').trim();
  if (GREETING.test(text.trim())) return undefined;
  if (!line || !/[\p{L}\p{N}]/u.test(line)) return undefined;
  const sentence = line.charAt(0).toLocaleUpperCase() + line.slice(1);
  if (sentence.length <= LONGEST_TITLE) return sentence.replace(/[.,;:!]+$/, '');
  const cut = sentence.slice(0, LONGEST_TITLE - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2)).trimEnd()}…`;
}
