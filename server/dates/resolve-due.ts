import { AppError } from '../ground/errors.ts';
import { parseMoment } from './reading/parse-moment.ts';
import { type DateContext, type ResolvedDue, resolveMoment } from './calendar/resolve-moment.ts';

/**
 * Turns a date phrase as a person typed it ("tomorrow 6pm", "mañana a las 5", "3/4", ISO) into an instant in their zone.
 * @throws {AppError} `invalid_date` with a sentence for the user when the phrase is no date or names one that does not exist
 */
export function resolveDue(phrase: string, context: DateContext): ResolvedDue {
  const moment = parseMoment(phrase, context);
  if (moment === undefined) {
    throw new AppError(
      'invalid_date',
      `I could not read "${phrase.trim().slice(0, 60)}" as a date. Try something like "tomorrow at 5pm" or "2026-12-24".`,
    );
  }
  return resolveMoment(moment, context);
}
