import { Temporal } from 'temporal-polyfill';
import { findOccurrence } from './find-occurrence.ts';
import { parseRule } from './parse-rule.ts';
import { formatRule, monthDaysRule, type RecurrenceRule } from './recurrence-rule.ts';
import { fromWallClock, startOfDate, toWallClock } from '../calendar/zoned-time.ts';

/** The next time of a repetition, and the rule that carries on from there (COUNT is one less). */
export interface NextOccurrence {
  readonly dueAt: Date;
  readonly rrule: string;
}

/**
 * The next time a repetition happens strictly after `after`, at the same time on the wall clock.
 * @param context.dueAt the task's present due date, from which "every 2 weeks" counts; `after` when there is none
 * @returns null when the repetition is over
 * @throws {AppError} `invalid_date` for a malformed rule
 */
export function nextOccurrence(
  rrule: string,
  context: {
    readonly after: Date;
    readonly dueAt?: Date | undefined;
    readonly dueIsDate: boolean;
    readonly timeZone: string;
  },
): NextOccurrence | null {
  const { after, dueAt = after, dueIsDate, timeZone } = context;
  const due = toWallClock(dueAt, timeZone);
  const start = dueIsDate ? due.toPlainDate().toPlainDateTime() : due;
  const rule = pinMonthDay(parseRule(rrule), start);
  if (rule.count !== undefined && rule.count <= 1) return null;
  // Strictly after: for a day, the next day; for a time, the next moment.
  const wall = toWallClock(after > dueAt ? after : dueAt, timeZone);
  const earliest = dueIsDate ? wall.toPlainDate().add({ days: 1 }).toPlainDateTime() : wall.add({ milliseconds: 1 });
  const next = findOccurrence(rule, start, earliest);
  if (next === undefined) return null;
  const at = dueIsDate ? startOfDate(next.toPlainDate(), timeZone) : fromWallClock(next, timeZone);
  if (isOver(rule.until, next, at)) return null;
  return { dueAt: at, rrule: formatRule({ ...rule, count: rule.count === undefined ? undefined : rule.count - 1 }) };
}

/** "every month" from the 31st means the last day, also after a month that has no 31st. */
function pinMonthDay(rule: RecurrenceRule, { day }: Temporal.PlainDateTime): RecurrenceRule {
  const isPlain = rule.frequency === 'MONTHLY' && rule.byDay.length === 0 && rule.byMonthDay.length === 0;
  if (!isPlain || day <= 28) return rule;
  const { byMonthDay, bySetPos } = monthDaysRule([day]);
  return { ...rule, byMonthDay, bySetPos };
}

function isOver(until: string | undefined, next: Temporal.PlainDateTime, at: Date): boolean {
  if (until === undefined) return false;
  if (until.endsWith('Z')) return at.getTime() > Temporal.Instant.from(until).epochMilliseconds;
  const last = Temporal.PlainDate.from(until.slice(0, 8));
  return Temporal.PlainDate.compare(next.toPlainDate(), last) > 0;
}
