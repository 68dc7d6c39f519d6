/** What warnings are about. */
export const WARNING_CODES = [
  'past_due',
  'same_title',
  'already_so',
  'occurrence_stays',
  'empty_ignored',
  'leap_day',
] as const;

/** What a person should know about a change that was made. The code is the contract; the text is safe to show. */
export interface Warning {
  readonly code: (typeof WARNING_CODES)[number];
  readonly text: string;
}
