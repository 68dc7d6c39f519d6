import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { scriptedTask } from '../server/testing/scripted-task.ts';
import { compareDue, dueDay } from './due-day.ts';
import { formatDue, formatDueInFull } from './renderer/i18n/format-due.ts';
import { countTask } from './renderer/tasks/store/count-task.ts';
import { fitsFilter } from './renderer/tasks/store/fits-filter.ts';
import { groupOf } from './renderer/tasks/store/group-tasks.ts';
import type { TaskSummary } from './task.ts';

const FIXED = { seed: 20261130, numRuns: 300 };
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const NO_TASKS: TaskSummary = {
  open: 0,
  overdue: 0,
  today: 0,
  next_days: Array.from({ length: 7 }, () => ({ count: 0 })),
  later: 0,
  no_date: 0,
  done: 0,
  recent_changes: [],
};

const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
const instant = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) })
  .map((milliseconds) => new Date(milliseconds));
/** A moment, where somebody is, and a day near to that. */
const situation = fc
  .record({ now: instant, timeZone: zone, days: fc.integer({ min: -400, max: 400 }) })
  .map(({ now, timeZone, days }) => ({ now, timeZone, today: todayIn(timeZone, now), days }))
  .map((each) => ({ ...each, day: each.today.add({ days: each.days }) }));

/** Today by the library of calendars, which the app does not use. */
function todayIn(timeZone: string, now: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** A day as an American writes it. */
function spellOut(day: Temporal.PlainDate): string {
  return `${WEEKDAYS[day.dayOfWeek - 1]}, ${MONTHS[day.month - 1]} ${day.day}, ${day.year}`;
}

describe('a day', () => {
  it('is the same day wherever it is read, and is written as that day', () => {
    const due = { due_on: '2026-12-07', due_at: null };
    fc.assert(
      fc.property(zone, instant, (timeZone, now) => {
        expect(dueDay(due, timeZone)).toBe('2026-12-07');
        expect(formatDueInFull(due, { locale: 'en-US', timeZone })).toBe('Monday, December 7, 2026');
        const far = todayIn(timeZone, now).until('2026-12-07').days;
        if (Math.abs(far) >= 7) expect(formatDue(due, { locale: 'en-US', timeZone }, now)).toMatch(/\bDec 7\b/);
      }),
      FIXED,
    );
  });

  it('is late, of today or ahead as the calendar of the person says', () => {
    fc.assert(
      fc.property(situation, ({ now, timeZone, days, day }) => {
        const task = scriptedTask({ due_on: day.toString() });
        const at = { now, timeZone };
        const group = days < 0 ? 'overdue' : days === 0 ? 'today' : 'upcoming';
        expect(groupOf(task, now, timeZone)).toBe(group);
        for (const [due, fits] of [
          ['overdue', days < 0],
          ['today', days === 0],
          ['tomorrow', days === 1],
          ['none', false],
          [`${day.toString()}/${day.toString()}`, true],
          [`${day.add({ days: 1 }).toString()}/${day.add({ days: 9 }).toString()}`, false],
        ] as const) {
          expect(fitsFilter(task, { status: 'all', due }, at), due).toBe(fits);
        }
        const { overdue, today, later, next_days: next } = countTask(NO_TASKS, task, 1, at);
        expect({ overdue, today, later, next: next.findIndex(({ count }) => count === 1) + 1 }).toEqual({
          overdue: Number(days < 0),
          today: Number(days === 0),
          later: Number(days > 7),
          next: days >= 1 && days <= 7 ? days : 0,
        });
        expect(formatDueInFull(task, { locale: 'en-US', timeZone })).toBe(spellOut(day));
      }),
      FIXED,
    );
  });

  it('comes before every time of it, and after every time of the day before', () => {
    fc.assert(
      fc.property(situation, instant, ({ timeZone, day }, at) => {
        const timed = { due_on: null, due_at: at.toISOString() };
        const order = Temporal.PlainDate.compare(day, todayIn(timeZone, at));
        expect(compareDue({ due_on: day.toString(), due_at: null }, timed, timeZone)).toBe(order === 0 ? -1 : order);
      }),
      FIXED,
    );
  });
});

describe('a time', () => {
  it('is on the day it is for the person', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        const due = { due_on: null, due_at: at.toISOString() };
        expect(dueDay(due, timeZone)).toBe(todayIn(timeZone, at).toString());
      }),
      FIXED,
    );
  });

  it('comes in the order of the clock, and before what has no date', () => {
    fc.assert(
      fc.property(zone, instant, instant, (timeZone, a, b) => {
        const [first, second] = [a, b].map((each) => ({ due_on: null, due_at: each.toISOString() }));
        if (!first || !second) return;
        expect(Math.sign(compareDue(first, second, timeZone))).toBe(Math.sign(a.getTime() - b.getTime()));
        expect(compareDue(first, { due_on: null, due_at: null }, timeZone)).toBe(-1);
      }),
      FIXED,
    );
  });
});
