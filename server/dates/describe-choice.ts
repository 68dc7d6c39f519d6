import { AppError } from '../ground/errors.ts';
import type { DateContext } from './calendar/resolve-moment.ts';
import { formatDue } from './calendar/format-due.ts';
import { describeRecurrence } from './recurrence/describe-recurrence.ts';
import { resolveDue } from './resolve-due.ts';
import { resolveRecurrence } from './resolve-recurrence.ts';
import type { DateChoice } from '../ground/unclear-date.ts';

/**
 * Says what a reading comes to, for a person to choose by: "Friday, December 4, 2026", "every Tuesday".
 * @returns undefined when it comes to no date, as "february 30" does
 */
export function describeChoice({ field, phrase }: DateChoice, context: DateContext): string | undefined {
  try {
    if (field === 'due') return formatDue(resolveDue(phrase, context).due, context);
    return describeRecurrence(resolveRecurrence(phrase, context).rrule, context.locale);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
