import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeRecurrence } from './describe-recurrence.ts';
import { readRule } from './read-rule.ts';
import { formatRule } from './recurrence-rule.ts';
import { anySeries } from '../../testing/rules/any-rule.ts';
import { LANGUAGES } from '../../languages/spoken-languages.ts';

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
    ['FREQ=MONTHLY;BYMONTHDAY=30', 'en-US', 'every month on day 30 (skips months without it)'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15,-1', 'en-US', 'every month on day 1, day 15, and the last day'],
    ['FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR', 'en-US', 'every month on day 13, only on Friday'],
    ['FREQ=MONTHLY;BYDAY=1MO,3MO', 'en-US', 'every month (the first Monday and the third Monday)'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'en-US', 'every month (the last weekday)'],
    [
      'FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,-2',
      'en-US',
      'every month (every Saturday and every Sunday), only the first and 2nd to last of these each month',
    ],
    ['FREQ=MONTHLY;BYMONTH=1,7', 'en-US', 'every month, only in January and July'],
    ['FREQ=DAILY;BYMONTH=12;BYDAY=MO', 'en-US', 'every day, only in December, only on Monday'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA', 'en-US', 'every day but Sunday'],
    ['FREQ=WEEKLY;BYMONTH=7,8', 'en-US', 'every week, only in July and August'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU', 'en-US', 'every 2 weeks (Monday and Sunday), weeks from Sunday'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'en-US', 'every year (February 29, only in leap years)'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'en-US', 'every year on the last day in February'],
    ['FREQ=YEARLY;BYMONTHDAY=13', 'en-US', 'every year on day 13 of each month'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', 'en-US', 'every year in November (the fourth Thursday)'],
    ['FREQ=YEARLY;BYDAY=20MO', 'en-US', 'every year (the 20th Monday of the year)'],
    ['FREQ=DAILY;BYHOUR=2;BYMINUTE=30', 'en-US', 'every day at 2:30 AM'],
    ['FREQ=DAILY;UNTIL=20261201T180000Z', 'en-US', 'every day until December 1, 2026 at 6:00 PM UTC'],
    ['FREQ=DAILY;UNTIL=20261201', 'en-US', 'every day until December 1, 2026'],
    ['FREQ=DAILY;COUNT=3', 'en-US', 'every day (× 3)'],
    ['FREQ=WEEKLY;BYDAY=MO,TH', 'es', 'cada lunes y jueves'],
    ['FREQ=DAILY;INTERVAL=3', 'de', 'alle 3 Tage'],
    ['FREQ=MONTHLY;BYMONTHDAY=1', 'fr-CA', 'chaque mois le 1'],
    ['FREQ=WEEKLY;BYDAY=FR', 'ru', 'каждую неделю: пятница'],
    ['FREQ=WEEKLY;BYDAY=MO', 'zh-CN', '每星期一'],
    ['FREQ=MONTHLY;BYMONTHDAY=5', 'ja', '毎月5日'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,-1', 'es', 'cada mes (con una regla especial)'],
    ['FREQ=WEEKLY;BYDAY=MO;BYMONTH=7', 'fr', 'chaque semaine (selon une règle particulière)'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', 'de', 'jedes Jahr (Februar) am letzten Tag'],
    ['FREQ=DAILY;BYDAY=MO;UNTIL=20261201', 'de', 'jeden Tag (nach besonderer Regel) bis 1. Dezember 2026'],
    ['FREQ=DAILY', 'sv', 'every day'],
    ['FREQ=DAILY', 'no such locale', 'every day'],
  ])('says %s in %s', (rule, locale, expected) => {
    expect(describeRecurrence(rule, locale)).toBe(expected);
  });

  it.each(Object.keys(LANGUAGES))('leaves no gap open in %s', (locale) => {
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

  it('never says the same in English of two rules that are not the same', () => {
    const described = new Map<string, string>();
    for (const { rule, end } of fc.sample(anySeries, { seed: 5, numRuns: 4_000 })) {
      const until =
        end && `2027010${(end.days % 9) + 1}${{ date: '', floating: 'T180000', utc: 'T180000Z' }[end.form]}`;
      const rrule = formatRule(readRule(formatRule({ ...rule, until })));
      const text = describeRecurrence(rrule, 'en-US');
      expect(described.get(text) ?? rrule, text).toBe(rrule);
      described.set(text, rrule);
    }
    expect(described.size).toBeGreaterThan(2_000);
  });

  it('refuses what is no rule', () => {
    expect(() => describeRecurrence('banana', 'en')).toThrow(expect.objectContaining({ code: 'invalid_date' }));
  });
});
