import type { ChatLanguage } from '../text/languages.ts';

/** A unit of time that is counted. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** A named stretch of the day; `PART_HOURS` says which hour stands for it. */
export type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night' | 'midnight';

/**
 * What a little word does in a date phrase.
 * `by`, `on`, `at`, `for` lead a date in; `in`, `hence`, `ago`, `ago-prefix`, `from` place a length of time;
 * `next`, `coming`, `this`, `last` choose which one (`coming`: "próximo viernes" is the first Friday, not next week's);
 * `final` is the last of a month or a year, not the one before: "ultimo", "son";
 * `hedge` blurs a date and goes with it: "sometime next week"; `before`, `after`, `since`, `until` bound a range;
 * `within` counts from now, as `in` does not need to; `except` takes days away from a repetition; `not` and `or` say that what
 * stands beside them is not, or not surely, meant; `times` counts how often; `between` begins a stretch of time;
 * `clock-lead` is an `at` that no plain count follows; `dom` leads in a day of the month; `stop` may follow a date without being part of it.
 */
export type Role =
  | 'by' | 'on' | 'at' | 'for' | 'in' | 'hence' | 'ago' | 'ago-prefix' | 'from'
  | 'next' | 'coming' | 'this' | 'last' | 'article' | 'one' | 'half' | 'hedge' | 'of' | 'and' | 'start' | 'end'
  | 'every' | 'other' | 'past' | 'to' | 'oclock' | 'dom' | 'day-mark' | 'month-mark' | 'year-mark'
  | 'clock-lead' | 'within' | 'stop' | 'range-to' | 'before' | 'after' | 'since' | 'until'
  | 'except' | 'not' | 'or' | 'times' | 'between' | 'final'; // prettier-ignore

/** How often something repeats, in RRULE's words. */
export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';

/** A whole-list filter that is no day. */
export type ListFilter = 'overdue' | 'none';

/** One language's words for dates. Every value is a comma-separated list of words or short phrases, accents optional. */
export interface Vocabulary {
  readonly language: ChatLanguage;
  /** "5 Uhr", "7 heures": the hour counts as written. */
  readonly hasLiteralOclock?: boolean;
  /** "el 5", "le 5": a day of the month needs no ordinal. */
  readonly hasPlainDayOfMonth?: boolean;
  /** "am 1.": a full stop makes an ordinal. */
  readonly hasOrdinalDot?: boolean;
  /** "через час": a unit without a number counts as one. */
  readonly impliesOne?: boolean;
  /** "kal tak", "明日まで": the little words come after the date. */
  readonly isPostpositional?: boolean;
  /** "Aralık'a": what follows an apostrophe is an ending. */
  readonly hasCaseEndings?: boolean;
  /** By days from today. */
  readonly days: Readonly<Record<string, string>>;
  /** One word for a day and a part of it, such as "tonight", by `<days from today> <part>`. */
  readonly dayParts?: Readonly<Record<string, string>>;
  readonly parts: Readonly<Partial<Record<DayPart, string>>>;
  /** Words for a part of the day only when a day stands before: "Freitag morgen". */
  readonly partsAfterDay?: Readonly<Partial<Record<DayPart, string>>>;
  /** Whole lengths of time in a word or two, by `<amount> <unit>`: "half an hour". */
  readonly spans?: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<TimeUnit, string>>;
  /** Spellings beyond what Intl knows, by weekday from Monday = 1. */
  readonly weekdays?: Readonly<Record<string, string>>;
  /** Words for every such weekday: "mondays", "montags", by weekday. */
  readonly repeatedWeekdays?: Readonly<Record<string, string>>;
  /** Spellings beyond what Intl knows, by month from January = 1. */
  readonly months?: Readonly<Record<string, string>>;
  readonly numbers?: Readonly<Record<string, string>>;
  readonly ordinals?: Readonly<Record<string, string>>;
  /** The days of the week from Monday by one sign each, read only in a row of them: "周一三五", "毎週月水金". */
  readonly shortWeekdays?: string;
  /** Little words written in one with the next: "وخميس", "полшестого". */
  readonly glued?: string;
  readonly weekend?: string;
  readonly workdays?: string;
  /** Whole phrases such as "eom", by `<edge> <unit>`. */
  readonly edges?: Readonly<Record<string, string>>;
  /** Whole phrases such as "下周", by `<which> <unit>`. */
  readonly periods?: Readonly<Record<string, string>>;
  /** Words beside an hour that say which half of the day it is in. */
  readonly meridiems?: Readonly<Partial<Record<'am' | 'pm', string>>>;
  /** Days with a name, by `<month>-<day>`, or `<month>-<place>x<weekday>` for the fourth Thursday of November. */
  readonly holidays?: Readonly<Record<string, string>>;
  /** Minutes a word before the hour adds: "half past" 30, "halb" -30. */
  readonly clockPrefixes?: Readonly<Record<string, string>>;
  /** Minutes a word after the hour adds. */
  readonly clockSuffixes?: Readonly<Record<string, string>>;
  /** Whole phrases such as "daily", by `<interval> <frequency>` or a frequency. */
  readonly repeats?: Readonly<Record<string, string>>;
  readonly filters?: Readonly<Partial<Record<ListFilter, string>>>;
  readonly roles: Readonly<Partial<Record<Role, string>>>;
  /** Words of `days`, `weekdays`, `months` and `parts` that more often mean something else: they need a preposition or a time. */
  readonly doubtful?: string;
  /** Names with a date word in them: "black friday". */
  readonly names?: string;
  /** Words whose number is a name, not an hour: "episode 3 tonight". */
  readonly counted?: string;
  /** Verbs with a `by` of their own: "stop by friday". */
  readonly byVerbs?: string;
  /** Parts of the day that may end a name, "parents evening thursday", and what stands before one that ends none. */
  readonly nameEnds?: string;
  readonly beforeParts?: string;
  /** What stands before a word for a day that means something else there, by that word: "enjoy the sun". */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Leads to a day that a title ends with, "edge of tomorrow", and to the day a thing is moved to. */
  readonly beforeTitleDay?: string;
  readonly towards?: string;
  /** What stands before a name that is also a day: "Herrn Freitag". */
  readonly addresses?: string;
  /** Who is reminded: "remind me friday" names no friday thing. */
  readonly persons?: string;
  /** Words for a time that other languages, or names, have too. */
  readonly shared?: string;
  /** Words that look like a misspelt date but are not. */
  readonly notMisspelt?: string;
  /** Everyday words that show the text is in this language, for a language whose date words are short. */
  readonly markers?: string;
}
