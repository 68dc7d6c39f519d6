import { describe, expect, it } from 'vitest';
import { describeRecurrence } from './describe-recurrence.ts';
import { RECURRENCE_WORDINGS } from './recurrence-wording.ts';

describe('describeRecurrence', () => {
  it.each([
    ['FREQ=DAILY', 'en-US', 'every day'],
    ['FREQ=WEEKLY;BYDAY=MO', 'en-US', 'every Monday'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', 'en-US', 'every Monday and Thursday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'en-US', 'every weekday'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'en-US', 'every 2 weeks (Tuesday)'],
    ['FREQ=MONTHLY;BYMONTHDAY=1', 'en-US', 'every month on day 1'],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', 'en-US', 'every month on the last day'],
    ['FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1', 'en-US', 'every month on day 30'],
    ['FREQ=MONTHLY;BYDAY=-1FR', 'en-US', 'every month (the last Friday)'],
    ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24', 'en-US', 'every year (December 24)'],
    ['FREQ=DAILY;UNTIL=20261201', 'en-US', 'every day until December 1, 2026'],
    ['FREQ=DAILY;COUNT=3', 'en-US', 'every day (× 3)'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', 'es', 'cada lunes y jueves'],
    ['FREQ=DAILY;INTERVAL=3', 'de', 'alle 3 Tage'],
    ['FREQ=MONTHLY;BYMONTHDAY=1', 'fr-CA', 'chaque mois le 1'],
    ['FREQ=WEEKLY;BYDAY=FR', 'ru', 'каждую неделю: пятница'],
    ['FREQ=WEEKLY;BYDAY=MO', 'zh-CN', '每星期一'],
    ['FREQ=MONTHLY;BYMONTHDAY=5', 'ja', '毎月5日'],
    ['FREQ=DAILY', 'sv', 'every day'],
    ['FREQ=DAILY', 'no such locale', 'every day'],
  ])('says %s in %s', (rule, locale, expected) => {
    expect(describeRecurrence(rule, locale)).toBe(expected);
  });

  it.each(Object.keys(RECURRENCE_WORDINGS))('leaves no gap open in %s', (locale) => {
    const rules = [
      'FREQ=DAILY',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
      'FREQ=WEEKLY;BYDAY=SA,SU',
      'FREQ=MONTHLY;BYMONTHDAY=1',
      'FREQ=MONTHLY;BYMONTHDAY=-1',
      'FREQ=YEARLY;UNTIL=20301231',
    ];
    for (const rule of rules) expect(describeRecurrence(rule, locale)).toMatch(/^[^{}]+$/u);
  });

  it('refuses what is no rule', () => {
    expect(() => describeRecurrence('banana', 'en')).toThrow(expect.objectContaining({ code: 'invalid_date' }));
  });
});
