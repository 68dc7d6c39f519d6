import { cutSpans } from '../../words/cut-spans.ts';
import { chooseLexicons, isDayWord } from '../lexicons.ts';
import { readTerms, type Term } from '../read-terms.ts';
import { MAX_SCANNED, maskUnmined } from '../../words/mask-unmined.ts';
import type { FoundPhrase } from '../find-date-phrase.ts';
import { findApart } from './find-apart.ts';
import { readTimed } from './parse-recurrence.ts';
import { hasRole, type Sentence, skipRole } from '../reading.ts';
import type { DateContext } from '../../calendar/resolve-moment.ts';
import { tokenize } from '../../words/tokenize.ts';

/**
 * Finds the part of a sentence that says how often ("water plants every monday at 9"), time of day included.
 * @param readsBareDays days in a row without "every" are one too: "gym mon wed fri", "standup monday to friday"
 */
export function findRecurrencePhrase(
  text: string,
  context: Pick<DateContext, 'locale' | 'language'>,
  readsBareDays = false,
): FoundPhrase | null {
  const tokens = tokenize(maskUnmined(text.slice(0, MAX_SCANNED), isDayWord));
  let best: FoundPhrase | null = null;
  for (const { lexicon, trust } of chooseLexicons(text.slice(0, MAX_SCANNED), tokens, [
    context.language,
    context.locale,
  ])) {
    const sentence: Sentence = {
      terms: readTerms(tokens, lexicon, false),
      vocabulary: lexicon.vocabulary,
      isPhrase: false,
      readsBareDays,
    };
    const found = findIn(text, sentence, trust === 'possible' ? 6 : 4);
    if (found !== null && (best === null || found.end - found.start > best.end - best.start)) best = found;
  }
  return best;
}

function findIn(text: string, sentence: Sentence, minLength: number): FoundPhrase | null {
  const { terms, vocabulary } = sentence;
  const canBeBare = sentence.readsBareDays === true && terms.some(({ meaning }) => meaning.weekday !== undefined);
  if (!canBeBare && !terms.some(isRepeating)) return null;
  for (let position = 0; position < terms.length; position += 1) {
    const reading = terms[position]?.kind === 'mark' ? undefined : readTimed(sentence, position);
    if (reading === undefined) continue;
    const start = terms[position]?.start ?? 0;
    const end = terms[reading.end - 1]?.end ?? start;
    const isWide = end - start >= minLength || /[^\p{Script=Latin}\P{L}]/u.test(text.slice(start, end));
    // "the daily report", "weekly newsletter": an adjective of the title.
    const isAdjective =
      terms[position]?.meaning.repeat !== undefined &&
      reading.end === position + 1 &&
      isInsideTitle(sentence, position);
    if (!isWide || isAdjective) continue;
    const apart = findApart(sentence, position, reading).map(({ first, last }) => ({
      start: terms[first]?.start ?? 0,
      end: terms[last - 1]?.end ?? 0,
    }));
    const whole = { start, end: terms[skipBehind(sentence, reading.end) - 1]?.end ?? end };
    const spans = [whole, ...apart].toSorted((one, other) => one.start - other.start);
    return {
      phrase: [{ start, end }, ...apart].map((span) => text.slice(span.start, span.end)).join(' '),
      ...whole,
      spans,
      rest: cutSpans(text, spans),
      language: vocabulary.language,
    };
  }
  return null;
}

/** "毎週水曜に", "सोमवार को": the little word behind goes with it; in Chinese it belongs to what follows. */
function skipBehind(sentence: Sentence, position: number): number {
  const { isPostpositional, language } = sentence.vocabulary;
  return isPostpositional === true && language !== 'zh' ? skipRole(sentence, position, 'on') : position;
}

function isRepeating({ meaning }: Term): boolean {
  const { repeat, isRepeated, isWorkdays, roles } = meaning;
  return repeat !== undefined || isRepeated === true || isWorkdays === true || roles?.has('every') === true;
}

function isInsideTitle({ terms }: Sentence, position: number): boolean {
  const isOneWord = !(terms[position]?.text.includes(' ') ?? false);
  // A language without spaces has no such adjectives.
  const next = terms[position + 1];
  return isOneWord && next?.kind === 'word' && next.hasGap && !hasRole(next, 'stop', 'at', 'on', 'by');
}
