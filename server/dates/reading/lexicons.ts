import { compileLexicon, type Lexicon, listPhrases } from '../words/lexicon.ts';
import type { Token } from '../words/tokenize.ts';
import type { Vocabulary } from '../../languages/vocabulary.ts';
import { foldSpelling } from '../../text/fold-text.ts';
import { LANGUAGES } from '../../languages/spoken-languages.ts';
import { CHAT_LANGUAGES, type ChatLanguage, languageOf, pickLanguage } from '../../text/languages.ts';

const COMPILED = new Map<Vocabulary, Lexicon>();
const LEXICONS = CHAT_LANGUAGES.map(compiled);
const RUSSIAN = [compiled('ru')];
const HAN = [compiled('zh'), compiled('ja')];
const JAPANESE = [compiled('ja')];
const ARABIC = [compiled('ar')];
const OTHERS = [...RUSSIAN, ...HAN, ...ARABIC];
const LATIN = LEXICONS.filter((lexicon) => !OTHERS.includes(lexicon));
const DEVANAGARI = /\p{Script=Devanagari}/u;

function compiled(language: ChatLanguage): Lexicon {
  const { dates } = LANGUAGES[language];
  const lexicon = COMPILED.get(dates) ?? compileLexicon(dates);
  COMPILED.set(dates, lexicon);
  return lexicon;
}

/** The words that the vocabularies list for one purpose, all languages together. */
export function wordsOfAll(pick: (vocabulary: Vocabulary) => string | undefined): ReadonlySet<string> {
  return new Set(LEXICONS.flatMap(({ vocabulary }) => listPhrases(pick(vocabulary) ?? '')));
}

/** Whether a word names a day in some language: "tomorrow", "freitag". */
export function isDayWord(word: string): boolean {
  const folded = foldSpelling(word.replace(/[.,!?;:]+$/u, ''));
  return LEXICONS.some(({ entries }) =>
    entries
      .get(folded)
      ?.some(({ words, meaning }) => words.length === 1 && (meaning.offset ?? meaning.weekday) !== undefined),
  );
}

/** The words of a language, by its tag; English where dates are not read in it. */
export function lexiconOf(tag: string): Lexicon {
  return compiled(pickLanguage(tag, CHAT_LANGUAGES));
}

/** A language a text may be in, and how likely that is. */
export interface LexiconChoice {
  readonly lexicon: Lexicon;
  /** `primary`: doubtful words count too; `likely`: its sure words count; `possible`: only its unmistakable ones. */
  readonly trust: 'primary' | 'likely' | 'possible';
}

/**
 * The languages worth trying on a text, the likeliest first.
 * @param languages the language of the text when it is known, and the user's
 */
export function chooseLexicons(
  text: string,
  tokens: readonly Token[],
  languages: readonly (string | undefined)[],
): LexiconChoice[] {
  const words = new Set(tokens.filter(({ kind }) => kind === 'word').map((token) => token.text));
  const rated = listByScript(text).map((lexicon) => ({ lexicon, points: rateLanguage(lexicon, words, languages) }));
  const most = Math.max(...rated.map(({ points }) => points));
  rated.sort((one, other) => other.points - one.points);
  return rated.map(({ lexicon, points }) => {
    // A script of its own says enough.
    if (!LATIN.includes(lexicon) || (lexicon.vocabulary.language === 'hi' && DEVANAGARI.test(text)))
      return { lexicon, trust: 'primary' };
    const isPrimary = points >= most - 1;
    return { lexicon, trust: isPrimary && points > 0 ? 'primary' : points >= 1 ? 'likely' : 'possible' };
  });
}

/** One point for each everyday word of the language, and a few for being the text's or the user's. */
function rateLanguage(
  { vocabulary: { language }, markers }: Lexicon,
  words: ReadonlySet<string>,
  [known, own]: readonly (string | undefined)[],
): number {
  const found = [...words].filter((word) => markers.has(word)).length;
  const isHan = language === 'zh' || language === 'ja';
  return (
    found +
    (primaryLanguage(known) === language ? 3 : 0) +
    (primaryLanguage(own) === language ? 1.5 : 0) +
    (language === 'en' || isHan ? 0.5 : 0)
  );
}

function listByScript(text: string): Lexicon[] {
  const lists = [LATIN.slice(0, /[a-z]/iu.test(text) ? undefined : 1)];
  if (DEVANAGARI.test(text)) lists.push(LATIN.filter(({ vocabulary }) => vocabulary.language === 'hi'));
  if (/\p{Script=Cyrillic}/u.test(text)) lists.push(RUSSIAN);
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text)) {
    lists.push(/\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text) ? JAPANESE : HAN);
  }
  if (/\p{Script=Arabic}/u.test(text)) lists.push(ARABIC);
  return [...new Set(lists.flat())];
}

function primaryLanguage(tag = 'none'): string {
  const language = languageOf(tag);
  // Urdu in Latin letters and spoken Hindi share their words for dates.
  return language === 'ur' ? 'hi' : language;
}
