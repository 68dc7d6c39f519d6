import type { Due } from '../../dates/calendar/due.ts';
import { nextOccurrence } from '../../dates/recurrence/next-occurrence.ts';
import { formatRule, type RecurrenceRule } from '../../dates/recurrence/recurrence-rule.ts';
import type { AnySeries } from './any-rule.ts';
import { askLibrary } from './ask-library.ts';
import { enumerateDays } from './enumerate-days.ts';
import { findInstant, readWall } from './find-instant.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** How long a series is followed, and for how many occurrences; how many can be missed. */
const [MOST_DAYS, MOST, MOST_LATE] = [12 * 365, 6, 100];

/** What each of the three says of a series: its days, or its instants, from its start on. */
export interface Comparison {
  readonly rrule: string;
  readonly ours: readonly string[];
  readonly slow: readonly string[];
  /** Undefined where the library is known to read a rule otherwise. */
  readonly library: readonly string[] | undefined;
  /** What comes after the first when that is done late. */
  readonly oursLate: string | undefined;
  readonly slowLate: string | undefined;
}

/**
 * Follows a series by completing each occurrence when it is due, as tasks do, and works the same out twice more.
 * @returns undefined for a rule that does not happen while it is looked at
 */
export function compareSeries(series: AnySeries): Comparison | undefined {
  const { rule: endless, zone, from, time, end, late } = series;
  const [start] = enumerateDays({ ...endless, interval: 1 }, from, from + MOST_DAYS);
  if (start === undefined) return undefined;
  const place = (day: number) => placeDay(day, series);
  const until = end && placeDay(start + end.days, { zone, time: time ?? '12:00' });
  const [hour = 0, minute = 0] = time?.split(':').map(Number) ?? [];
  const said = { ...endless, time: time === undefined ? undefined : { hour, minute } };
  const rule = { ...said, until: end && until && writeUntil(until, end.form) };
  const last = start + MOST_DAYS;
  const showAll = (days: readonly number[]) => {
    const kept = days.map(place).filter((on) => until === undefined || !isBeyond(on, until, series));
    return [...new Set(kept.map(({ shown }) => shown))].toSorted();
  };
  const days = enumerateDays(rule, start, last + 366).filter((day) => day <= last);
  const slow = showAll([...days.take(rule.count ?? MOST_LATE)]);
  const most = rule.count ?? 2 * MOST;
  const known = askLibrary(rule, start, { last, most });
  const now = new Date(place(start).at + late * HOUR);
  const done = time === undefined ? doneDay(start, now, zone) : [place(start).shown, now.toISOString()].toSorted()[1];
  const next = nextOccurrence(formatRule(rule), { due: place(start).due, zone, now });
  const isSeen = next !== null && show(next.due) <= place(last).shown;
  return {
    rrule: formatRule(rule),
    ours: follow(rule, place(start).due, zone, place(last).shown),
    slow: slow.slice(0, MOST),
    library: known && showAll(known).slice(0, MOST),
    oursLate: isSeen ? show(next.due) : undefined,
    slowLate: slow.find((shown) => shown > (done ?? '')),
  };
}

function follow(rule: RecurrenceRule, first: Due, zone: string, last: string): string[] {
  const shown = [show(first)];
  let [rrule, due] = [formatRule(rule), first];
  while (shown.length < MOST) {
    // A day is done when it begins in UTC: then it is not over anywhere.
    const next = nextOccurrence(rrule, { due, zone, now: 'on' in due ? new Date(due.on) : due.at });
    if (next === null || show(next.due) > last) break;
    ({ rrule, due } = next);
    shown.push(show(due));
  }
  return shown;
}

/** A day that is not over everywhere is the day it was done on; after that it is what the calendar says in the zone. */
function doneDay(start: number, now: Date, zone: string): string {
  const isOver = now.getTime() >= (start + 1.5) * DAY;
  return new Date(isOver ? readWall(now.getTime(), zone) : start * DAY).toISOString().slice(0, 10);
}

function show(due: Due): string {
  return 'on' in due ? due.on : due.at.toISOString();
}

interface Placed {
  readonly due: Due;
  readonly shown: string;
  readonly day: number;
  /** Milliseconds, as if the wall clock were UTC's. */
  readonly wall: number;
  readonly at: number;
}

function placeDay(day: number, { time, zone }: Pick<AnySeries, 'time' | 'zone'>): Placed {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const wall = Date.parse(`${date}T${time ?? '00:00'}Z`);
  const at = findInstant(wall, zone);
  const due = time === undefined ? { on: date } : { at: new Date(at), zone };
  return { due, shown: show(due), day, wall, at };
}

function writeUntil({ wall, at }: Placed, form: 'date' | 'floating' | 'utc'): string {
  const written = new Date(form === 'utc' ? at : wall).toISOString().replaceAll(/[-:]|\.000/gu, '');
  if (form === 'date') return written.slice(0, 8);
  return form === 'utc' ? written : written.replace('Z', '');
}

function isBeyond(on: Placed, until: Placed, { time, zone, end }: AnySeries): boolean {
  if (end?.form === 'date') return on.day > until.day;
  if (end?.form === 'floating') return time === undefined ? on.day > until.day : on.wall > until.wall;
  return time === undefined ? on.wall > readWall(until.at, zone) : on.at > until.at;
}
