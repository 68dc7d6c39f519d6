import { expect, test } from 'vitest';
import { resolveSchedule } from './resolve-schedule.ts';
import { toDueColumns } from '../task-dates.ts';

// A Friday, one minute to midnight in Paris.
const CLOCK = { now: new Date('2026-11-20T22:59:00Z'), timeZone: 'Europe/Paris', locale: 'en-US' };
const day = (date: string, seriesZone: string | null = null) => toDueColumns({ on: date }, seriesZone);
const time = (local: string) => toDueColumns({ at: new Date(`${local}+01:00`), zone: 'Europe/Paris' }, null);
const once = { recurrence: null };

test('leaves what is not named and clears what is null', () => {
  expect(resolveSchedule({}, CLOCK)).toEqual({ values: {}, warnings: [] });
  expect(resolveSchedule({ due: null }, CLOCK).values).toEqual({ dueOn: null, dueAt: null, dueZone: null });
  expect(resolveSchedule({ recurrence: null }, CLOCK).values).toEqual({ recurrence: null });
});

test('resolves a due date in the zone of the caller, also a minute before midnight', () => {
  expect(resolveSchedule({ due: 'today' }, CLOCK)).toEqual({ values: day('2026-11-20'), warnings: [] });
  expect(resolveSchedule({ due: 'tomorrow 6pm' }, CLOCK).values).toEqual(time('2026-11-21T18:00:00'));
  expect(resolveSchedule({ due: 'mañana a las 17:00' }, CLOCK).values).toEqual(time('2026-11-21T17:00:00'));
  const inTokyo = { ...CLOCK, timeZone: 'Asia/Tokyo' };
  expect(resolveSchedule({ due: 'today' }, inTokyo).values).toEqual(day('2026-11-21'));
});

test('flags a past date and refuses an impossible one', () => {
  expect(resolveSchedule({ due: 'yesterday' }, CLOCK).warnings).toEqual([{ code: 'past_due' }]);
  expect(() => resolveSchedule({ due: '2026-02-30' }, CLOCK)).toThrow(
    expect.objectContaining({ code: 'invalid_date' }),
  );
});

test('refuses a date that is too far away to be meant', () => {
  for (const due of ['in 8000 years', '9999-12-31', '0001-01-01', '8000 years ago']) {
    expect(() => resolveSchedule({ due }, CLOCK), due).toThrow(expect.objectContaining({ code: 'invalid_date' }));
  }
});

test('lets a repetition begin on a day its rule names', () => {
  const starts: [{ due?: string; recurrence: string }, object][] = [
    [{ recurrence: 'every monday at 9' }, time('2026-11-23T09:00:00')],
    [{ recurrence: 'every monday' }, day('2026-11-23', 'Europe/Paris')],
    [{ recurrence: 'FREQ=DAILY' }, day('2026-11-20', 'Europe/Paris')],
    [{ due: 'monday 9am', recurrence: 'every monday' }, time('2026-11-23T09:00:00')],
    [{ due: '9am', recurrence: 'every monday' }, time('2026-11-23T09:00:00')],
    [{ due: 'monday 9am', recurrence: 'every monday at 9' }, time('2026-11-23T09:00:00')],
    [{ due: '2026-12-01', recurrence: 'every monday at 9' }, time('2026-12-07T09:00:00')],
    [{ due: '2026-12-07', recurrence: 'every monday' }, day('2026-12-07', 'Europe/Paris')],
    [{ due: '2026-12-02 17:00', recurrence: 'every 2 weeks' }, time('2026-12-02T17:00:00')],
  ];
  for (const [wish, due] of starts) {
    const { values, warnings } = resolveSchedule(wish, CLOCK);
    expect({ ...values, warnings }, JSON.stringify(wish)).toEqual({
      ...due,
      recurrence: expect.stringMatching(/^FREQ=/),
      warnings: [],
    });
  }
});

test('keeps a due date that fits a new repetition, and its time when the rule has none', () => {
  const friday = time('2026-11-27T17:00:00');
  expect(resolveSchedule({ recurrence: 'every friday' }, CLOCK, { ...friday, ...once }).values).toMatchObject(friday);
  const monday = time('2026-11-30T17:00:00');
  expect(resolveSchedule({ recurrence: 'every monday' }, CLOCK, { ...friday, ...once }).values).toMatchObject(monday);
});

test('starts a new repetition of a task that was late from today', () => {
  const late = time('2026-11-06T17:00:00');
  expect(resolveSchedule({ recurrence: 'every friday' }, CLOCK, { ...late, ...once })).toMatchObject({
    values: time('2026-11-27T17:00:00'),
    warnings: [],
  });
  expect(
    resolveSchedule({ recurrence: 'every friday' }, CLOCK, { ...day('2026-11-06'), ...once }).values,
  ).toMatchObject(day('2026-11-20', 'Europe/Paris'));
});

test('a repetition stays in the zone it was said in while it has no date', () => {
  const daily = { ...day('2026-11-20', 'Asia/Tokyo'), recurrence: 'FREQ=DAILY' };
  const undated = resolveSchedule({ due: null }, CLOCK, daily).values;
  expect(undated).toEqual({ dueOn: null, dueAt: null, dueZone: 'Asia/Tokyo' });
  expect(resolveSchedule({ recurrence: null }, CLOCK, { ...daily, ...undated }).values).toMatchObject({
    dueZone: null,
  });
  expect(resolveSchedule({ due: 'tomorrow' }, CLOCK, { ...daily, ...undated }).values).toEqual(
    day('2026-11-21', 'Asia/Tokyo'),
  );
});

test('refuses what is no repetition', () => {
  for (const recurrence of ['whenever', 'tomorrow', 'FREQ=SECONDLY', 'FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2']) {
    expect(() => resolveSchedule({ recurrence }, CLOCK), recurrence).toThrow(
      expect.objectContaining({ code: 'invalid_date' }),
    );
  }
});

test('says what becomes of 29 February', () => {
  const leap = { due: '2028-02-29' };
  for (const recurrence of ['every year', 'FREQ=YEARLY;INTERVAL=2', 'every february 29'])
    expect(resolveSchedule({ ...leap, recurrence }, CLOCK).warnings, recurrence).toEqual([{ code: 'leap_day' }]);
  for (const recurrence of ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'every month', 'every day'])
    expect(resolveSchedule({ ...leap, recurrence }, CLOCK).warnings, recurrence).toEqual([]);
});
