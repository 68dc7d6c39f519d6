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

  it('shows a rule it has no words for as it is', () => {
    expect(describeRule('FREQ=MONTHLY;BYDAY=2TU')).toBe('FREQ=MONTHLY;BYDAY=2TU');
    expect(describeRule('FREQ=HOURLY')).toBe('FREQ=HOURLY');
  });
});
