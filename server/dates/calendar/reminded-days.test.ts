import { expect, test } from 'vitest';
import { lastRemindedDay } from './reminded-days.ts';

const lastAt = (now: string, timeZone: string) => lastRemindedDay(new Date(now), timeZone);

test('a day is reminded of at nine by the clock on the wall, also on the day the clocks change', () => {
  expect(lastAt('2026-03-29T06:59:00Z', 'Europe/Paris')).toBe('2026-03-28');
  expect(lastAt('2026-03-29T07:00:00Z', 'Europe/Paris')).toBe('2026-03-29');
  expect(lastAt('2026-10-25T07:59:00Z', 'Europe/Paris')).toBe('2026-10-24');
  expect(lastAt('2026-10-25T08:00:00Z', 'Europe/Paris')).toBe('2026-10-25');
});

test('each zone has its own morning', () => {
  expect(lastAt('2026-12-02T08:30:00Z', 'Europe/Paris')).toBe('2026-12-02');
  expect(lastAt('2026-12-02T08:30:00Z', 'America/New_York')).toBe('2026-12-01');
});
