import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRecurrence } from './repetitions/parse-recurrence.ts';
import { findWhen } from './find-when.ts';
import { resolveDue } from '../resolve-due.ts';
import { showWallTime } from '../calendar/show-wall-time.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']; // prettier-ignore
const NUMBERS = ['two', 'three', 'four', 'five'];
const TITLES = [
  'buy milk', 'call mom', 'The 5th Wave', 'second half of 2025', 'Mark, monitor', 'call Octavia about Decor', 'pay $50',
  'water plants', 'study for 2 hours', 'buy 2 eggs', 'email april about budget', 'Edge of Tomorrow', 'chapter 3/4', 'Finish Q3 budget deck',
  'read "Every Other Friday"', 'see "2027-01-05" in the log', 'ring the bank, then Bob', 'Café mit Ömer', "fix the janitor's door",
  'review A4 paper order',
]; // prettier-ignore

/** A day on the calendar, counted in days of UTC: an arithmetic of its own, beside Temporal. */
class Day {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
  plus(days: number): Day {
    return new Day(this.ms + days * DAY_MS);
  }
  get weekday(): number {
    return new Date(this.ms).getUTCDay();
  }
  get text(): string {
    return new Date(this.ms).toISOString().slice(0, 10);
  }
  after(weekday: number): Day {
    return this.plus(((weekday - this.weekday + 6) % 7) + 1);
  }
  ofNextWeek(weekday: number): Day {
    const monday = this.plus(-((this.weekday + 6) % 7));
    return monday.plus(7 + ((weekday + 6) % 7));
  }
}

function daysOf(year: number, month: number): Day[] {
  const days: Day[] = [];
  for (let date = 1; date <= 31; date += 1) {
    const ms = Date.UTC(year, month, date);
    if (new Date(ms).getUTCMonth() === month) days.push(new Day(ms));
  }
  return days;
}

interface Part {
  readonly phrase: string;
  readonly day?: (today: Day) => Day;
  readonly time?: string;
  readonly rule?: string;
}

const weekday = fc.integer({ min: 0, max: 6 });
const few = fc.integer({ min: 2, max: 5 });
const month = fc.integer({ min: 0, max: 11 }).filter((at) => at !== 4);

const dayPart: fc.Arbitrary<Part> = fc.oneof(
  fc.constantFrom<Part>(
    { phrase: 'today', day: (today) => today },
    { phrase: 'tomorrow', day: (today) => today.plus(1) },
    { phrase: '@tomorrow', day: (today) => today.plus(1) },
    { phrase: 'the day after tomorrow', day: (today) => today.plus(2) },
    { phrase: 'in a fortnight', day: (today) => today.plus(14) },
    { phrase: '09-JAN-2031', day: () => new Day(Date.UTC(2031, 0, 9)) },
    { phrase: '3 feb 2032', day: () => new Day(Date.UTC(2032, 1, 3)) },
    { phrase: '2033-12-24', day: () => new Day(Date.UTC(2033, 11, 24)) },
    {
      phrase: 'on the last day of next month',
      day: (today) => {
        const at = new Date(today.ms);
        return new Day(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 2, 0));
      },
    },
  ),
  weekday.map((at) => ({ phrase: `on ${WEEKDAYS[at]}`, day: (today: Day) => today.after(at) })),
  weekday.map((at) => ({ phrase: `next ${WEEKDAYS[at]}`, day: (today: Day) => today.ofNextWeek(at) })),
  weekday.map((at) => ({ phrase: `a week on ${WEEKDAYS[at]}`, day: (today: Day) => today.after(at).plus(7) })),
  weekday.map((at) => ({
    phrase: `the ${WEEKDAYS[at]} after next`,
    day: (today: Day) => today.ofNextWeek(at).plus(7),
  })),
  fc.tuple(few, weekday).map(([count, at]) => ({
    phrase: `${NUMBERS[count - 2]} ${WEEKDAYS[at]}s from now`,
    day: (today: Day) => today.after(at).plus((count - 1) * 7),
  })),
  fc.tuple(few, weekday).map(([count, at]) => ({
    phrase: `${count} days before ${WEEKDAYS[at]}`,
    day: (today: Day) => today.after(at).plus(-count),
  })),
  few.map((count) => ({ phrase: `in ${count} days`, day: (today: Day) => today.plus(count) })),
  few.map((count) => ({ phrase: `in ${NUMBERS[count - 2]} weeks`, day: (today: Day) => today.plus(7 * count) })),
  few.map((count) => ({
    phrase: `in ${count} business days`,
    day: (today: Day) => {
      let day = today;
      for (let left = count; left > 0;) {
        day = day.plus(1);
        if (day.weekday !== 0 && day.weekday !== 6) left -= 1;
      }
      return day;
    },
  })),
  fc.tuple(weekday, month).map(([at, of]) => ({
    phrase: `on the last ${WEEKDAYS[at]} of ${MONTHS[of]}`,
    day: (today: Day) => {
      const year = new Date(today.ms).getUTCFullYear();
      const last = [year, year + 1].map((each) => daysOf(each, of).findLast((day) => day.weekday === at));
      return last.find((day) => day !== undefined && day.ms >= today.ms) ?? today;
    },
  })),
);

const timePart: fc.Arbitrary<Part> = fc.constantFrom<Part>(
  { phrase: 'at 5pm', time: '17:00' },
  { phrase: 'at eight pm', time: '20:00' },
  { phrase: 'at half past six', time: '18:30' },
  { phrase: 'at quarter past six', time: '18:15' },
  { phrase: 'at noon', time: '12:00' },
  { phrase: 'at 18:45', time: '18:45' },
  { phrase: 'from 10 to 11', time: '10:00' },
  { phrase: 'at nine am', time: '09:00' },
  { phrase: '6:15pm', time: '18:15' },
);

const rulePart: fc.Arbitrary<Part> = fc.oneof(
  fc.constantFrom<Part>(
    { phrase: 'every day', rule: 'FREQ=DAILY' },
    { phrase: 'every other week', rule: 'FREQ=WEEKLY;INTERVAL=2' },
    { phrase: 'every 31 december', rule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31' },
    { phrase: 'every weekday except wednesday', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,TH,FR' },
    { phrase: 'monday to friday', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
    { phrase: 'every fri-sun', rule: 'FREQ=WEEKLY;BYDAY=FR,SA,SU' },
    { phrase: 'mon, wed and fri', rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR' },
    { phrase: 'every month except july', rule: 'FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,8,9,10,11,12' },
    { phrase: 'on the last working day of every month', rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' },
  ),
  weekday.map((at) => ({
    phrase: `every day but ${WEEKDAYS[at]}`,
    rule: `FREQ=WEEKLY;BYDAY=${['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'].filter((code) => code !== CODES[at]).join(',')}`,
  })),
  weekday.map((at) => ({
    phrase: `every 1st and 3rd ${WEEKDAYS[at]}`,
    rule: `FREQ=MONTHLY;BYDAY=1${CODES[at]},3${CODES[at]}`,
  })),
  weekday.map((at) => ({
    phrase: `the 2nd and 4th ${WEEKDAYS[at]}`,
    rule: `FREQ=MONTHLY;BYDAY=2${CODES[at]},4${CODES[at]}`,
  })),
  few.map((count) => ({ phrase: `every day for ${count} days`, rule: `FREQ=DAILY;COUNT=${count}` })),
  fc.tuple(few, weekday).map(([count, at]) => ({
    phrase: `every ${count} weeks on ${WEEKDAYS[at]}`,
    rule: `FREQ=WEEKLY;INTERVAL=${count};BYDAY=${CODES[at]}`,
  })),
);

const nows = fc
  .integer({ min: Date.UTC(2026, 0, 1) / DAY_MS, max: Date.UTC(2029, 0, 1) / DAY_MS })
  .map((day) => day * DAY_MS);
const titles = fc.constantFrom(...TITLES);

function contextAt(midnight: number) {
  // Two in the morning in Berlin, so that every time of the day lies ahead.
  return { now: new Date(midnight + 3_600_000), timeZone: 'Etc/GMT-1', locale: 'en-US', language: 'en' };
}

/** A title, and what is said of when in one of several orders. */
const orders = {
  day: (title: string, day: string, time: string) => [
    `${title} ${day} ${time}`,
    `${title} ${time} ${day}`,
    `${day} ${time} ${title}`,
    `${day} ${title} ${time}`,
    `${title}, ${day} ${time}`,
  ],
  rule: (title: string, rule: string, time: string) => [
    `${title} ${rule} ${time}`,
    `${rule} ${time} ${title}`,
    `${title} ${time} ${rule}`,
  ],
};

function readAll(text: string, now: number) {
  const context = contextAt(now);
  const found = findWhen(text, context);
  const due = found?.due === undefined ? undefined : resolveDue(found.due, context);
  const parsed = found?.recurrence === undefined ? undefined : parseRecurrence(found.recurrence, context);
  const first = due?.due ?? parsed?.firstDue;
  const shown = first && ('on' in first ? first.on : showWallTime(first.at, context.timeZone));
  return {
    title: found?.rest,
    leftover: found?.leftover,
    day: shown?.slice(0, 10),
    time: shown?.slice(11, 16) || undefined,
    rule: parsed?.rrule,
  };
}

test('finds the day, the time and the title, whatever stands between them', () => {
  const times = fc.option(timePart, { nil: undefined });
  const order = fc.integer({ min: 0, max: 4 });
  fc.assert(
    fc.property(dayPart, times, titles, nows, order, (day, time, title, now, at) => {
      const text = tidy(orders.day(title, day.phrase, time?.phrase ?? '')[at]);
      expect({ text, ...readAll(text, now) }).toEqual({
        text,
        title,
        leftover: undefined,
        day: day.day?.(new Day(now)).text,
        time: time?.time,
        rule: undefined,
      });
    }),
    { seed: 12, numRuns: 400 },
  );
});

test('finds the repetition, the time and the title, whatever stands between them', () => {
  const times = fc.option(timePart, { nil: undefined });
  const order = fc.integer({ min: 0, max: 2 });
  fc.assert(
    fc.property(rulePart, times, titles, nows, order, (rule, time, title, now, at) => {
      const text = tidy(orders.rule(title, rule.phrase, time?.phrase ?? '')[at]);
      const { day: _, ...read } = readAll(text, now);
      expect({ text, ...read }).toEqual({ text, title, leftover: undefined, time: time?.time, rule: rule.rule });
    }),
    { seed: 12, numRuns: 300 },
  );
});

test('hands on what it did not understand beside a date, and leaves the rest as the title', () => {
  const unclear = fc.constantFrom(
    'friday or saturday', 'not tomorrow', 'every tuesday not thursday', 'tomorrow morning and evening', 'every day except holidays',
    'every 6 hours', 'twice a day', '3 times a week', 'after friday', 'friday to sunday', 'twice daily', 'tuesday and thursday', 'dec 3-5', 'from dec 3 to dec 5', 'every monday excluding dec 28', '9am Paris time', 'not tomorrow but friday', 'in the last week of january',
  ); // prettier-ignore
  const calm = titles.filter((title) => !/tomorrow|hours/iu.test(title));
  fc.assert(
    fc.property(unclear, calm, nows, (phrase, title, now) => {
      const found = findWhen(`${title} ${phrase}`, contextAt(now));
      expect(found?.leftover, `${title} ${phrase}`).toBeDefined();
      expect(found?.rest).toBe(title);
    }),
    { seed: 12, numRuns: 150 },
  );
});

function tidy(text = ''): string {
  return text.replaceAll(/ +/g, ' ').trim();
}
