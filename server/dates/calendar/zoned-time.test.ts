import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fromWallClock, pickLocale, startOfDay, toWallClock } from './zoned-time.ts';

describe('startOfDay', () => {
  it.each([
    ['America/Los_Angeles', '2026-11-21T07:30:00Z', '2026-11-20T08:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-20T18:14:59Z', '2026-11-19T18:15:00.000Z'],
    ['America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06T04:00:00.000Z'],
  ])('finds the first instant of the day in %s', (timeZone, now, expected) => {
    expect(startOfDay(new Date(now), timeZone).toISOString()).toBe(expected);
  });
});

describe('the wall clock', () => {
  it('is read back as it was set', () => {
    const wall = Temporal.PlainDateTime.from('2026-11-20T23:59');
    expect(toWallClock(fromWallClock(wall, 'Asia/Kathmandu'), 'Asia/Kathmandu').toString()).toBe('2026-11-20T23:59:00');
  });

  it('has no place in an unknown zone', () => {
    expect(() => toWallClock(new Date(), 'Nowhere')).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('pickLocale', () => {
  it('takes the first tag that Intl can read', () => {
    expect([pickLocale(undefined, 'de_DE!', 'fr-fr', 'en'), pickLocale('x'.repeat(1000)), pickLocale()]).toEqual([
      'fr-FR',
      'en-US',
      'en-US',
    ]);
  });
});
