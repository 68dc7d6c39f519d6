import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Due } from '../../dates/calendar/due.ts';
import { moveDue } from './move-due.ts';

const ZONES = ['Europe/Berlin', 'Europe/London', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu'];
/** A Monday, before any of the zones has Tuesday or after. */
const moments = fc
  .constantFrom('2026-11-30T00:00:00Z', '2026-11-30T10:59:59Z', '2026-11-30T11:00:00Z')
  .map((text) => new Date(text));
const zones = fc.constantFrom(...ZONES);
const days = fc.integer({ min: 2, max: 300 }).map((ahead) => dateIn(Date.UTC(2026, 11, 1 + ahead, 12), 'UTC'));
const hours = fc.constantFrom('00:00', '00:30', '07:15', '12:00', '19:00', '23:59');

function dateIn(at: Date | number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

function timeIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(at);
}

/** A due date as somebody in a zone sees it. */
function see(due: Due, timeZone: string): string {
  return 'on' in due ? due.on : `${dateIn(due.at, timeZone)} ${timeIn(due.at, timeZone)}`;
}

function move(phrase: string, current: Due, now: Date, timeZone: string): Due {
  return moveDue(phrase, { now, timeZone, locale: 'en-US' }, current).due;
}

const currents = fc
  .record({ day: days, hour: fc.option(hours), saidIn: zones, now: moments })
  .map(({ day, hour, saidIn, now }) => ({
    now,
    current: moveDue(hour === null ? day : `${day}T${hour}`, { now, timeZone: saidIn, locale: 'en-US' }, undefined).due,
  }));

test('a new day keeps the hour that the person sees, and a new hour the day', () => {
  fc.assert(
    fc.property(currents, zones, days, hours, ({ current, now }, timeZone, day, hour) => {
      const seen = see(current, timeZone);
      const moved = move(day, current, now, timeZone);
      expect(see(moved, timeZone)).toBe('on' in current ? day : `${day} ${seen.slice(11)}`);
      // Said there, and not said anew.
      if ('at' in moved && 'at' in current) expect(moved.zone).toBe(current.zone);
      const timed = move(hour, current, now, timeZone);
      expect([see(timed, timeZone), 'at' in timed && timed.zone]).toEqual([`${seen.slice(0, 10)} ${hour}`, timeZone]);
    }),
    { seed: 12, numRuns: 300 },
  );
});

test('a day with an hour replaces both, and “all day” takes the hour away', () => {
  fc.assert(
    fc.property(currents, zones, days, hours, ({ current, now }, timeZone, day, hour) => {
      expect(see(move(`${day} ${hour}`, current, now, timeZone), timeZone)).toBe(`${day} ${hour}`);
      expect(move(`${day} all day`, current, now, timeZone)).toEqual({ on: day });
    }),
    { seed: 12, numRuns: 200 },
  );
});

const PARIS = 'Europe/Paris';
const now = new Date('2026-11-30T14:00:00Z');
const at = (text: string): Due => ({ at: new Date(`${text}+01:00`), zone: PARIS });

test.each([
  ['friday', at('2026-12-01T19:00'), '2026-12-04 19:00'],
  ['in 2 days', at('2026-12-01T19:00'), '2026-12-02 19:00'],
  ['viernes', at('2026-12-01T19:00'), '2026-12-04 19:00'],
  ['today', at('2026-12-01T19:00'), '2026-11-30 19:00'],
  ['yesterday', at('2026-12-01T19:00'), '2026-11-29 19:00'],
  ['tonight at 8', at('2026-12-01T19:00'), '2026-11-30 20:00'],
  ['friday morning', at('2026-12-01T19:00'), '2026-12-04 09:00'],
  ['in 2 hours', at('2026-12-01T19:00'), '2026-11-30 17:00'],
  ['2026-12-24T18:00:00Z', at('2026-12-01T19:00'), '2026-12-24 19:00'],
  ['10am', at('2026-12-01T19:00'), '2026-12-01 10:00'],
  ['in the morning', at('2026-12-01T19:00'), '2026-12-01 09:00'],
  ['10am', { on: '2026-12-01' }, '2026-12-01 10:00'],
  ['friday', { on: '2026-12-01' }, '2026-12-04'],
  // The day is over, or the hour is over on it: then the next such hour is meant.
  ['10am', at('2026-11-20T19:00'), '2026-12-01 10:00'],
  ['10am', at('2026-11-30T19:00'), '2026-12-01 10:00'],
  ['5pm', { on: '2026-11-20' }, '2026-11-30 17:00'],
])('%s', (phrase, current, expected) => {
  expect(see(move(phrase, current, now, PARIS), PARIS)).toBe(expected);
});

test('asks for the hour when the one that it has is over today', () => {
  expect(() => move('today', at('2026-12-01T09:00'), now, PARIS)).toThrow(
    expect.objectContaining({
      code: 'invalid_date',
      message:
        'It would be due on Monday, November 30, 2026 at 9:00 AM, which has passed. ' +
        'Say when, such as "today at 6pm", or "today all day" for no time.',
    }),
  );
  expect(move('today all day', at('2026-12-01T09:00'), now, PARIS)).toEqual({ on: '2026-11-30' });
});
