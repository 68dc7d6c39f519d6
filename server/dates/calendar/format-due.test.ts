import { describe, expect, it } from 'vitest';
import { formatDue, isPastDue } from './format-due.ts';

const dueAt = new Date('2026-11-21T22:00:00Z');
const NEW_YORK = 'America/New_York';

describe('formatDue', () => {
  it('names weekday, date and time', () => {
    expect(formatDue(dueAt, false, { timeZone: NEW_YORK, locale: 'en-US' })).toBe(
      'Saturday, November 21, 2026 at 5:00 PM',
    );
  });

  it('leaves the time away for a day', () => {
    expect(formatDue(dueAt, true, { timeZone: NEW_YORK, locale: 'en-US' })).toBe('Saturday, November 21, 2026');
  });

  it.each([
    ['en-GB', 'Saturday, 21 November 2026 at 17:00'],
    ['es', 'sábado, 21 de noviembre de 2026, 17:00'],
    ['fr', 'samedi 21 novembre 2026 à 17:00'],
    ['de', 'Samstag, 21. November 2026 um 17:00'],
    ['ja', '2026年11月21日土曜日 17:00'],
  ])('speaks %s', (locale, expected) => {
    expect(formatDue(dueAt, false, { timeZone: NEW_YORK, locale })).toBe(expected);
  });

  it('shows the day of the zone, not of UTC', () => {
    expect(
      formatDue(new Date('2026-11-21T04:30:00Z'), false, { timeZone: 'America/Los_Angeles', locale: 'en-US' }),
    ).toContain('Friday, November 20');
  });

  it.each(['th-TH', 'fa-IR', 'en-u-ca-buddhist', 'nonsense locale', ''])(
    'keeps the Gregorian year for %j',
    (locale) => {
      const digits = formatDue(dueAt, true, { timeZone: NEW_YORK, locale }).replaceAll(/[۰-۹]/gu, (digit) =>
        String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)),
      );
      expect(digits).toContain('2026');
    },
  );
});

describe('isPastDue', () => {
  it('is late from the minute a time has passed', () => {
    const before = new Date(dueAt.getTime() - 1);
    expect(
      [before, dueAt, new Date(dueAt.getTime() + 1)].map((now) => isPastDue(dueAt, false, { now, timeZone: NEW_YORK })),
    ).toEqual([false, false, true]);
  });

  it('is late with a day only once that day is over', () => {
    const midnight = new Date('2026-11-21T05:00:00Z');
    const late = (now: string) => isPastDue(midnight, true, { now: new Date(now), timeZone: NEW_YORK });
    expect([late('2026-11-21T05:00:00Z'), late('2026-11-22T04:59:59Z'), late('2026-11-22T05:00:00Z')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
