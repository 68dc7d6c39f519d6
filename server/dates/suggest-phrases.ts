import { PLAIN_MARKS, quoteText } from '../ground/quote-text.ts';
import { AppError } from '../ground/errors.ts';
import type { DateContext } from './calendar/resolve-moment.ts';
import { findWhen, type SaidWhen } from './reading/find-when.ts';
import { lexiconOf } from './reading/lexicons.ts';
import { parseMoment } from './reading/parse-moment.ts';
import { parseRecurrence } from './reading/repetitions/parse-recurrence.ts';
import { listPhrases } from './words/lexicon.ts';
import { type DateChoice, UnclearDate } from '../ground/unclear-date.ts';

/** A question with more answers is a list to study. */
const MOST_CHOICES = 2;
/** A longer text is no phrase with something left over. */
const MOST_READ = 200;

/** What a phrase says that is whole and belongs into the other field. */
const SAYS: Readonly<Record<DateChoice['field'], string>> = {
  due: 'says when a task is due, not how it repeats.',
  recurrence: 'says how a task repeats, not when it is due.',
};

/** The likeliest readings of what a sentence says of when and was not understood whole; each can be read by itself. */
export function suggestPhrases(found: SaidWhen, context: DateContext): DateChoice[] {
  const { leftover, words, language } = found;
  const read = leftover?.isNegated === true ? [] : [found.recurrence, leftover?.instead ?? found.due];
  const parts = leftover?.isBefore === true ? [leftover.other, ...read] : [...read, leftover?.other];
  // "monday and thursday" may be those days of every week, as a whole.
  const [every = ''] = listPhrases(lexiconOf(language).vocabulary.roles.every ?? '');
  const whole = `${every} ${words}`;
  const phrases = leftover?.isRepetition === true ? [leftover.other] : [whole, ...parts];
  return [...new Set(phrases)]
    .filter((phrase) => !/^\d+$/u.test(phrase ?? ''))
    .flatMap((phrase) => (phrase === undefined ? [] : (readField(phrase, context) ?? [])))
    .slice(0, MOST_CHOICES);
}

/** The refusal of a phrase that was to be a date or a repetition, with what it may have meant. */
export function refusePhrase(
  phrase: string,
  field: DateChoice['field'],
  context: DateContext,
  advice: string,
): UnclearDate {
  const shown = quoteText(phrase, PLAIN_MARKS, 60);
  const found = phrase.length > MOST_READ ? null : findWhen(phrase, context);
  const choices = found === null ? [] : suggestPhrases(found, context);
  if (choices.length === 0) return new UnclearDate(`I could not read ${shown} ${advice}`, field, []);
  const [whole] = choices.filter(({ phrase: read }) => read === phrase.trim());
  if (whole) return new UnclearDate(`${shown} ${SAYS[whole.field]}`, field, choices);
  const asked = choices.map((choice) => quoteText(choice.phrase, PLAIN_MARKS)).join(' or ');
  return new UnclearDate(`I could not read all of ${shown}. Did you mean ${asked}?`, field, choices);
}

function readField(phrase: string, context: DateContext): DateChoice | undefined {
  try {
    if (parseMoment(phrase, context) !== undefined) return { field: 'due', phrase };
    return parseRecurrence(phrase, context) === null ? undefined : { field: 'recurrence', phrase };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
