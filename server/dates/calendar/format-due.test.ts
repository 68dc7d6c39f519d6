import { describe, expect, it } from 'vitest';
import { formatDue } from './format-due.ts';

const NEW_YORK = 'America/New_York';
const time = { at: new Date('2026-11-21T22:00:00Z'), zone: NEW_YORK };
const day = { on: '2026-11-21' };

describe('formatDue', () => {
  it('names weekday, date and time', () => {
    expect(formatDue(time, { timeZone: NEW_YORK, locale: 'en-US' })).toBe('Saturday, November 21, 2026 at 5:00 PM');
  });

  it('leaves the time away for a day, which is the same in every zone', () => {
    for (const timeZone of [NEW_YORK, 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])
      expect(formatDue(day, { timeZone, locale: 'en-US' })).toBe('Saturday, November 21, 2026');
  });

  it.each([
    ['en-GB', 'Saturday, 21 November 2026 at 17:00'],
    ['es', 'sábado, 21 de noviembre de 2026, 17:00'],
    ['fr', 'samedi 21 novembre 2026 à 17:00'],
    ['de', 'Samstag, 21. November 2026 um 17:00'],
    ['ja', '2026年11月21日土曜日 17:00'],
  ])('speaks %s', (locale, expected) => {
    expect(formatDue(time, { timeZone: NEW_YORK, locale })).toBe(expected);
  });

  it('shows the day of the zone, not of UTC', () => {
    expect(
      formatDue(
        { at: new Date('2026-11-21T04:30:00Z'), zone: 'UTC' },
        { timeZone: 'America/Los_Angeles', locale: 'en-US' },
      ),
    ).toContain('Friday, November 20');
  });

  it.each(['th-TH', 'fa-IR', 'en-u-ca-buddhist', 'nonsense locale', ''])(
    'keeps the Gregorian year for %j',
    (locale) => {
      const digits = formatDue(day, { timeZone: NEW_YORK, locale }).replaceAll(/[۰-۹]/gu, (digit) =>
        String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)),
      );
      expect(digits).toContain('2026');
    },
  );
});
