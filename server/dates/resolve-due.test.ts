import { describe, expect, it } from 'vitest';
import { AppError } from '../ground/errors.ts';
import { resolveDue } from './resolve-due.ts';
import { showDue, showWallTime } from './calendar/show-wall-time.ts';

const NEW_YORK = 'America/New_York';
/** A Friday morning, ten o'clock. */
const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: NEW_YORK, locale: 'en-US' };

function due(phrase: string, changes: Partial<typeof context & { language: string }> = {}): string {
  const used = { ...context, ...changes };
  return showDue(resolveDue(phrase, used).due, used.timeZone);
}

/** The instant of a phrase that names a time. */
function instant(phrase: string, used: typeof context): Date {
  const resolved = resolveDue(phrase, used).due;
  if (!('at' in resolved)) throw new Error(`${phrase} is a day`);
  return resolved.at;
}

/** The instant at which the wall of a zone shows a time that exists once. */
function at(wall: string, timeZone: string): Date {
  const guess = new Date(`${wall.replace(' ', 'T')}:00Z`);
  for (let hours = -15; hours <= 15; hours += 0.25) {
    const candidate = new Date(guess.getTime() + hours * 3_600_000);
    if (showWallTime(candidate, timeZone) === wall) return candidate;
  }
  throw new Error(`${wall} is not shown in ${timeZone}`);
}

describe('resolveDue', () => {
  it.each([
    ['today', '2026-11-20'],
    ['tomorrow', '2026-11-21'],
    ['day after tomorrow', '2026-11-22'],
    ['tomorrow 6pm', '2026-11-21 18:00'],
    ['tomorrow 6', '2026-11-21 18:00'],
    ['tomorrow at 8', '2026-11-21 08:00'],
    ['tomorrow 06:30', '2026-11-21 06:30'],
    ['tomorrow 18:30', '2026-11-21 18:30'],
    ['tomorrow at 12', '2026-11-21 12:00'],
    ['tomorrow 12am', '2026-11-21 00:00'],
    ['tomorrow 12pm', '2026-11-21 12:00'],
    ['tomorrow 24:00', '2026-11-22 00:00'],
    ['tomorrow morning', '2026-11-21 09:00'],
    ['tomorrow noon', '2026-11-21 12:00'],
    ['tomorrow afternoon', '2026-11-21 15:00'],
    ['tomorrow evening', '2026-11-21 18:00'],
    ['tomorrow night', '2026-11-21 20:00'],
    ['tomorrow at midnight', '2026-11-22 00:00'],
    ['tonight', '2026-11-20 20:00'],
    ['this evening', '2026-11-20 18:00'],
    ['tonight at 12', '2026-11-21 00:00'],
    ['tonight at 1', '2026-11-21 01:00'],
    ['tonight at midnight', '2026-11-21 00:00'],
    ['friday eod', '2026-11-27'],
    ['at half past 5', '2026-11-20 17:30'],
    ['at quarter to six', '2026-11-20 17:45'],
    ['at 9.30 tomorrow', '2026-11-21 09:30'],
    ['friday', '2026-11-27'],
    ['this friday', '2026-11-20'],
    ['next friday', '2026-11-27'],
    ['last friday', '2026-11-13'],
    ['saturday', '2026-11-21'],
    ['next saturday', '2026-11-28'],
    ['monday', '2026-11-23'],
    ['next monday', '2026-11-23'],
    ['friday next week', '2026-11-27'],
    ['next week', '2026-11-23'],
    ['this week', '2026-11-22'],
    ['end of week', '2026-11-22'],
    ['end of next week', '2026-11-29'],
    ['weekend', '2026-11-21'],
    ['next weekend', '2026-11-28'],
    ['next month', '2026-12-01'],
    ['end of month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['end of february', '2027-02-28'],
    ['eod', '2026-11-20'],
    ['eoy', '2026-12-31'],
    ['next year', '2027-01-01'],
    ['december', '2026-12-01'],
    ['the 1st', '2026-12-01'],
    ['the 20th', '2026-11-20'],
    ['the 20th at 9am', '2026-12-20 09:00'],
    ['the 31st', '2026-12-31'],
    ['the 15th of next month', '2026-12-15'],
    ['next month on the 5th', '2026-12-05'],
    ['dec 24', '2026-12-24'],
    ['24 december', '2026-12-24'],
    ['november 20', '2026-11-20'],
    ['november 19', '2027-11-19'],
    ['feb 29', '2028-02-29'],
    ['march 5th, 2027 at 3pm', '2027-03-05 15:00'],
    ['friday, december 25', '2026-12-25'],
    ['24.12.', '2026-12-24'],
    ['24.12.2027', '2027-12-24'],
    ['24.12.27', '2027-12-24'],
    ['31/12/2026', '2026-12-31'],
    ['2026-12-01', '2026-12-01'],
    ['2026/12/01', '2026-12-01'],
    ['2026-12-01 18:30', '2026-12-01 18:30'],
    ['2026-12-01T18:30', '2026-12-01 18:30'],
    ['2026-12-01T18:30:15', '2026-12-01 18:30:15'],
    ['2026-12-01T18:30:00Z', '2026-12-01 13:30'],
    ['2026-12-01T18:30:00.000Z', '2026-12-01 13:30'],
    ['2026-12-01T18:30:00+05:45', '2026-12-01 07:45'],
    ['2026-12-01 18:30:00 +0545', '2026-12-01 07:45'],
    ['in 2 hours', '2026-11-20 12:00'],
    ['in 90 min', '2026-11-20 11:30'],
    ['in half an hour', '2026-11-20 10:30'],
    ['in an hour and a half', '2026-11-20 11:30'],
    ['in 1h30', '2026-11-20 11:30'],
    ['in 3 days', '2026-11-23'],
    ['in 3 days at 8am', '2026-11-23 08:00'],
    ['in a week', '2026-11-27'],
    ['in two weeks', '2026-12-04'],
    ['in a fortnight', '2026-12-04'],
    ['in a month', '2026-12-20'],
    ['a week from monday', '2026-11-30'],
    ['3 days ago', '2026-11-17'],
    ['yesterday', '2026-11-19'],
    ['by friday', '2026-11-27'],
    ['Tomorrow.', '2026-11-21'],
    ['  TOMORROW 6PM  ', '2026-11-21 18:00'],
    ['6pm', '2026-11-20 18:00'],
    ['9am', '2026-11-21 09:00'],
    ['6', '2026-11-20 18:00'],
    ['noon', '2026-11-20 12:00'],
    ['morning', '2026-11-21 09:00'],
    ['sun', '2026-11-22'],
    ['may', '2027-05-01'],
    ['mañana a las 5', '2026-11-21 17:00'],
    ['kal', '2026-11-21'],
    ['下周一', '2026-11-23'],
  ])('reads %j as %s', (phrase, expected) => {
    expect(due(phrase)).toBe(expected);
  });

  it.each([
    ['en-US', '2027-03-04'],
    ['en', '2027-03-04'],
    ['en-GB', '2027-04-03'],
    ['de-DE', '2027-04-03'],
    ['fr', '2027-04-03'],
    ['zh-CN', '2027-03-04'],
    ['not a locale!', '2027-03-04'],
  ])('reads 3/4 in the order of %s', (locale, expected) => {
    expect(due('3/4', { locale })).toBe(expected);
  });

  it('swaps day and month when only that makes a date', () => {
    expect([due('24/12'), due('12/24', { locale: 'en-GB' })]).toEqual(['2026-12-24', '2026-12-24']);
  });

  it.each([
    'feb 30',
    '30 february',
    '31 april',
    '31/4/2027',
    '2027-02-29',
    '2026-13-01',
    '25:00',
    'tomorrow at 25:00',
    'tomorrow 10:75',
    '2026-12-01T25:00:00Z',
    'in 999999 years',
    '',
    'banana',
    'tomorrow or friday',
    'not tomorrow',
    'tomorrow banana',
    'later',
    'x'.repeat(100_000),
  ])('refuses phrase no. %# that is no date', (phrase) => {
    expect(() => due(phrase)).toThrow(AppError);
    expect(() => due(phrase)).toThrow(expect.objectContaining({ code: 'invalid_date' }));
  });

  it('says which day does not exist', () => {
    expect(() => due('feb 30')).toThrow('There is no such day as 2027-02-30. Try one that exists, such as 2027-02-28.');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => due('tomorrow', { timeZone: 'Mars/Olympus' })).toThrow(
      expect.objectContaining({ code: 'invalid_request' }),
    );
  });

  it('flags what was meant to be past', () => {
    expect(
      ['yesterday', '3 days ago', '2020-01-01', 'today 8am', 'this morning at 8'].map(
        (phrase) => resolveDue(phrase, context).isPast,
      ),
    ).toEqual(Array.from({ length: 5 }, () => true));
    expect(['today', 'tomorrow', 'friday', '6pm'].map((phrase) => resolveDue(phrase, context).isPast)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('says what it guessed', () => {
    expect(resolveDue('tomorrow 6', context).assumed).toBe('18:00');
    expect(resolveDue('9am', context).assumed).toContain('tomorrow');
    expect(resolveDue('tomorrow 6pm', context).assumed).toBeUndefined();
  });
});

describe('a time that has passed today', () => {
  const evening = { now: at('2026-11-20 21:30', NEW_YORK) };

  it('means tomorrow when no day was named', () => {
    expect([due('at 9', evening), due('5pm', evening), due('at noon', evening)]).toEqual([
      '2026-11-21 09:00',
      '2026-11-21 17:00',
      '2026-11-21 12:00',
    ]);
  });

  it('leaves tonight on this evening, as the day', () => {
    expect([due('tonight', evening), due('this evening', evening)]).toEqual(['2026-11-20', '2026-11-20']);
  });

  it('reads "today at 9" in the afternoon as nine in the evening', () => {
    expect(due('today at 9', { now: at('2026-11-20 15:00', NEW_YORK) })).toBe('2026-11-20 21:00');
  });

  it('moves to tomorrow at the very minute', () => {
    expect(due('5pm', { now: at('2026-11-20 17:00', NEW_YORK) })).toBe('2026-11-21 17:00');
    expect(due('5pm', { now: at('2026-11-20 16:59', NEW_YORK) })).toBe('2026-11-20 17:00');
  });
});

describe('the end of a day', () => {
  it.each([
    'America/Los_Angeles',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'Asia/Kathmandu',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Europe/Paris',
    'America/St_Johns',
    'UTC',
  ])('counts days in %s, not in UTC', (timeZone) => {
    for (const wall of [
      '2026-11-20 00:00',
      '2026-11-20 00:01',
      '2026-11-20 12:00',
      '2026-11-20 23:30',
      '2026-11-20 23:59',
    ]) {
      const now = at(wall, timeZone);
      expect([
        due('today', { now, timeZone }),
        due('tomorrow', { now, timeZone }),
        due('friday', { now, timeZone }),
        due('next week', { now, timeZone }),
        due('end of month', { now, timeZone }),
      ]).toEqual(['2026-11-20', '2026-11-21', '2026-11-27', '2026-11-23', '2026-11-30']);
    }
  });

  it('turns the month and the year at midnight', () => {
    const now = at('2026-12-31 23:59', NEW_YORK);
    expect([
      due('tomorrow', { now }),
      due('the 1st', { now }),
      due('next month', { now }),
      due('end of month', { now }),
      due('in 2 minutes', { now }),
    ]).toEqual(['2027-01-01', '2027-01-01', '2027-01-01', '2026-12-31', '2027-01-01 00:01']);
  });

  it('starts the next week on Monday, also from a Sunday', () => {
    const now = at('2026-11-22 23:59', NEW_YORK);
    expect([
      due('next week', { now }),
      due('next monday', { now }),
      due('weekend', { now }),
      due('end of week', { now }),
    ]).toEqual(['2026-11-23', '2026-11-23', '2026-11-22', '2026-11-22']);
  });
});

describe('daylight saving time', () => {
  it.each([
    // [zone, evening before the change, expected instant of 9:00 after it]
    ['Europe/Paris', '2026-03-28 20:00', '2026-03-29T07:00:00.000Z'],
    ['Europe/Paris', '2026-10-24 20:00', '2026-10-25T08:00:00.000Z'],
    ['America/New_York', '2026-03-07 20:00', '2026-03-08T13:00:00.000Z'],
    ['America/New_York', '2026-10-31 20:00', '2026-11-01T14:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-04 20:00', '2026-04-04T22:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-03 20:00', '2026-10-03T22:00:00.000Z'],
  ])("keeps nine o'clock at nine in %s after %s", (timeZone, evening, expected) => {
    const dueAt = instant('tomorrow 9am', { ...context, timeZone, now: at(evening, timeZone) });
    expect(dueAt.toISOString()).toBe(expected);
    expect(showWallTime(dueAt, timeZone).slice(11)).toBe('09:00');
  });

  it.each([
    ['Europe/Paris', '2026-03-28 20:00', '2026-03-29 03:30'],
    ['America/New_York', '2026-03-07 20:00', '2026-03-08 03:30'],
  ])('moves a time that %s skips forward', (timeZone, evening, expected) => {
    expect(due('tomorrow 2:30am', { timeZone, now: at(evening, timeZone) })).toBe(expected);
  });

  it('moves half an hour where the clocks change by half an hour', () => {
    expect(due('2026-10-04 02:15', { timeZone: 'Australia/Lord_Howe' })).toBe('2026-10-04 02:45');
  });

  it.each([
    ['Europe/Paris', '2026-10-24 20:00', 'tomorrow 2:30am', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-10-31 20:00', 'tomorrow 1:30am', '2026-11-01T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-04 20:00', 'tomorrow 1:45am', '2026-04-04T14:45:00.000Z'],
  ])('takes the first of two equal times in %s', (timeZone, evening, phrase, expected) => {
    expect(instant(phrase, { ...context, timeZone, now: at(evening, timeZone) }).toISOString()).toBe(expected);
  });

  it('counts hours exactly across a change', () => {
    const now = at('2026-03-08 01:30', NEW_YORK);
    expect(instant('in 2 hours', { ...context, now }).getTime() - now.getTime()).toBe(2 * 3_600_000);
    expect(due('in 2 hours', { now })).toBe('2026-03-08 04:30');
  });

  it('leaves a day a day where midnight is skipped', () => {
    const { due: day } = resolveDue('2026-09-06', { ...context, timeZone: 'America/Santiago' });
    expect(day).toEqual({ on: '2026-09-06' });
  });
});
