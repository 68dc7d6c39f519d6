import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../ground/errors.ts';
import { findOccurrence, MOST_STEPS, seekDays } from './find-occurrence.ts';
import { parseRule } from './parse-rule.ts';
import { formatRule, plainRule, type RecurrenceRule, WEEKDAY_CODES } from './recurrence-rule.ts';

const some = <Value>(values: readonly Value[], most: number) =>
  fc.oneof(fc.constant<Value[]>([]), fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most }));
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

const anyRule: fc.Arbitrary<RecurrenceRule> = fc
  .constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const, 'YEARLY' as const)
  .chain((frequency) => {
    const places = frequency === 'MONTHLY' || frequency === 'YEARLY' ? ['', '1', '2', '5', '-1', '-5'] : [''];
    return fc.record({
      frequency: fc.constant(frequency),
      interval: fc.constantFrom(1, 1, 2, 3, 7, 12, 31, 100),
      byDay: some(
        WEEKDAY_CODES.flatMap((day) => places.map((place) => place + day)),
        4,
      ),
      byMonthDay: some([1, 2, 13, 28, 29, 30, 31, -1, -2, -31], 3),
      byMonth: some(MONTHS, 3),
      bySetPos: some([1, 2, 3, 5, 31, -1, -2, -31], 2),
      count: fc.constant(undefined),
      until: fc.constant(undefined),
      weekStart: fc.constantFrom(0, 0, 6, 3),
      time: fc.constant(undefined),
    });
  });

/** Every day of a few years is asked in turn whether the words of RFC 5545 name it. */
function enumerate(rule: RecurrenceRule, start: Temporal.PlainDate, until: Temporal.PlainDate): string[] {
  const periods = new Map<string, Temporal.PlainDate[]>();
  for (let day = startOfPeriod(rule, start); Temporal.PlainDate.compare(day, until) <= 0; day = day.add({ days: 1 })) {
    const period = startOfPeriod(rule, day);
    const apart = startOfPeriod(rule, start).until(period, { largestUnit: UNITS[rule.frequency] });
    if (apart[UNITS[rule.frequency]] % rule.interval !== 0 || !isNamed(rule, start, day)) continue;
    periods.set(period.toString(), [...(periods.get(period.toString()) ?? []), day]);
  }
  const chosen = [...periods.values()].flatMap((days) =>
    rule.bySetPos.length === 0
      ? days
      : days.filter((day) => rule.bySetPos.some((at) => days.at(at > 0 ? at - 1 : at)?.equals(day) === true)),
  );
  return chosen.filter((day) => Temporal.PlainDate.compare(day, start) >= 0).map(String);
}

const UNITS = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const;

function startOfPeriod({ frequency, weekStart }: RecurrenceRule, day: Temporal.PlainDate): Temporal.PlainDate {
  if (frequency === 'DAILY') return day;
  if (frequency === 'WEEKLY') return day.subtract({ days: (day.dayOfWeek + 6 - weekStart) % 7 });
  return frequency === 'MONTHLY' ? day.with({ day: 1 }) : day.with({ month: 1, day: 1 });
}

function isNamed(rule: RecurrenceRule, start: Temporal.PlainDate, day: Temporal.PlainDate): boolean {
  const { frequency, byDay, byMonth, byMonthDay } = rule;
  if (byMonth.length > 0 && !byMonth.includes(day.month)) return false;
  if (byDay.length === 0 && byMonthDay.length === 0) {
    if (frequency === 'WEEKLY') return day.dayOfWeek === start.dayOfWeek;
    if (frequency === 'MONTHLY') return day.day === start.day;
    if (frequency === 'YEARLY') return day.day === start.day && (byMonth.length > 0 || day.month === start.month);
    return true;
  }
  const isDate = byMonthDay.some((date) => (date > 0 ? date : day.daysInMonth + date + 1) === day.day);
  if (byMonthDay.length > 0 && !isDate) return false;
  const isOfYear = frequency === 'YEARLY' && byMonth.length === 0;
  return byDay.length === 0 || byDay.some((code) => isWeekday(code, day, isOfYear));
}

/** "-1FR" counts the Fridays of the month, or of the year. */
function isWeekday(code: string, day: Temporal.PlainDate, isOfYear: boolean): boolean {
  if (WEEKDAY_CODES[day.dayOfWeek - 1] !== code.slice(-2)) return false;
  const place = Number(code.slice(0, -2));
  if (place === 0) return true;
  const isSame = (other: Temporal.PlainDate) => other.year === day.year && (isOfYear || other.month === day.month);
  const isInside = (weeks: number) => isSame(day.add({ days: 7 * weeks }));
  return place > 0 ? isInside(1 - place) && !isInside(-place) : isInside(-1 - place) && !isInside(-place);
}

describe('the next time of a rule', () => {
  test('is what going through the days one by one finds', () => {
    fc.assert(
      fc.property(
        anyRule,
        fc.integer({ min: 0, max: 1_500 }),
        fc.integer({ min: 0, max: 700 }),
        (rule, startsIn, soughtIn) => {
          const start = Temporal.PlainDate.from('2023-01-01').add({ days: startsIn });
          const from = start.add({ days: soughtIn });
          const until = from.add({ years: 1 });
          const [expected] = enumerate(rule, start, until).filter((day) => day >= from.toString());
          const found = findOccurrence(rule, start.toPlainDateTime(), from.toPlainDateTime())?.toPlainDate();
          if (found === undefined || Temporal.PlainDate.compare(found, until) > 0) expect(expected).toBeUndefined();
          else expect(found.toString()).toBe(expected);
        },
      ),
      { seed: 9, numRuns: 60 },
    );
  });

  test('or that there is none is found in a bounded number of steps', () => {
    let longest = { steps: 0, rule: '' };
    const hostile = anyRule.chain((rule) =>
      fc
        .record({
          interval: fc.integer({ min: 1, max: 999 }),
          bySetPos: some([1, -1, 3, 366, -366, 200, -200], 2),
          byMonthDay: some([29, 30, 31, -30, -31], 2),
          byMonth: some([2, 4], 2),
        })
        .map((part) => ({ ...rule, ...part })),
    );
    fc.assert(
      fc.property(hostile, fc.integer({ min: 19_000, max: 22_000 }), (rule, start) => {
        const spent = { steps: 0 };
        seekDays(rule, start, start, spent).next();
        if (spent.steps > longest.steps) longest = { steps: spent.steps, rule: formatRule(rule) };
      }),
      { seed: 9, numRuns: 600 },
    );
    // The step that uses the allowance up is the last: a year of days at the most.
    expect(longest.steps, longest.rule).toBeLessThan(MOST_STEPS + 2 * 366);
  });
});

test.each([
  'FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3',
  'FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYSETPOS=-366',
  'FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO',
  'FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=DAILY;BYDAY=MO;BYSETPOS=2',
  'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2',
  'FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=YEARLY;BYMONTH=2;BYDAY=5MO;BYMONTHDAY=28',
  'FREQ=YEARLY;BYDAY=MO;BYSETPOS=54',
  'FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2',
])('%s is refused: it never happens', (rule) => {
  expect(() => parseRule(rule)).toThrow(new AppError('invalid_date', 'That repetition never happens.'));
});

test.each([
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2028-02-29'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', '2044-02-29'],
  ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;BYMONTHDAY=30', '2027-03-30'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-11-30'],
  ['FREQ=YEARLY;INTERVAL=999', '2026-11-30'],
])('%s happens, rarely or not', (rule, day) => {
  const start = Temporal.PlainDateTime.from('2026-11-30T09:00');
  const parsed = parseRule(rule);
  expect(
    findOccurrence({ ...parsed, interval: 1 }, start, start)
      ?.toPlainDate()
      .toString(),
  ).toBe(day);
});

test('a rule without any part happens at its start, and after it', () => {
  const start = Temporal.PlainDateTime.from('2024-02-29T18:30');
  expect(findOccurrence(plainRule('YEARLY'), start, start)?.toString()).toBe('2024-02-29T18:30:00');
  expect(findOccurrence(plainRule('YEARLY'), start, start.add({ minutes: 1 }))?.toString()).toBe('2028-02-29T18:30:00');
});
