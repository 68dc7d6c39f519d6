import { describe, expect, it } from 'vitest';
import { formatAgo, formatDue, formatDueInFull } from './format-due.ts';

const PARIS = { locale: 'en-GB', timeZone: 'Europe/Paris' };
/** A Friday, 23:30 in Paris: still Friday there, already Saturday in Tokyo. */
const NOW = new Date('2026-11-20T22:30:00Z');

const due = (due_at: string | null) => ({ due_on: null, due_at });
const day = (due_on: string) => ({ due_on, due_at: null });

describe('formatDue', () => {
  it('says nothing for a task without a date', () => {
    expect(formatDue(due(null), PARIS, NOW)).toBeNull();
  });

  it('names the days around today, in the zone of the person', () => {
    expect(formatDue(due('2026-11-20T16:00:00Z'), PARIS, NOW)).toBe('today, 17:00');
    expect(formatDue(due('2026-11-21T16:00:00Z'), PARIS, NOW)).toBe('tomorrow, 17:00');
    expect(formatDue(due('2026-11-19T16:00:00Z'), PARIS, NOW)).toBe('yesterday, 17:00');
    expect(formatDue(due('2026-11-21T16:00:00Z'), { locale: 'en-GB', timeZone: 'Asia/Tokyo' }, NOW)).toBe(
      'tomorrow, 01:00',
    );
  });

  it('shows no time for a whole day', () => {
    expect(formatDue(day('2026-11-21'), PARIS, NOW)).toBe('tomorrow');
  });

  it('names the weekday within a week, then the date, then the year as well', () => {
    expect(formatDue(day('2026-11-26'), PARIS, NOW)).toBe('Thursday');
    expect(formatDue(day('2026-11-27'), PARIS, NOW)).toBe('Fri 27 Nov');
    expect(formatDue(day('2026-11-11'), PARIS, NOW)).toBe('Wed 11 Nov');
    expect(formatDue(day('2027-02-03'), PARIS, NOW)).toBe('3 Feb 2027');
  });

  it('speaks the language it is asked for', () => {
    expect(formatDue(due('2026-11-21T16:00:00Z'), { locale: 'es', timeZone: 'Europe/Madrid' }, NOW)).toBe(
      'mañana, 17:00',
    );
  });

  it('says the whole date for screen readers', () => {
    expect(formatDueInFull(due('2026-11-21T16:00:00Z'), PARIS)).toBe('Saturday, 21 November 2026 at 17:00');
    expect(formatDueInFull(day('2026-11-21'), PARIS)).toBe('Saturday, 21 November 2026');
  });
});

describe('formatAgo', () => {
  it('counts minutes, hours and days, then says the date', () => {
    expect(formatAgo('2026-11-20T22:29:50Z', PARIS, NOW)).toBe('this minute');
    expect(formatAgo('2026-11-20T22:10:00Z', PARIS, NOW)).toBe('20 min ago');
    expect(formatAgo('2026-11-20T19:30:00Z', PARIS, NOW)).toBe('3 hr ago');
    expect(formatAgo('2026-11-19T22:30:00Z', PARIS, NOW)).toBe('yesterday');
    expect(formatAgo('2026-11-01T12:00:00Z', PARIS, NOW)).toBe('1 Nov 2026');
  });

  it('never speaks of the future when clocks differ', () => {
    expect(formatAgo('2026-11-20T22:35:00Z', PARIS, NOW)).toBe('this minute');
  });
});
