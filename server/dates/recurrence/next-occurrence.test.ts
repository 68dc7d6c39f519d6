import { describe, expect, it } from 'vitest';
import { nextOccurrence } from './next-occurrence.ts';
import { showWallTime } from '../calendar/show-wall-time.ts';

const PARIS = 'Europe/Paris';

/** The next times of a rule, each completed at its due time. */
function series(rrule: string, first: string, times: number, { timeZone = PARIS, dueIsDate = false } = {}): string[] {
  const shown: string[] = [];
  let [rule, dueAt] = [rrule, new Date(first)];
  for (let time = 0; time < times; time += 1) {
    const next = nextOccurrence(rule, { after: dueAt, dueIsDate, timeZone });
    if (next === null) break;
    [rule, dueAt] = [next.rrule, next.dueAt];
    shown.push(dueIsDate ? showWallTime(dueAt, timeZone).slice(0, 10) : showWallTime(dueAt, timeZone));
  }
  return shown;
}

describe('nextOccurrence', () => {
  it.each([
    [PARIS, '2026-03-27T08:00:00Z', ['2026-03-28 09:00', '2026-03-29 09:00', '2026-03-30 09:00']],
    [PARIS, '2026-10-23T07:00:00Z', ['2026-10-24 09:00', '2026-10-25 09:00', '2026-10-26 09:00']],
    ['America/New_York', '2026-03-06T14:00:00Z', ['2026-03-07 09:00', '2026-03-08 09:00', '2026-03-09 09:00']],
    ['America/New_York', '2026-10-30T13:00:00Z', ['2026-10-31 09:00', '2026-11-01 09:00', '2026-11-02 09:00']],
    ['Australia/Lord_Howe', '2026-04-03T22:00:00Z', ['2026-04-05 09:00', '2026-04-06 09:00', '2026-04-07 09:00']],
    ['Australia/Lord_Howe', '2026-10-02T22:30:00Z', ['2026-10-04 09:00', '2026-10-05 09:00', '2026-10-06 09:00']],
  ])('stays at nine in %s when the clocks change', (timeZone, first, expected) => {
    expect(series('FREQ=DAILY', first, 3, { timeZone })).toEqual(expected);
  });

  it('moves a skipped time forward for that day only', () => {
    expect(series('FREQ=DAILY', '2026-03-27T01:30:00Z', 3)).toEqual([
      '2026-03-28 02:30',
      '2026-03-29 03:30',
      '2026-03-30 03:30',
    ]);
  });

  it.each([
    ['FREQ=WEEKLY;BYDAY=MO', ['2026-11-23', '2026-11-30']],
    ['FREQ=WEEKLY;BYDAY=MO,WE,FR', ['2026-11-23', '2026-11-25']],
    ['FREQ=WEEKLY;INTERVAL=2', ['2026-12-04', '2026-12-18']],
    ['FREQ=MONTHLY', ['2026-12-20', '2027-01-20']],
    ['FREQ=MONTHLY;BYMONTHDAY=1', ['2026-12-01', '2027-01-01']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', ['2026-11-30', '2026-12-31']],
    ['FREQ=MONTHLY;BYDAY=-1FR', ['2026-11-27', '2026-12-25']],
    ['FREQ=YEARLY', ['2027-11-20', '2028-11-20']],
    ['FREQ=DAILY;COUNT=2', ['2026-11-21']],
    ['FREQ=DAILY;UNTIL=20261121', ['2026-11-21']],
    ['FREQ=DAILY;UNTIL=20261121T225959Z', ['2026-11-21']],
  ])('continues %s from a day', (rule, expected) => {
    expect(series(rule, '2026-11-19T23:00:00Z', 2, { dueIsDate: true })).toEqual(expected);
  });

  it('keeps to the last day of the month after a shorter one', () => {
    expect(series('FREQ=MONTHLY', '2026-01-30T23:00:00Z', 4, { dueIsDate: true })).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
    expect(series('FREQ=MONTHLY', '2026-01-29T23:00:00Z', 3, { dueIsDate: true })).toEqual([
      '2026-02-28',
      '2026-03-30',
      '2026-04-30',
    ]);
  });

  it('skips what was missed but stays in step', () => {
    const dueAt = new Date('2026-11-02T08:00:00Z');
    const next = nextOccurrence('FREQ=WEEKLY;INTERVAL=2', {
      after: new Date('2026-11-20T15:00:00Z'),
      dueAt,
      dueIsDate: false,
      timeZone: PARIS,
    });
    expect(next && showWallTime(next.dueAt, PARIS)).toBe('2026-11-30 09:00');
  });

  it('does not repeat an occurrence that was completed early', () => {
    const dueAt = new Date('2026-11-23T08:00:00Z');
    const next = nextOccurrence('FREQ=WEEKLY;BYDAY=MO', {
      after: new Date('2026-11-20T15:00:00Z'),
      dueAt,
      dueIsDate: false,
      timeZone: PARIS,
    });
    expect(next && showWallTime(next.dueAt, PARIS)).toBe('2026-11-30 09:00');
  });

  it('counts a day as today in the zone at 23:59', () => {
    const timeZone = 'America/Los_Angeles';
    const next = nextOccurrence('FREQ=DAILY', { after: new Date('2026-11-21T07:59:00Z'), dueIsDate: true, timeZone });
    expect(next && showWallTime(next.dueAt, timeZone)).toBe('2026-11-21 00:00');
  });

  it('refuses what is no rule', () => {
    expect(() => nextOccurrence('every monday', { after: new Date(), dueIsDate: true, timeZone: PARIS })).toThrow(
      expect.objectContaining({ code: 'invalid_date' }),
    );
  });
});
