import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { AppError } from '../../ground/errors.ts';
import { findOccurrence, MOST_STEPS, seekDays } from './find-occurrence.ts';
import { parseRule } from './parse-rule.ts';
import { anyRule, some } from '../../testing/rules/any-rule.ts';
import { formatRule, plainRule } from './recurrence-rule.ts';

test('the next time of a rule, or that there is none, is found in a bounded number of steps', () => {
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
  // The allowance is looked at after each period: a year of days at the most.
  expect(longest.steps, longest.rule).toBeLessThan(MOST_STEPS + 367);
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
  expect(() => parseRule(rule)).toThrow(
    new AppError('invalid_date', 'That repetition never happens. Try "every monday at 9" or "monthly on the 1st".'),
  );
});

test.each([
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2028-02-29'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO', '2044-02-29'],
  ['FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;BYMONTHDAY=30', '2027-03-30'],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-11-30'],
  ['FREQ=YEARLY;INTERVAL=999', '2026-11-30'],
  ['FREQ=DAILY;INTERVAL=840;BYMONTH=2', '2027-02-01'],
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
