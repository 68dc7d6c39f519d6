import { Temporal } from 'temporal-polyfill';
import { describe, expect, it, test } from 'vitest';
import type { Due } from '../calendar/due.ts';
import { showWallTime } from '../calendar/show-wall-time.ts';
import { fromWallClock } from '../calendar/zoned-time.ts';
import { nextOccurrence } from './next-occurrence.ts';

const PARIS = 'Europe/Paris';

/** What a clock shows, as it is: a time that is skipped moves forward. */
const atWall = (wall: string, zone: string): Due => ({
  at: fromWallClock(Temporal.PlainDateTime.from(wall), zone),
  zone,
});

const show = (due: Due) => ('on' in due ? due.on : showWallTime(due.at, due.zone));

/** The next times of a rule, each completed at its due time, or in the night before its day. */
function series(rrule: string, first: Due, times: number, zone = 'at' in first ? first.zone : PARIS): string[] {
  const shown: string[] = [];
  let [rule, due] = [rrule, first];
  for (let time = 0; time < times; time += 1) {
    const now = 'on' in due ? new Date(`${due.on}T00:00:00Z`) : due.at;
    const next = nextOccurrence(rule, { due, zone, now });
    if (next === null) break;
    ({ rrule: rule, due } = next);
    shown.push(show(due));
  }
  return shown;
}

describe('a time', () => {
  it.each([
    [PARIS, '2026-03-27T09:00', ['2026-03-28 09:00', '2026-03-29 09:00', '2026-03-30 09:00']],
    [PARIS, '2026-10-23T09:00', ['2026-10-24 09:00', '2026-10-25 09:00', '2026-10-26 09:00']],
    ['America/New_York', '2026-03-06T09:00', ['2026-03-07 09:00', '2026-03-08 09:00', '2026-03-09 09:00']],
    ['America/New_York', '2026-10-30T09:00', ['2026-10-31 09:00', '2026-11-01 09:00', '2026-11-02 09:00']],
    ['Australia/Lord_Howe', '2026-04-04T09:00', ['2026-04-05 09:00', '2026-04-06 09:00', '2026-04-07 09:00']],
    ['Australia/Lord_Howe', '2026-10-03T09:00', ['2026-10-04 09:00', '2026-10-05 09:00', '2026-10-06 09:00']],
  ])('stays at nine in %s when the clocks change', (zone, first, expected) => {
    expect(series('FREQ=DAILY', atWall(first, zone), 3)).toEqual(expected);
  });

  it.each([
    [PARIS, '2026-03-27T02:30', ['2026-03-28 02:30', '2026-03-29 03:30', '2026-03-30 02:30', '2026-03-31 02:30']],
    // 02:30 comes twice; the first is meant, and it is due once.
    [PARIS, '2026-10-23T02:30', ['2026-10-24 02:30', '2026-10-25 02:30', '2026-10-26 02:30', '2026-10-27 02:30']],
    // These skip midnight.
    ['Africa/Cairo', '2026-04-23T00:30', ['2026-04-24 01:30', '2026-04-25 00:30', '2026-04-26 00:30']],
    ['Asia/Beirut', '2026-03-28T00:00', ['2026-03-29 01:00', '2026-03-30 00:00', '2026-03-31 00:00']],
    ['America/Sao_Paulo', '2018-11-03T00:00', ['2018-11-04 01:00', '2018-11-05 00:00', '2018-11-06 00:00']],
    // Nuuk skips the last hour of a day, so the time comes on the next one; that day has its own still.
    ['America/Nuuk', '2026-03-27T23:30', ['2026-03-29 00:30', '2026-03-29 23:30', '2026-03-30 23:30']],
    // Samoa skipped a whole day.
    ['Pacific/Apia', '2011-12-29T09:00', ['2011-12-31 09:00', '2012-01-01 09:00', '2012-01-02 09:00']],
  ])('that is skipped or comes twice in %s is moved for that day only', (zone, first, expected) => {
    expect(series('FREQ=DAILY', atWall(first, zone), expected.length)).toEqual(expected);
  });

  it('of a week keeps its weekday where the clocks moved it to the next', () => {
    expect(series('FREQ=WEEKLY', atWall('2026-03-21T23:30', 'America/Nuuk'), 3)).toEqual([
      '2026-03-29 00:30',
      '2026-04-04 23:30',
      '2026-04-11 23:30',
    ]);
  });

  it('is kept in the rule only while the due date does not say it', () => {
    const skipped = nextOccurrence('FREQ=DAILY', {
      due: atWall('2026-03-28T02:30', PARIS),
      zone: PARIS,
      now: new Date('2026-03-28T02:00:00Z'),
    });
    expect(skipped?.rrule).toBe('FREQ=DAILY;BYHOUR=2;BYMINUTE=30');
    const now = new Date('2026-03-29T03:00:00Z');
    const after = (due: Due) => nextOccurrence(skipped?.rrule ?? '', { due, zone: PARIS, now });
    const [restored, moved] = [after(atWall('2026-03-29T03:30', PARIS)), after(atWall('2026-03-29T10:00', PARIS))];
    expect([restored?.rrule, restored && show(restored.due)]).toEqual(['FREQ=DAILY', '2026-03-30 02:30']);
    // Somebody moved it to ten: so does the series.
    expect([moved?.rrule, moved && show(moved.due)]).toEqual(['FREQ=DAILY', '2026-03-30 10:00']);
  });

  it('that comes twice is not due again in the hour that repeats', () => {
    const zone = PARIS;
    const now = new Date('2026-10-25T01:10:00Z');
    const next = nextOccurrence('FREQ=DAILY', { due: atWall('2026-10-24T02:50', zone), zone, now });
    expect(next && show(next.due)).toBe('2026-10-26 02:50');
  });

  it.each([
    ['2026-11-20T15:00:00Z', '2026-11-02T09:00', 'FREQ=WEEKLY;INTERVAL=2', '2026-11-30 09:00'],
    // Done early: not the same again.
    ['2026-11-20T15:00:00Z', '2026-11-23T09:00', 'FREQ=WEEKLY;BYDAY=MO', '2026-11-30 09:00'],
    // Done before today's time: that is still to come.
    ['2026-11-20T07:59:59Z', '2026-11-18T09:00', 'FREQ=DAILY', '2026-11-20 09:00'],
    ['2026-11-20T08:00:00Z', '2026-11-18T09:00', 'FREQ=DAILY', '2026-11-21 09:00'],
  ])('done at %s and due %s, %s comes next at %s', (now, due, rule, expected) => {
    const next = nextOccurrence(rule, { due: atWall(due, PARIS), zone: PARIS, now: new Date(now) });
    expect(next && show(next.due)).toBe(expected);
  });
});

describe('a day', () => {
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
    ['FREQ=DAILY;UNTIL=20261121T000000', ['2026-11-21']],
    ['FREQ=DAILY;UNTIL=20261121T225959Z', ['2026-11-21']],
    ['FREQ=DAILY;UNTIL=20261121T230000Z', ['2026-11-21', '2026-11-22']],
  ])('continues with %s', (rule, expected) => {
    expect(series(rule, { on: '2026-11-20' }, 2)).toEqual(expected);
  });

  it.each([
    ['FREQ=MONTHLY', '2026-01-31', ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
    ['FREQ=MONTHLY', '2026-01-30', ['2026-02-28', '2026-03-30', '2026-04-30', '2026-05-30']],
    ['FREQ=MONTHLY', '2027-12-29', ['2028-01-29', '2028-02-29', '2028-03-29', '2028-04-29']],
    ['FREQ=YEARLY', '2024-02-29', ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']],
    // A rule that names its day is taken at its word.
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-01-31', ['2026-03-31', '2026-05-31', '2026-07-31', '2026-08-31']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29', ['2028-02-29', '2032-02-29', '2036-02-29', '2040-02-29']],
  ])('%s from %s keeps to the last days where it names none', (rule, first, expected) => {
    expect(series(rule, { on: first }, 4)).toEqual(expected);
  });

  it.each([
    // In the east the next day has begun, in the west it is the day before: the day that is due is meant.
    ['2026-11-20T11:00:00Z', '2026-11-21'],
    ['2026-11-19T11:00:00Z', '2026-11-21'],
    ['2026-11-21T11:59:59Z', '2026-11-21'],
    // Over everywhere: what was missed is passed over, by the days of the series' zone.
    ['2026-11-21T12:00:00Z', '2026-11-22'],
    ['2026-11-25T22:59:59Z', '2026-11-26'],
    ['2026-11-25T23:00:00Z', '2026-11-27'],
  ])('due on the 20th and done at %s comes next on %s', (now, expected) => {
    expect(nextOccurrence('FREQ=DAILY', { due: { on: '2026-11-20' }, zone: PARIS, now: new Date(now) })).toEqual({
      due: { on: expected },
      rrule: 'FREQ=DAILY',
    });
  });
});

test('COUNT counts what was missed: five days are over after five days', () => {
  const done = (on: string) =>
    nextOccurrence('FREQ=DAILY;COUNT=5', { due: { on: '2026-11-02' }, zone: PARIS, now: new Date(`${on}T15:00:00Z`) });
  expect(series('FREQ=DAILY;COUNT=5', { on: '2026-11-02' }, 9)).toHaveLength(4);
  expect(done('2026-11-04')).toEqual({ due: { on: '2026-11-05' }, rrule: 'FREQ=DAILY;COUNT=2' });
  expect(done('2026-11-06')).toBeNull();
});

test('a rule of before its faults were looked at goes on', () => {
  expect(series('FREQ=WEEKLY;BYMONTHDAY=13', { on: '2026-11-13' }, 1)).toEqual(['2026-12-13']);
  expect(series('FREQ=DAILY;COUNT=3;UNTIL=20261114', { on: '2026-11-13' }, 3)).toEqual(['2026-11-14']);
});

test('refuses what is no rule', () => {
  expect(() => nextOccurrence('every monday', { due: { on: '2026-11-20' }, zone: PARIS, now: new Date() })).toThrow(
    expect.objectContaining({ code: 'invalid_date' }),
  );
});
