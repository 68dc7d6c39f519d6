import type { Entry, Lexicon, Meaning } from '../words/lexicon.ts';
import { isWithinEdits } from '../../text/edit-distance.ts';
import { splitHyphens } from './split-hyphens.ts';
import type { Token } from '../words/tokenize.ts';

/** A stretch of text with what it means. */
export interface Term extends Omit<Token, 'ordinal'> {
  readonly meaning: Meaning;
  readonly ordinalMark?: 'suffix' | 'dot' | undefined;
  /** White space stands before it. */
  readonly hasGap: boolean;
}

/** Reads tokens as terms of one language, the longest phrase first; `canMend` also reads misspelt names of days and months. */
export function readTerms(read: readonly Token[], lexicon: Lexicon, canMend: boolean): Term[] {
  const tokens = splitHyphens(read, lexicon);
  const terms: Term[] = [];
  for (let index = 0; index < tokens.length;) {
    const token = tokens[index];
    if (token === undefined) break;
    const [stem] = lexicon.vocabulary.hasCaseEndings === true && token.kind === 'word' ? token.text.split("'") : [];
    const hasGap = index === 0 || tokens[index - 1]?.end !== token.start;
    const entry = lexicon.entries.get(token.text)?.find(({ words }) => matchesWords(words, tokens, index));
    const last = tokens[index + (entry?.words.length ?? 1) - 1] ?? token;
    const meaning = entry?.meaning ?? stemMeaning(lexicon, stem) ?? (canMend ? mend(token, lexicon) : undefined) ?? {};
    const { ordinal, ...rest } = token;
    const text = entry?.phrase ?? token.text;
    terms.push({
      ...rest,
      text,
      end: last.end,
      meaning,
      hasGap,
      ...(ordinal !== undefined && { ordinalMark: ordinal }),
    });
    index += entry?.words.length ?? 1;
    // "Dec. 2nd": the dot of an abbreviation belongs to it.
    const dot = tokens[index];
    const isShort = (meaning.month ?? meaning.weekday) !== undefined && text.length <= 5;
    const term = terms.at(-1);
    if (!isShort || term === undefined || dot?.text !== '.' || dot.start !== term.end) continue;
    terms[terms.length - 1] = { ...term, end: dot.end };
    index += 1;
  }
  return terms;
}

function stemMeaning({ entries }: Lexicon, stem: string | undefined): Meaning | undefined {
  return stem === undefined ? undefined : entries.get(stem)?.find(({ words }) => words.length === 1)?.meaning;
}

function matchesWords(words: Entry['words'], tokens: readonly Token[], index: number): boolean {
  return words.every((word, offset) => {
    const token = tokens[index + offset];
    if (token?.text !== word.text) return false;
    return offset === 0 || word.hasGap === (tokens[index + offset - 1]?.end !== token.start);
  });
}

function mend(token: Token, { names, notMisspelt }: Lexicon): Meaning | undefined {
  if (token.kind !== 'word' || token.text.length < 6 || token.text.includes("'") || notMisspelt.has(token.text))
    return undefined;
  return names.find(({ text }) => isMisspelling(token.text, text))?.meaning;
}

/** The same first letter, and one slip; two in names of eight letters or more. */
function isMisspelling(word: string, name: string): boolean {
  return word.charAt(0) === name.charAt(0) && isWithinEdits(word, name, name.length >= 8 ? 2 : 1);
}
