import { Temporal } from 'temporal-polyfill';
import { toWallClock } from './zoned-time.ts';

/** When a task is due: on a day, which is the same day in every zone, or at a time, with the zone it was said in. */
export type Due = { readonly on: string } | { readonly at: Date; readonly zone: string };

/** The day that something is due on, as somebody in a zone sees it. */
export function dueDay(due: Due, timeZone: string): Temporal.PlainDate {
  return 'on' in due ? Temporal.PlainDate.from(due.on) : toWallClock(due.at, timeZone).toPlainDate();
}

/** Whether a due date is over: its time has passed, or its day is over where somebody is. */
export function isPastDue(due: Due, { now, timeZone }: { readonly now: Date; readonly timeZone: string }): boolean {
  if ('at' in due) return due.at < now;
  // Most are due later, and this tells: no zone has a day that UTC does not have within a day.
  return Date.parse(due.on) < now.getTime() && due.on < todayIn(now, timeZone);
}

/** Which day it is somewhere, as `YYYY-MM-DD`; days of four-digit years sort as their texts do. */
export function todayIn(now: Date, timeZone: string): string {
  return toWallClock(now, timeZone).toPlainDate().toString();
}
