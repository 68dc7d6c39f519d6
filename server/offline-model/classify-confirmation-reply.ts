import { languagePacks } from './languages/language-packs.ts';
import type { LanguagePack } from './languages/language-pack.ts';
import { recogniseSegment } from './understanding/recognise-segment.ts';
import { cut, toSlice } from './understanding/text-slice.ts';

/** How a message answers "shall I do this?". */
export type ConfirmationReply = 'yes' | 'no' | 'unclear' | 'other';

/**
 * Says whether a message is a clear yes or no to an open confirmation, in any language the model speaks.
 * Strict on purpose: only a message that is nothing but a yes is one; a yes with a "but", a question or another wish
 * is unclear, and a request of its own is "other", which leaves the confirmation open.
 */
export function classifyConfirmationReply(text: string): ConfirmationReply {
  const slice = cut(toSlice(text.slice(0, LONGEST_READ)), 0);
  const bare = slice.folded.replaceAll(DECORATION, '').replaceAll(/^[\s,.!]+|[\s,.!]+$/gu, '');
  const signs = readSigns(slice.text);
  if (bare === '') return signs ?? 'unclear';
  const isQuestion = /[?]/u.test(bare);
  const answers = new Set(languagePacks.flatMap((pack) => readAnswer(bare, pack)));
  const isContradicted = signs !== undefined && answers.size > 0 && !answers.has(signs);
  if (answers.size > 1 || isContradicted) return 'unclear';
  const [answer] = answers;
  if (answer !== undefined && !isQuestion && text.length <= LONGEST_ANSWER) return answer;
  const startsWithAnswer = languagePacks.some((pack) => STARTERS.get(pack)?.some((pattern) => pattern.test(bare)));
  if (startsWithAnswer || HEDGES.test(bare)) return 'unclear';
  return isRequest(text) ? 'other' : 'unclear';
}

function readAnswer(bare: string, pack: LanguagePack): ('yes' | 'no')[] {
  return pack.rules.flatMap(({ command, pattern }) =>
    (command === 'yes' || command === 'no') && pattern.test(bare) ? [command] : [],
  );
}

function readSigns(text: string): 'yes' | 'no' | undefined {
  const [yes, no] = [YES_SIGNS.test(text), NO_SIGNS.test(text)];
  if (yes === no) return undefined;
  return yes ? 'yes' : 'no';
}

/** Whether some language reads the message as a request or as talk of its own. */
function isRequest(text: string): boolean {
  const slice = cut(toSlice(text.slice(0, LONGEST_READ)), 0);
  return languagePacks.some((pack) => {
    const { certainty, readings } = recogniseSegment(slice, pack);
    const [first] = readings;
    if (first?.kind === 'answer' || first?.kind === 'pick') return false;
    return certainty !== 'none';
  });
}

const LONGEST_READ = 1000;
const LONGEST_ANSWER = 80;
const DECORATION = /\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\ufe0f|\u200d/gu;
const YES_SIGNS = /[👍✅👌🆗☑✔]/u;
const NO_SIGNS = /[👎❌🚫⛔✖]/u;
const HEDGES =
  /\b(?:maybe|perhaps|later|not sure|unsure|dunno|don'?t know|idk|hmm+|hm|wait|hold on|let me think|depends|possibly|probably|quizas|tal vez|peut[- ]etre|vielleicht|forse|talvez|misschien|shayad|belki|moze)\b|может|наверное|也许|可能|たぶん|शायद|ربما/u;

const STARTERS = new Map(
  languagePacks.map((pack) => [
    pack,
    pack.rules
      .filter(({ command }) => command === 'yes' || command === 'no')
      .map(({ pattern }) => new RegExp(`${pattern.source.replace(/\$$/u, '')}(?![\\p{L}\\p{M}])`, 'u')),
  ]),
);
