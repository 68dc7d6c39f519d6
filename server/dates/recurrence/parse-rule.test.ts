import { expect, test } from 'vitest';
import { AppError } from '../../ground/errors.ts';
import { isRule, parseRule } from './parse-rule.ts';
import { formatRule } from './recurrence-rule.ts';

test.each([
  ['INTERVAL=2;FREQ=WEEKLY', 'FREQ=WEEKLY;INTERVAL=2'],
  ['byday=mo;freq=weekly', 'FREQ=WEEKLY;BYDAY=MO'],
  ['rrule:FREQ=DAILY', 'FREQ=DAILY'],
  ['RRULE:COUNT=3;FREQ=DAILY;', 'FREQ=DAILY;COUNT=3'],
  ['FREQ=WEEKLY; BYDAY=TH,MO,TH', 'FREQ=WEEKLY;BYDAY=MO,TH'],
  ['FREQ=MONTHLY;BYDAY=+1MO,03MO', 'FREQ=MONTHLY;BYDAY=1MO,3MO'],
  ['FREQ=MONTHLY;BYMONTHDAY=+1,015', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
  ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=+1', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1'],
  ['FREQ=YEARLY;BYDAY=20MO,-53SU', 'FREQ=YEARLY;BYDAY=20MO,-53SU'],
  ['FREQ=DAILY;BYHOUR=02;BYMINUTE=30;BYSECOND=0', 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30'],
  ['FREQ=DAILY;BYHOUR=9', 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0'],
  ['FREQ=DAILY;UNTIL=20271231', 'FREQ=DAILY;UNTIL=20271231'],
  ['FREQ=DAILY;UNTIL=20271231T180000', 'FREQ=DAILY;UNTIL=20271231T180000'],
  ['FREQ=DAILY;UNTIL=20271231T180000Z', 'FREQ=DAILY;UNTIL=20271231T180000Z'],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU'],
  // Where every week counts, or none, it changes nothing where they begin.
  ['FREQ=MONTHLY;WKST=SU', 'FREQ=MONTHLY'],
  ['FREQ=WEEKLY;BYDAY=TU;WKST=SU', 'FREQ=WEEKLY;BYDAY=TU'],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=MO', 'FREQ=WEEKLY;INTERVAL=2'],
])('%s is kept as %s', (text, kept) => {
  expect([isRule(text), formatRule(parseRule(text))]).toEqual([true, kept]);
  expect(formatRule(parseRule(kept))).toBe(kept);
});

test.each([
  ['INTERVAL=2', 'That repetition does not say how often: FREQ is missing.'],
  ['FREQ=HOURLY', 'I cannot keep FREQ=HOURLY: a task repeats by the day, week, month or year.'],
  ['FREQ=YEARLY;BYWEEKNO=20', 'I cannot keep BYWEEKNO in a repetition.'],
  ['FREQ=YEARLY;BYYEARDAY=100', 'I cannot keep BYYEARDAY in a repetition.'],
  ['FREQ=DAILY;X-THING=1', 'I cannot keep X-THING in a repetition.'],
  ['RRULE:RSCALE=CHINESE;FREQ=YEARLY', 'I cannot keep RSCALE in a repetition.'],
  ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ stands twice in that repetition.'],
  ['FREQ=DAILY;BYHOUR=9,18', 'I can keep one BYHOUR only.'],
  ['FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30', 'I can keep one BYMINUTE only.'],
  ['FREQ=DAILY;BYMINUTE=30', 'I cannot keep BYMINUTE without BYHOUR.'],
  ['FREQ=DAILY;BYSECOND=30', 'I could not read BYSECOND=30 in that repetition.'],
  ['FREQ=DAILY;BYHOUR=24', 'I could not read BYHOUR=24 in that repetition.'],
  ['FREQ=DAILY;INTERVAL=0', 'I could not read INTERVAL=0 in that repetition.'],
  ['FREQ=DAILY;INTERVAL=+1', 'I could not read INTERVAL=+1 in that repetition.'],
  ['FREQ=DAILY;INTERVAL=1E1', 'I could not read INTERVAL=1E1 in that repetition.'],
  ['FREQ=DAILY;INTERVAL=1000', 'I could not read INTERVAL=1000 in that repetition.'],
  ['FREQ=DAILY;COUNT=0', 'I could not read COUNT=0 in that repetition.'],
  ['FREQ=DAILY;COUNT=2,3', 'I can keep one COUNT only.'],
  ['FREQ=MONTHLY;BYMONTHDAY=0', 'I could not read BYMONTHDAY=0 in that repetition.'],
  ['FREQ=MONTHLY;BYMONTHDAY=32', 'I could not read BYMONTHDAY=32 in that repetition.'],
  ['FREQ=MONTHLY;BYMONTHDAY=1,', 'I could not read BYMONTHDAY=1, in that repetition.'],
  ['FREQ=YEARLY;BYMONTH=13', 'I could not read BYMONTH=13 in that repetition.'],
  ['FREQ=YEARLY;BYMONTH=-1', 'I could not read BYMONTH=-1 in that repetition.'],
  ['FREQ=MONTHLY;BYDAY=0MO', 'I could not read BYDAY=0MO in that repetition.'],
  ['FREQ=MONTHLY;BYDAY=54MO', 'I could not read BYDAY=54MO in that repetition.'],
  ['FREQ=WEEKLY;BYDAY=XX', 'I could not read BYDAY=XX in that repetition.'],
  ['FREQ=WEEKLY;WKST=1MO', 'I could not read WKST=1MO in that repetition.'],
  ['FREQ=DAILY;UNTIL=20270230', 'I could not read UNTIL=20270230 in that repetition.'],
  ['FREQ=DAILY;UNTIL=2027-12-31', 'I could not read UNTIL=2027-12-31 in that repetition.'],
  ['FREQ=DAILY;UNTIL=20271231T250000', 'I could not read UNTIL=20271231T250000 in that repetition.'],
  ['FREQ=DAILY;COUNT=3;UNTIL=20271231', 'A repetition has COUNT or UNTIL, not both.'],
  ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY can count weekdays, as in 1MO, only in a month or a year.'],
  ['FREQ=WEEKLY;BYMONTHDAY=1', 'BYMONTHDAY cannot stand in a weekly repetition.'],
  ['FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH beside it.'],
  ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'I could not read BYSETPOS=0 in that repetition.'],
  ['FREQ=MONTHLY;BYDAY=6MO', 'That repetition never happens. Try "every monday at 9" or "monthly on the 1st".'],
])('%s is refused: %s', (text, sentence) => {
  expect(isRule(text)).toBe(true);
  expect(() => parseRule(text)).toThrow(new AppError('invalid_date', sentence));
});

test.each(['every monday', 'frequency = 2', 'by=2', 'freq', '', 'call Bob; FREQ=DAILY'])('"%s" is no rule', (text) => {
  expect(isRule(text)).toBe(false);
});
