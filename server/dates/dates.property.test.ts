import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../ground/errors.ts';
import { findDatePhrase } from './reading/find-date-phrase.ts';
import { findWhen } from './reading/find-when.ts';
import { findRecurrencePhrase } from './reading/repetitions/find-recurrence-phrase.ts';
import { type Due, dueDay } from './calendar/due.ts';
import { formatDue } from './calendar/format-due.ts';
import { nextOccurrence } from './recurrence/next-occurrence.ts';
import { parseRecurrence } from './reading/repetitions/parse-recurrence.ts';
import { resolveDue } from './resolve-due.ts';
import { resolveDueRange } from './resolve-due-range.ts';
import { startOfDate, startOfDay, toWallClock } from './calendar/zoned-time.ts';
import { threadMs } from '../testing/thread-time.ts';

const ZONES = [
  'America/New_York',
  'America/Los_Angeles',
  'Europe/Paris',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'UTC',
];
const zones = fc.constantFrom(...ZONES);
const instants = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2035-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const LOCALES = ['en-US', 'en-GB', 'de', 'fr', 'es', 'ja', 'zh-CN', 'ru', 'hi', 'tr'];

describe('resolveDue', () => {
  it('reads back any instant written as ISO', () => {
    fc.assert(
      fc.property(instants, instants, zones, (at, now, timeZone) => {
        expect(resolveDue(at.toISOString(), { now, timeZone, locale: 'en-US' })).toMatchObject({
          due: { at, zone: timeZone },
          isPast: at < now,
        });
      }),
    );
  });

  it('reads back any date written as ISO, as that day', () => {
    fc.assert(
      fc.property(instants, instants, zones, fc.constantFrom(...LOCALES), (at, now, timeZone, locale) => {
        const date = toWallClock(at, timeZone).toPlainDate().toString();
        expect(resolveDue(date, { now, timeZone, locale }).due).toEqual({ on: date });
      }),
    );
  });

  it('reads back an American date as it is shown to people', () => {
    fc.assert(
      fc.property(instants, instants, zones, (at, now, timeZone) => {
        const due = { on: toWallClock(at, timeZone).toPlainDate().toString() };
        const shown = formatDue(due, { timeZone, locale: 'en-US' });
        expect(resolveDue(shown, { now, timeZone, locale: 'en-US' }).due).toEqual(due);
      }),
    );
  });

  it('never puts a bare time into the past', () => {
    const phrases = fc.constantFrom(
      'at 9',
      '5pm',
      '23:59',
      'noon',
      'at midnight',
      'in the morning',
      'half past 6',
      '6',
      'friday',
      'the 31st',
      'dec 24',
      'tomorrow 6',
      'in 5 minutes',
    );
    fc.assert(
      fc.property(phrases, instants, zones, (phrase, now, timeZone) => {
        expect(resolveDue(phrase, { now, timeZone, locale: 'en-US' }).isPast).toBe(false);
      }),
    );
  });

  it('answers any text with a date or with invalid_date', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), instants, (phrase, now) => {
        expect(['date', 'invalid_date']).toContain(
          outcome(() => instantOf(resolveDue(phrase, { now, timeZone: 'UTC', locale: 'en-US' }).due, 'UTC')),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('findDatePhrase', () => {
  const words = fc.array(
    fc.constantFrom(
      'call',
      'mom',
      'tomorrow',
      'at',
      '5',
      '5pm',
      'on',
      'the',
      '1st',
      'friday',
      'in',
      '2',
      'hours',
      'next',
      'week',
      ',',
      '"',
      'mañana',
      '明天',
      'kal',
      'for',
      '3/4',
      'end',
      'of',
      'month',
    ),
    { maxLength: 12 },
  );

  it('finds a phrase that stands in the text and resolves, or is refused as impossible', () => {
    fc.assert(
      fc.property(words, instants, zones, (list, now, timeZone) => {
        const text = list.join(' ');
        const context = { now, timeZone, locale: 'en-US' };
        const found = findDatePhrase(text, context);
        if (found === null) return;
        expect(text.slice(found.start, found.end).length).toBeGreaterThan(0);
        expect(found.rest.length).toBeLessThan(text.length);
        // "friday 3/4" may be no Friday.
        const read = outcome(() =>
          instantOf(resolveDue(found.phrase, { ...context, language: found.language }).due, timeZone),
        );
        expect(['date', 'invalid_date']).toContain(read);
      }),
      { numRuns: 500 },
    );
  });
});

describe('resolveDueRange', () => {
  it('keeps the day that the same phrase is due on', () => {
    const phrases = fc.constantFrom(
      'today',
      'tomorrow',
      'friday',
      'this friday',
      'next friday',
      'next week',
      'this week',
      'weekend',
      'next month',
      'end of month',
      'dec 24',
      '2026-12-24',
      'in 3 days',
      'tomorrow morning',
    );
    fc.assert(
      fc.property(phrases, instants, zones, (phrase, now, timeZone) => {
        const context = { now, timeZone, locale: 'en-US' };
        const { days, from, to } = resolveDueRange(phrase, context);
        const { due } = resolveDue(phrase, context);
        const dueAt = instantOf(due, timeZone);
        if ('on' in due)
          expect([days?.first, due.on, days?.last].toSorted()).toEqual([days?.first, due.on, days?.last]);
        expect([from !== undefined && from <= dueAt, to !== undefined && dueAt < to]).toEqual([true, true]);
      }),
    );
  });

  it('puts every week side by side', () => {
    fc.assert(
      fc.property(instants, zones, (now, timeZone) => {
        const context = { now, timeZone, locale: 'en-US' };
        const [last, present, next] = ['last week', 'this week', 'next week'].map((phrase) =>
          resolveDueRange(phrase, context),
        );
        expect([last?.to, present?.to]).toEqual([present?.from, next?.from]);
        expect(present?.from !== undefined && present.from <= now).toBe(true);
      }),
    );
  });
});

describe('nextOccurrence', () => {
  const rules = fc.constantFrom(
    'FREQ=DAILY',
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=MO,FR',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
    'FREQ=MONTHLY',
    'FREQ=MONTHLY;BYMONTHDAY=-1',
    'FREQ=MONTHLY;BYDAY=1MO',
    'FREQ=YEARLY',
  );

  it('comes strictly after, at the same time of day', () => {
    fc.assert(
      fc.property(rules, instants, zones, fc.boolean(), (rrule, at, timeZone, dueIsDate) => {
        const day = toWallClock(at, timeZone).toPlainDate().toString();
        const due = dueIsDate ? { on: day } : { at, zone: timeZone };
        const next = nextOccurrence(rrule, { due, zone: timeZone, now: at });
        if (next !== null && 'on' in next.due) expect(next.due.on > day).toBe(true);
        else expect(next !== null && 'at' in next.due && next.due.at > at).toBe(true);
      }),
    );
  });

  it('accepts every rule that a phrase was read as', () => {
    const phrases = fc.constantFrom(
      'every monday at 9',
      'daily',
      'every weekday',
      'every 2 weeks',
      'monthly on the 31st',
      'every other tuesday',
      'every dec 24',
      'every month',
    );
    fc.assert(
      fc.property(phrases, instants, zones, (phrase, now, timeZone) => {
        const parsed = parseRecurrence(phrase, { now, timeZone, locale: 'en-US' });
        if (parsed === null) throw new Error(`${phrase} is no repetition`);
        const { firstDue: due, rrule } = parsed;
        const at = instantOf(due, timeZone);
        expect(at >= startOfDay(now, timeZone)).toBe(true);
        expect(nextOccurrence(rrule, { due, zone: timeZone, now: at })).not.toBeNull();
      }),
    );
  });
});

describe('hostile text', () => {
  const JUNK: Readonly<Record<string, string>> = {
    letters: 'a', spaces: ' ', quotes: '"', 'curly quotes': '“', apostrophes: "'a ", prepositions: 'at ', articles: 'the ', numbers: '1 ', slashes: '1/', dots: '1.',
    days: 'tomorrow ', repetitions: 'every monday and ', choices: 'next ', lengths: 'in 2 hours and ', 'at signs': '@', links: 'a://', han: '下', arabic: 'بعد ', cyrillic: 'в ',
    'combining marks': 'a\u0301', misspellings: 'tomorrxx ', tongues: 'mañana завтра 明天 غدا kal yarın jutro ', hyphens: 'a-', colons: '1:', digits: '9', brackets: '([{', emoji: '🎂',
  }; // prettier-ignore
  const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: 'America/New_York', locale: 'en-US' };

  const READERS: Readonly<Record<string, (text: string) => unknown>> = {
    findDatePhrase: (text) => findDatePhrase(text, context),
    'findDatePhrase in a language without a vocabulary': (text) => findDatePhrase(text, { ...context, locale: 'sv' }),
    findRecurrencePhrase: (text) => findRecurrencePhrase(text, context),
    findWhen: (text) => findWhen(text, context),
    resolveDue: (text) => resolveDue(text, context),
    resolveDueRange: (text) => resolveDueRange(text, context),
    parseRecurrence: (text) => parseRecurrence(text, context),
  };

  describe.each(Object.entries(READERS))('%s', (_name, read) => {
    it.each(Object.entries(JUNK))('takes no time over 60 KB of %s', (_junk, unit) => {
      const text = unit.repeat(Math.ceil(60_000 / unit.length));
      // No request may hold the others for 100 ms.
      expect(fastest(() => outcome(() => read(text)))).toBeLessThan(100);
    });
  });
});

/** A time, or the first instant of a day. */
function instantOf(due: Due, timeZone: string): Date {
  return 'at' in due ? due.at : startOfDate(dueDay(due, timeZone), timeZone);
}

/** The best of a few runs: other work on the machine makes a run slower, never faster. */
function fastest(run: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = threadMs();
    run();
    return threadMs() - start;
  });
  return Math.min(...times);
}

/** What came of reading: a date, nothing in particular, or the code of an expected failure; a bug is thrown on. */
function outcome(read: () => unknown): string {
  try {
    const value = read();
    return value instanceof Date && !Number.isNaN(value.getTime()) ? 'date' : 'nothing';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
