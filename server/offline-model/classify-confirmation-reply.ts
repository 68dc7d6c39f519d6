import { languagePacks } from '../languages/spoken-languages.ts';
import { heardAnywhere } from '../languages/heard-anywhere.ts';
import { toSlice } from './understanding/text-slice.ts';

/** How a message answers "shall I do this?". */
export type ConfirmationReply = 'yes' | 'no' | 'other';

/**
 * Says whether a message is a clear yes or no to an open confirmation, in any language the model speaks. Strict on
 * purpose: it has to be nothing but that, with politeness, punctuation and smileys at the most. A yes with a "but", a
 * question, a hedge and every other sentence is for the model to read.
 */
export function classifyConfirmationReply(text: string): ConfirmationReply {
  if (text.length > LONGEST_ANSWER) return 'other';
  const { folded } = toSlice(text);
  if (/[?¿]/u.test(folded)) return 'other';
  const words = wordsOf(folded);
  const answers = new Set([...readSigns(folded), ...readWords(words)]);
  const [answer] = answers;
  return answer !== undefined && answers.size === 1 && (words === '' || readWords(words).length > 0) ? answer : 'other';
}

/** Whether a yes is one that is said to anything: "ok", "fine", a thumb up. */
export function isMereOk(text: string): boolean {
  return text.length <= LONGEST_ANSWER && OK.test(withoutPoliteness(wordsOf(toSlice(text).folded)));
}

function wordsOf(folded: string): string {
  return folded
    .replaceAll(SMILEYS, ' ')
    .replaceAll(STRETCHED, '$1')
    .replaceAll(SEPARATORS, ' ')
    .replaceAll(/^[\s,.!]+|[\s,.!]+$/gu, '');
}

/** The answers that the words are, in whatever languages; as they stand, and without what is only polite. */
function readWords(words: string): ('yes' | 'no')[] {
  const bare = withoutPoliteness(words);
  return languagePacks.flatMap(({ rules }) =>
    rules.flatMap(({ command, pattern }) =>
      (command === 'yes' || command === 'no') && (pattern.test(words) || pattern.test(bare)) ? [command] : [],
    ),
  );
}

function withoutPoliteness(words: string): string {
  return words.replace(POLITE_START, '').replace(POLITE_END, '');
}

function readSigns(text: string): ('yes' | 'no')[] {
  return [...(YES_SIGNS.test(text) ? (['yes'] as const) : []), ...(NO_SIGNS.test(text) ? (['no'] as const) : [])];
}

/** Longer than any answer; nothing longer is looked at. */
const LONGEST_ANSWER = 80;
const SMILEYS = /\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\ufe0f|\u200d|[:;=]['-]?[()dp3](?![\p{L}\p{N}])/gu;
/** "yesss" and "nooo". */
const STRETCHED = /(\p{L})\1{2,}/gu;
/** What stands around and between words besides the comma, the full stop and the exclamation mark. */
const SEPARATORS = /[\s"()[\]*_~…:;¡-]+/gu;
const YES_SIGNS = /[👍✅👌🆗☑✔]/u;
const NO_SIGNS = /[👎❌🚫⛔✖]/u;
/** Said to anything; a smiley alone too. */
const OK = new RegExp(`^(?:${heardAnywhere(({ ok }) => ok)})?$`, 'u');
const POLITE = heardAnywhere(({ polite }) => polite);
/** Whole words only; scripts without spaces have none. */
const EDGE = String.raw`(?:(?<![\p{L}\p{M}])|(?![\p{L}\p{M}])|(?<=[\u3040-\u30ff\u3400-\u9fff]))`;
const POLITE_START = new RegExp(`^(?:(?:${POLITE})${EDGE}[ ,.!]*)+(?=.)`, 'u');
const POLITE_END = new RegExp(`(?<=.)(?:[ ,.!]*${EDGE}(?:${POLITE}))+$`, 'u');
