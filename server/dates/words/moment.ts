import type { DayPart, TimeUnit } from '../../languages/vocabulary.ts';

/** Which one of a repeating thing is meant: "this", "next", "last", or simply the one that comes first. */
export type Which = 'first' | 'this' | 'next' | 'last';

/** An amount of time: "2 hours". */
export interface Duration {
  readonly unit: TimeUnit;
  /** May be a half for hours. */
  readonly amount: number;
}

/** A day as it was said, not yet a date. Months and days count from 1, weekdays from Monday = 1. */
export type DayPhrase =
  | { readonly kind: 'offset'; readonly days: number }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly which: Which }
  | {
      readonly kind: 'calendar';
      readonly year?: number | undefined;
      readonly month: number;
      readonly day: number;
    }
  /** Two numbers whose order the locale decides. */
  | { readonly kind: 'numeric'; readonly first: number; readonly second: number; readonly year?: number | undefined }
  | { readonly kind: 'day-of-month'; readonly day: number; readonly which: Which }
  | {
      readonly kind: 'month';
      readonly month: number;
      readonly year?: number | undefined;
      /** None: the whole of it. */
      readonly edge?: 'start' | 'end' | undefined;
    }
  | {
      readonly kind: 'period';
      readonly unit: TimeUnit;
      readonly which: Which;
      readonly edge?: 'start' | 'end' | undefined;
    }
  | { readonly kind: 'weekend'; readonly which: Which }
  /** One of the days of a month or a year that fall on some weekdays: "last friday of december"; from the end when negative. */
  | { readonly kind: 'nth'; readonly place: number; readonly weekdays: readonly number[]; readonly of: DayPhrase }
  /** So many days from Monday to Friday later. */
  | { readonly kind: 'workdays'; readonly count: number; readonly from?: DayPhrase | undefined }
  /** A weekday of the week that a day falls in: "in three weeks on tuesday". */
  | { readonly kind: 'weekday-of'; readonly weekday: number; readonly week: DayPhrase }
  | { readonly kind: 'shift'; readonly durations: readonly Duration[]; readonly from?: DayPhrase | undefined };

/** A time of day as it was said. */
export interface ClockPhrase {
  readonly hour: number;
  readonly minute: number;
  readonly second?: number | undefined;
  readonly meridiem?: 'am' | 'pm' | undefined;
  /** The hour counts from 0 to 24 as written ("17:00", "7 Uhr"), so no half of the day is guessed. */
  readonly isLiteral: boolean;
  /** The end of a stretch of time: "from 10 to 11". */
  readonly until?: ClockPhrase | undefined;
}

/** What a phrase says about when, before clock, zone and locale turn it into a date. */
export interface Moment {
  day?: DayPhrase;
  clock?: ClockPhrase;
  part?: DayPart;
  /** The weekday that was said with a date. */
  weekday?: number;
  /** How far from that time: "30 minutes before 5pm". */
  shift?: readonly Duration[];
  /** An exact moment: an ISO date-time with an offset. */
  instant?: string;
}

/** The hour a part of the day stands for when no other is given. */
export const PART_HOURS: Readonly<Record<DayPart, number>> = {
  morning: 9,
  noon: 12,
  afternoon: 15,
  evening: 18,
  night: 20,
  midnight: 24,
};
