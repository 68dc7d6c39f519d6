import { chooseLexicons } from '../lexicons.ts';
import { readTerms } from '../read-terms.ts';
import { readMoment } from '../read-moment.ts';
import { type RecurrenceReading, readRecurrence } from './read-recurrence.ts';
import { type Sentence } from '../reading.ts';
import { isRule, parseRule } from '../../recurrence/parse-rule.ts';
import { type ParsedRecurrence, startRule } from '../../recurrence/start-rule.ts';
import type { DateContext } from '../../calendar/resolve-moment.ts';
import { tokenize } from '../../words/tokenize.ts';

const MAX_PHRASE = 200;

/**
 * Reads "every monday at 9", "cada lunes", "monthly on the 1st" or an RRULE.
 * The first time is today when it still lies ahead (a day without a time does).
 * @returns null when the phrase is no repetition
 * @throws {AppError} `invalid_date` for a malformed RRULE, or a repetition that never happens
 */
export function parseRecurrence(phrase: string, context: DateContext): ParsedRecurrence | null {
  const text = phrase.trim();
  if (isRule(text)) return startRule({ rule: parseRule(text) }, context);
  if (text.length > MAX_PHRASE) return null;
  const tokens = tokenize(text.replace(/(?<!\d)[.!?]+$/u, ''));
  for (const { lexicon } of chooseLexicons(text, tokens, [context.language, context.locale])) {
    const sentence: Sentence = {
      terms: readTerms(tokens, lexicon, true),
      vocabulary: lexicon.vocabulary,
      isPhrase: true,
    };
    const reading = readTimed(sentence, 0);
    if (reading !== undefined && reading.end >= sentence.terms.length) return startRule(reading, context);
  }
  return null;
}

/** Reads a repetition that may have its time in front: "at 9 every monday". */
export function readTimed(sentence: Sentence, position: number): RecurrenceReading | undefined {
  const reading = readRecurrence(sentence, position);
  if (reading !== undefined) return reading;
  const time = readMoment(sentence, position);
  if (time === undefined || time.moment.day !== undefined || time.moment.instant !== undefined || time.sureness === 0)
    return undefined;
  const after = readRecurrence(sentence, time.end);
  if (after === undefined || after.clock !== undefined) return undefined;
  return { ...after, clock: time.moment.clock, part: time.moment.part ?? after.part };
}
