import { languageOf } from '../../text/languages.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { fallbackPack, languagePacks } from '../../languages/language-packs.ts';

/**
 * The languages a message may be in, likeliest first: by its script, then by the small words it uses.
 * @param fallback a language tag ("de-AT") that decides when the words do not
 */
export function detectLanguages(folded: string, fallback: string): LanguagePack[] {
  const head = folded.slice(0, 1000);
  const byScript = languagePacks.filter((pack) => pack.script?.test(head));
  const preferred = findPack(fallback);
  const words = head.split(/[^\p{L}\p{M}']+/u).filter((word) => word !== '');
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
  const base = tag.toLowerCase();
  const exact = languagePacks.find((pack) => pack.tag.toLowerCase() === base);
  return exact ?? languagePacks.find((pack) => languageOf(pack.tag) === languageOf(base)) ?? fallbackPack;
}
