import { parseMoment } from './reading/parse-moment.ts';
import { refusePhrase } from './suggest-phrases.ts';
import { type DateContext, type ResolvedDue, resolveMoment } from './calendar/resolve-moment.ts';
import type { Moment } from './words/moment.ts';

/**
 * Turns a date phrase as a person typed it ("tomorrow 6pm", "mañana a las 5", "3/4", ISO) into an instant in their zone.
 * @throws {UnclearDate} with the likeliest readings when the phrase is no date as a whole
 * @throws {AppError} `invalid_date` with a sentence for the user when it names a date that does not exist
 */
export function resolveDue(phrase: string, context: DateContext): ResolvedDue {
  return resolveMoment(readDue(phrase, context), context);
}

/** What a date phrase names, not yet a date. @throws {AppError} `invalid_date` when it is none */
export function readDue(phrase: string, context: DateContext): Moment {
  const moment = parseMoment(phrase, context);
  if (moment === undefined) {
    throw refusePhrase(phrase, 'due', context, 'as a date. Try something like "tomorrow at 5pm" or "2026-12-24".');
  }
  return moment;
}
