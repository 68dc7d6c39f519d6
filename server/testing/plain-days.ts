/**
 * A calendar for tests that owes nothing to the one they test: days are numbers, counted from 1970, and the one that is
 * meant is found by looking at each.
 */
type Holds = (day: number) => boolean;

const DAY_MS = 86_400_000;

/** The number of the day on which a clock that shows UTC stands. */
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

/** 0 is Sunday. */
export const weekday = (day: number): number => utc(day).getUTCDay();

/** The day as `YYYY-MM-DD`. */
export const write = (day: number): string => utc(day).toISOString().slice(0, 10);

/** The first day, from this one on, of which something holds. */
export function first(holds: Holds, from: number): number {
  let day = from;
  while (!holds(day)) day += 1;
  return day;
}

export const isWorkday: Holds = (day) => weekday(day) !== 0 && weekday(day) !== 6;

export const isLastOfMonth: Holds = (day) => dateOf(day + 1) === 1;

/** Whether it is one of these weekdays. */
export const isOn =
  (...weekdays: number[]): Holds =>
  (day) =>
    weekdays.includes(weekday(day));

/** Whether it is this date of the month, 1 to 12. */
export const isDate =
  (month: number, date: number): Holds =>
  (day) =>
    monthOf(day) === month && dateOf(day) === date;

/** Whether it is one of these of its month: the 2nd and the 4th Tuesday. */
export const isNth =
  (at: number, ...counts: number[]): Holds =>
  (day) =>
    weekday(day) === at && counts.includes(Math.ceil(dateOf(day) / 7));

/** Whether it is the last such weekday of this month, 1 to 12. */
export const isLastOf =
  (at: number, month: number): Holds =>
  (day) =>
    weekday(day) === at && monthOf(day) === month && monthOf(day + 7) !== month;

const utc = (day: number): Date => new Date(day * DAY_MS);
const monthOf = (day: number): number => utc(day).getUTCMonth() + 1;
const dateOf = (day: number): number => utc(day).getUTCDate();
