import { expect, test } from 'vitest';
import { endOfRemindedDays } from './reminded-days.ts';

const endAt = (now: string, timeZone: string) => endOfRemindedDays(new Date(now), timeZone).toISOString();

test('a day is reminded of at nine by the clock on the wall, also on the day the clocks change', () => {
  expect(endAt('2026-03-29T06:59:00Z', 'Europe/Paris')).toBe('2026-03-28T23:00:00.000Z');
  expect(endAt('2026-03-29T07:00:00Z', 'Europe/Paris')).toBe('2026-03-29T22:00:00.000Z');
  expect(endAt('2026-10-25T07:59:00Z', 'Europe/Paris')).toBe('2026-10-24T22:00:00.000Z');
  expect(endAt('2026-10-25T08:00:00Z', 'Europe/Paris')).toBe('2026-10-25T23:00:00.000Z');
});

test('each zone has its own morning', () => {
  expect(endAt('2026-12-02T08:30:00Z', 'Europe/Paris')).toBe('2026-12-02T23:00:00.000Z');
  expect(endAt('2026-12-02T08:30:00Z', 'America/New_York')).toBe('2026-12-02T05:00:00.000Z');
});
