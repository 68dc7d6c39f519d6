import type { Frequency } from './vocabulary.ts';

/** How one language says how often. `{n}` is a number, `{unit}` a counted unit such as "2 weeks", `{days}` weekdays, `{date}` a date. */
export interface RecurrenceWording extends Readonly<Record<Frequency, string>> {
  readonly every: string;
  readonly workdays: string;
  /** Every such weekday; languages that bend "every" after the day put it behind a colon instead. */
  readonly weekdays: string;
  readonly monthDay: string;
  readonly lastDay: string;
  readonly until: string;
  /** That there is more to it than there are words for. */
  readonly special: string;
}
