import { describe, expect, it } from 'vitest';
import { describeRecurrence } from './describe-recurrence.ts';
import { messagesEn } from '../../words/en/messages.ts';

const describeRule = (rule: string) => describeRecurrence(rule, messagesEn, 'en');

describe('describeRecurrence', () => {
  it('says the usual rhythms in words', () => {
    expect(describeRule('FREQ=DAILY')).toBe('every day');
    expect(describeRule('RRULE:FREQ=WEEKLY;INTERVAL=2')).toBe('every 2 weeks');
    expect(describeRule('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR')).toBe('every weekday');
    expect(describeRule('FREQ=WEEKLY;BYDAY=MO,TH')).toBe('every week on Monday and Thursday');
  });

  it.each([
    'FREQ=MONTHLY;BYDAY=2TU',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=DAILY;COUNT=5',
    'FREQ=WEEKLY;UNTIL=20270301',
    'FREQ=HOURLY',
  ])('says nothing of %s rather than half of it', (rule) => {
    expect(describeRule(rule)).toBeNull();
  });

  it('leaves out no interval, and the time, which the due date says', () => {
    expect(describeRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR')).toBe(
      'every 2 weeks on Monday, Tuesday, Wednesday, Thursday, and Friday',
    );
    expect(describeRule('FREQ=DAILY;BYHOUR=9;BYMINUTE=0')).toBe('every day');
  });
});
