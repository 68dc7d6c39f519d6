import * as fc from 'fast-check';
import { plainRule, type RecurrenceRule, WEEKDAY_CODES } from '../../dates/recurrence/recurrence-rule.ts';
import type { Frequency } from '../../languages/vocabulary.ts';

/** None of the values, or some, each once. */
export function some<Value>(values: readonly Value[], most: number): fc.Arbitrary<Value[]> {
  const list = fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
  return fc.oneof({ weight: 3, arbitrary: fc.constant<Value[]>([]) }, { weight: 2, arbitrary: list });
}

const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const PLACES: Readonly<Record<Frequency, readonly string[]>> = {
  DAILY: [''],
  WEEKLY: [''],
  MONTHLY: ['', '', '1', '2', '3', '5', '-1', '-2', '-5'],
  YEARLY: ['', '', '1', '3', '5', '20', '53', '-1', '-2', '-53'],
};

/** Any rule that RFC 5545 allows and Parley keeps, without its end; some of them never happen. */
export const anyRule: fc.Arbitrary<RecurrenceRule> = fc.constantFrom(...FREQUENCIES).chain((frequency) =>
  fc
    .record({
      interval: fc.constantFrom(1, 1, 1, 2, 3, 4, 7, 13, 100),
      byDay: some(
        WEEKDAY_CODES.flatMap((day) => PLACES[frequency].map((place) => place + day)),
        4,
      ),
      byMonthDay: frequency === 'WEEKLY' ? fc.constant([]) : some([1, 2, 13, 28, 29, 30, 31, -1, -2, -31], 3),
      byMonth: some(MONTHS, 3),
      bySetPos: some([1, 2, 3, 5, 31, -1, -2, -31], 2),
      weekStart: frequency === 'WEEKLY' ? fc.constantFrom(0, 0, 6, 3) : fc.constant(0),
    })
    .map((parts) => {
      const isBare = parts.byDay.length + parts.byMonth.length + parts.byMonthDay.length === 0;
      return { ...plainRule(frequency), ...parts, bySetPos: isBare ? [] : parts.bySetPos };
    }),
);

/** A series: its rule, with an end or without, where it is, and when it may start. */
export interface AnySeries {
  readonly rule: RecurrenceRule;
  readonly zone: string;
  /** Days since 1970; the first occurrence comes at or after it. */
  readonly from: number;
  /** On the wall clock, as HH:MM; a series of days has none. */
  readonly time: string | undefined;
  /** How late the first occurrence is done, in hours. */
  readonly late: number;
  /** UNTIL is so many days after the start, written in one of three ways. */
  readonly end: { readonly days: number; readonly form: 'date' | 'floating' | 'utc' } | undefined;
}

/** Zones whose clocks change in each of the ways there are: at midnight, by half an hour, by a day, or never. */
const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Nuuk',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

/** Series of days and of times, from 2009 on, with COUNT, with UNTIL and without an end. */
export const anySeries: fc.Arbitrary<AnySeries> = fc
  .record({
    rule: anyRule,
    zone: fc.constantFrom(...ZONES),
    from: fc.integer({ min: 14_300, max: 22_300 }),
    time: fc.option(fc.constantFrom('00:00', '00:30', '02:00', '02:30', '09:00', '23:30'), { nil: undefined }),
    late: fc.oneof(fc.constant(0), fc.integer({ min: -60, max: 80 }), fc.integer({ min: 0, max: 2_000 })),
    count: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 2 }),
    end: fc.option(
      fc.record({ days: fc.integer({ min: 0, max: 900 }), form: fc.constantFrom('date', 'floating', 'utc') }),
      { nil: undefined, freq: 2 },
    ),
  })
  .map(({ count, end, rule, ...rest }) => ({
    ...rest,
    rule: { ...rule, count: end === undefined ? count : undefined },
    end,
  }));
