import { RRule, Weekday } from 'rrule';
import { toDate } from '../../dates/recurrence/find-occurrence.ts';
import { pinLastDay } from '../../dates/recurrence/pin-last-day.ts';
import { type RecurrenceRule, WEEKDAY_CODES } from '../../dates/recurrence/recurrence-rule.ts';

const DAY = 86_400_000;

/**
 * The days that the library `rrule` says a rule names; COUNT and UNTIL are not looked at.
 * @param start days since 1970; a day the rule names
 * @param within the last day, and the most days, that are asked for
 * @returns undefined where the library is known to read a rule otherwise than Parley does
 */
export function askLibrary(
  rule: RecurrenceRule,
  start: number,
  within: { last: number; most: number },
): number[] | undefined {
  if (isReadOtherwise(rule, start)) return undefined;
  const { last, most } = within;
  const library = new RRule({
    freq: RRule[rule.frequency],
    interval: rule.interval,
    dtstart: new Date(start * DAY),
    until: new Date(last * DAY),
    wkst: rule.weekStart,
    byweekday: toWeekdays(rule),
    bymonthday: listed(rule.byMonthDay),
    bymonth: listed(rule.byMonth),
    bysetpos: listed(rule.bySetPos),
  });
  // A day that two places of BYSETPOS name is said twice.
  const said = library.all((_, index) => index < 3 * most).map((day) => day.getTime() / DAY);
  return [...new Set(said)].slice(0, most);
}

/**
 * Where the library is wrong, and why: it asks for both kinds of weekdays at once when some are counted and others are
 * not ("every Friday and the first Monday"); it takes the first day for a place from the end that is not there; it begins
 * the first week on the day of the start. And where Parley decided otherwise: see `pinLastDay`.
 */
function isReadOtherwise(rule: RecurrenceRule, start: number): boolean {
  const { byDay, bySetPos, frequency } = rule;
  const counted = byDay.filter((day) => /\d/u.test(day)).length;
  const isMixed = counted > 0 && counted < byDay.length;
  const isShortWeek = frequency === 'WEEKLY' && bySetPos.length > 0;
  const isPinned = pinLastDay(rule, toDate(start)) !== rule;
  return isMixed || isShortWeek || isPinned || bySetPos.some((place) => place < -1);
}

function toWeekdays({ byDay }: RecurrenceRule): Weekday[] | null {
  return listed(
    byDay.map((day) => {
      const [weekday, place] = [WEEKDAY_CODES.indexOf(day.slice(-2)), Number(day.slice(0, -2))];
      return place === 0 ? new Weekday(weekday) : new Weekday(weekday, place);
    }),
  );
}

/** An empty list says something else to the library than none. */
function listed<Value>(values: readonly Value[]): Value[] | null {
  return values.length === 0 ? null : [...values];
}
