import { describe, expect, it } from 'vitest';
import { dayKey } from '../../due-day.ts';
import { daysBetween, isTimeZone, timeKey } from './calendar.ts';

describe('days', () => {
  it('belong to a zone', () => {
    const instant = new Date('2026-11-20T23:30:00Z');
    expect(dayKey(instant, 'UTC')).toBe('2026-11-20');
    expect(dayKey(instant, 'Europe/Paris')).toBe('2026-11-21');
    expect(dayKey(instant, 'Pacific/Honolulu')).toBe('2026-11-20');
    expect(timeKey(instant, 'Asia/Kathmandu')).toBe('05:15');
  });

  it('are counted by the calendar, also over a change of the clocks', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-11-20', '2026-11-18')).toBe(-2);
  });
});

describe('isTimeZone', () => {
  it('knows zones from other texts', () => {
    expect(isTimeZone('America/Argentina/Ushuaia')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone('')).toBe(false);
  });
});
