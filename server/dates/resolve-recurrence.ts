import type { DateContext } from './calendar/resolve-moment.ts';
import { parseRecurrence } from './reading/repetitions/parse-recurrence.ts';
import type { ParsedRecurrence } from './recurrence/start-rule.ts';
import { refusePhrase } from './suggest-phrases.ts';

/**
 * Turns words for how often ("every monday at 9", an RRULE) into a rule and the first time it happens.
 * @throws {UnclearDate} with the likeliest readings when the phrase is no repetition as a whole
 * @throws {AppError} `invalid_date` for a malformed rule, or one that never happens
 */
export function resolveRecurrence(phrase: string, context: DateContext): ParsedRecurrence {
  const parsed = parseRecurrence(phrase, context);
  if (parsed !== null) return parsed;
  throw refusePhrase(
    phrase,
    'recurrence',
    context,
    'as a repetition. Try "every monday at 9" or "monthly on the 1st".',
  );
}
