import { expect, test } from 'vitest';
import { showDue } from '../calendar/show-wall-time.ts';
import { parseRule } from './parse-rule.ts';
import { startRule } from './start-rule.ts';

const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: 'Europe/Paris', locale: 'en-US' };

function start(rule: string, now = context.now) {
  const { firstDue, rrule } = startRule({ rule: parseRule(rule) }, { ...context, now });
  return [showDue(firstDue, context.timeZone), rrule];
}

test.each([
  ['FREQ=DAILY;BYHOUR=9;BYMINUTE=30', ['2026-11-21 09:30', 'FREQ=DAILY']],
  ['FREQ=DAILY;BYHOUR=18', ['2026-11-20 18:00', 'FREQ=DAILY']],
  ['FREQ=WEEKLY;INTERVAL=3;BYDAY=MO', ['2026-11-23', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO']],
  ['FREQ=DAILY;UNTIL=20261120', ['2026-11-20', 'FREQ=DAILY;UNTIL=20261120']],
])('%s begins at %j', (rule, expected) => {
  expect(start(rule)).toEqual(expected);
});

test('a time that the clocks skip on the first day is kept', () => {
  const eve = new Date('2026-03-28T15:00:00Z');
  const expected = ['2026-03-29 03:30', 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30'];
  expect(start('FREQ=DAILY;BYHOUR=2;BYMINUTE=30', eve)).toEqual(expected);
});

test.each([
  'FREQ=DAILY;UNTIL=20261119',
  'FREQ=DAILY;BYHOUR=9;UNTIL=20261120',
  'FREQ=DAILY;BYHOUR=18;UNTIL=20261120T170000',
  'FREQ=DAILY;BYHOUR=18;UNTIL=20261120T165959Z',
  'FREQ=YEARLY;BYMONTH=2;UNTIL=20270101',
])('%s is refused: it is over before it begins', (rule) => {
  expect(() => start(rule)).toThrow(
    'That repetition is over before it begins. Name a later end, such as "every monday until june".',
  );
});

test.each(['FREQ=YEARLY;BYMONTH=4', 'FREQ=YEARLY;BYMONTH=9,11'])('%s never happens from a 31st', (rule) => {
  expect(() => start(rule, new Date('2026-12-31T15:00:00Z'))).toThrow(
    'That repetition never happens. Try "every monday at 9" or "monthly on the 1st".',
  );
});
