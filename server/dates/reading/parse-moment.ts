import { chooseLexicons } from './lexicons.ts';
import { readTerms } from './read-terms.ts';
import type { Moment } from '../words/moment.ts';
import { readMoment } from './read-moment.ts';
import { hasRole, isAfterDay, type Sentence } from './reading.ts';
import type { DateContext } from '../calendar/resolve-moment.ts';
import { tokenize } from '../words/tokenize.ts';

/** A date phrase is short; a longer text is none. */
const MAX_PHRASE = 200;

/** Reads a text that is a date as a whole, in the likeliest language that can; undefined when none can. */
export function parseMoment(phrase: string, context: DateContext): Moment | undefined {
  const text = phrase
    .trim()
    // "@tomorrow"
    .replace(/^@\s?(?=\p{L})/u, '')
    .replace(/[.!?…]+$/u, (marks) => (/\d$/u.test(phrase.trim().slice(0, -marks.length)) ? marks.charAt(0) : ''));
  if (text === '' || text.length > MAX_PHRASE) return undefined;
  const tokens = tokenize(text);
  for (const { lexicon } of chooseLexicons(text, tokens, [context.language, context.locale])) {
    const terms = readTerms(tokens, lexicon, true);
    const sentence: Sentence = { terms, vocabulary: lexicon.vocabulary, isPhrase: true };
    const reading = readMoment(sentence, 0);
    if (reading !== undefined && isWhole(sentence, reading.end) && !isAfterDay(terms)) return reading.moment;
  }
  return undefined;
}

function isWhole({ terms }: Sentence, end: number): boolean {
  return terms
    .slice(end)
    .every((term) => hasRole(term, 'by', 'on') || term.kind === 'comma' || /^[.!?]$/u.test(term.text));
}
