/** A day of the Gregorian calendar as its number, counted from 1 January 1970: made and read far faster than a date. */
export type DayNumber = number;

/** The number of a day; month 13 is January of the next year. */
export function dayOf(year: number, month: number, date: number): DayNumber {
  // Counted from 1 March, so that the leap day is the last of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const [era, ofEra] = [Math.floor(shifted / 400), modulo(shifted, 400)];
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** The day that has a number. */
export function dateOf(day: DayNumber): { year: number; month: number; date: number } {
  const [era, ofEra] = [Math.floor((day + 719_468) / 146_097), modulo(day + 719_468, 146_097)];
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const months = Math.floor((5 * ofYear + 2) / 153);
  const month = months < 10 ? months + 3 : months - 9;
  const date = ofYear - Math.floor((153 * months + 2) / 5) + 1;
  return { year: era * 400 + years + (month <= 2 ? 1 : 0), month, date };
}

/** The days of a month. */
export function lengthOf(year: number, month: number): number {
  return dayOf(year, month + 1, 1) - dayOf(year, month, 1);
}

/** From Monday, which is 0. */
export function weekdayOf(day: DayNumber): number {
  return modulo(day + 3, 7);
}

/** What is left of a division, never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
