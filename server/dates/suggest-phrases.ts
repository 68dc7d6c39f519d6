import { AppError } from '../ground/errors.ts';
import type { DateContext } from './calendar/resolve-moment.ts';
import { findWhen, type FoundWhen } from './reading/find-when.ts';
import { parseMoment } from './reading/parse-moment.ts';
import { parseRecurrence } from './reading/parse-recurrence.ts';
import { UnclearDate } from './unclear-date.ts';

/** A question with more answers is a list to study. */
const MOST_CHOICES = 2;

/** The likeliest readings of what a sentence says of when and was not understood whole; each can be read by itself. */
export function suggestPhrases(found: FoundWhen, context: DateContext): string[] {
  const { leftover } = found;
  const read = [found.recurrence, leftover?.instead ?? found.due];
  const phrases = leftover?.isNegated === true ? [leftover.other, ...read] : [...read, leftover?.other];
  const choices = phrases.flatMap((phrase) => (phrase !== undefined && isReadable(phrase, context) ? [phrase] : []));
  return [...new Set(choices)].slice(0, MOST_CHOICES);
}

/** The refusal of a phrase that was to be a date or a repetition, with what it may have meant. */
export function refusePhrase(phrase: string, context: DateContext, advice: string): UnclearDate {
  const shown = phrase.trim().slice(0, 60);
  const found = findWhen(phrase, context);
  const choices = found === null ? [] : suggestPhrases(found, context);
  if (choices.length === 0) return new UnclearDate(`I could not read "${shown}" ${advice}`, []);
  const asked = choices.map((choice) => `"${choice}"`).join(' or ');
  return new UnclearDate(`I could not read all of "${shown}". Did you mean ${asked}?`, choices);
}

function isReadable(phrase: string, context: DateContext): boolean {
  try {
    return parseMoment(phrase, context) !== undefined || parseRecurrence(phrase, context) !== null;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
