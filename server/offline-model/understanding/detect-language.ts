import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import { foldText } from '../../text/fold-text.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { findLanguage, languagePacks } from '../../languages/spoken-languages.ts';

/**
 * The languages a message may be in, likeliest first: by its script, then by the small words it uses.
 * @param fallback a language tag ("de-AT") that decides when the words do not
 */
export function detectLanguages(folded: string, fallback: string): LanguagePack[] {
  const head = readHead(folded);
  const byScript = languagePacks.filter((pack) => pack.script?.test(head));
  const preferred = findPack(fallback);
  const words = listWords(head);
  // One or two words ("no", "ok") belong to many languages: the one spoken so far is the likelier.
  const bonus = words.length <= 2 ? 1.2 : 0.5;
  const scored = languagePacks
    .filter((pack) => !byScript.includes(pack))
    .map((pack) => {
      const score = words.filter((word) => pack.hints.has(word)).length;
      return { pack, rank: score + (pack === preferred ? bonus : pack.tag === 'en' ? 0.4 : 0) };
    })
    .filter((entry) => entry.rank > 0)
    .toSorted((left, right) => right.rank - left.rank)
    .map((entry) => entry.pack);
  return [...byScript, ...scored].slice(0, 4);
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
  const folded = foldText(text.slice(0, LONGEST_READ));
  const [likeliest] = detectLanguages(folded, locale);
  const known = findPack(locale);
  if (!likeliest || likeliest === known) return locale;
  const words = listWords(readHead(folded));
  const count = (hints: ReadonlySet<string>) => words.filter((word) => hints.has(word)).length;
  const lead = count(likeliest.hints) - count(known.hints);
  const tells = lead >= (words.length < FEWEST_WORDS ? FEWEST_HINTS : 1);
  if (!tells && !likeliest.script) return locale;
  // The region stays: who writes English in Paris still puts the day before the month.
  const { region } = new Intl.Locale(locale);
  return region === undefined ? likeliest.tag : `${likeliest.tag}-${region}`;
}

/** What tells the language; the heading of a list is said in any. */
function readHead(folded: string): string {
  return folded.replace(TODO_HEAD, '').slice(0, LONGEST_READ);
}

function listWords(folded: string): string[] {
  return folded.split(/[^\p{L}\p{M}']+/u).filter((word) => word !== '');
}

const LONGEST_READ = 1000;
/** Fewer words than this can belong to too many languages, unless so many more of them are of one than of the one spoken. */
const FEWEST_WORDS = 5;
const FEWEST_HINTS = 2;
const TODO_HEAD = new RegExp(String.raw`^\s*(?:${heardAnywhere(({ heading }) => heading)})\s*:?\s*\n`, 'u');
