import { eld as detector } from 'eld/extrasmall';
import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import { foldText } from '../../text/fold-text.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { remember } from '../limits/remember.ts';
import { readCues } from './read-cues.ts';
import { findLanguage, languagePacks } from '../../languages/spoken-languages.ts';

/**
 * The languages a message may be in, likeliest first: by its script, then by how its letters follow one another. A
 * turn asks for each message of its conversation, and the model once more.
 * @param text as it was written, with its accents
 * @param fallback a language tag ("de-AT") that decides when the words do not: the one spoken so far is the likelier
 */
export const detectLanguages = remember((text, fallback): readonly LanguagePack[] => {
  const head = readHead(text);
  const byScript = languagePacks.filter((pack) => pack.script?.test(head));
  const preferred = findPack(fallback);
  const words = listWords(foldText(head));
  const detected = detector.detect(head);
  const scores = words.length > SHORT || detected.isReliable() ? detected.getScores() : {};
  const few = detected.isReliable() ? FEW : FEW_UNSURE;
  const tells = words.length > few || /(?![a-z])\p{L}/iu.test(head);
  const scored = languagePacks
    .filter((pack) => !byScript.includes(pack))
    .map((pack) => {
      const isKnown = pack === preferred;
      const score = pack.hints ? spellingScore(pack.hints, words, isKnown) : (scores[pack.tag] ?? 0);
      const rank = score + (isKnown ? KNOWN / Math.max(1, words.length) : 0);
      // A few words with a slip look like anything: then a word of what is wanted has to be there.
      return { pack, rank: isKnown || tells || rank === 0 || hasCue(pack, head) ? rank : rank - UNSURE };
    })
    .filter((entry) => entry.rank > 0 || entry.pack === preferred)
    .toSorted((left, right) => right.rank - left.rank)
    .map((entry) => entry.pack);
  return [...byScript, ...scored].slice(0, 4);
});

function hasCue(pack: LanguagePack, head: string): boolean {
  return readCues(foldText(head), pack).some(({ cue }) => cue !== 'small');
}

/** A language in the letters of another is told by its small words: one is enough where it is spoken already. */
function spellingScore(hints: ReadonlySet<string>, words: readonly string[], isKnown: boolean): number {
  const known = new Set(words.filter((word) => hints.has(word))).size;
  return known >= (isKnown && words.length <= SHORT * 2 ? 1 : FEWEST_HINTS) ? SPELT + known / words.length : 0;
}

/** The pack of a language tag; English when there is none. */
export function findPack(tag: string): LanguagePack {
  return findLanguage(tag).talk;
}

/**
 * The language to answer a message in: the one it is written in, as far as that can be told, else the one asked for.
 *
 * @param locale what the request asked for, or the conversation was held in; kept when it is of the same language, for its region
 */
export function spokenLocale(text: string, locale: string): string {
  const [likeliest] = detectLanguages(text.slice(0, LONGEST_READ), locale);
  if (!likeliest || likeliest === findPack(locale)) return locale;
  // The region stays: who writes English in Paris still puts the day before the month.
  const { region } = new Intl.Locale(locale);
  return region === undefined ? likeliest.tag : `${likeliest.tag}-${region}`;
}

/** What tells the language; the heading of a list is said in any. */
function readHead(text: string): string {
  return text.replace(TODO_HEAD, '').slice(0, LONGEST_READ);
}

function listWords(folded: string): string[] {
  return folded.split(/[^\p{L}\p{M}']+/u).filter((word) => word !== '');
}

const LONGEST_READ = 1000;
/** So much likelier is the language spoken so far, by the number of words: one or two can be of many. */
const KNOWN = 0.2;
/** So few words are often names, or of several languages. */
const SHORT = 2;
/** No more words than this may be of any language, if they have no letters of their own. */
const [FEW, FEW_UNSURE] = [3, 5];
const UNSURE = 0.9;
/** Fewer words than this do not tell a spelling. */
const FEWEST_HINTS = 2;
const SPELT = 0.5;
const TODO_HEAD = new RegExp(String.raw`^\s*(?:${heardAnywhere(({ heading }) => heading)})\s*:?\s*\n`, 'iu');

detector.setLanguageSubset(languagePacks.map(({ tag }) => tag).filter((tag) => !tag.includes('-')));
