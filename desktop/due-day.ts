/** A day as people name it, without a zone: `2026-11-21`. */
export type DayKey = string;

/** When a task is due: on a day, which is that day wherever it is read, or at an instant; a task without a date has neither. */
export interface Due {
  readonly due_on: DayKey | null;
  readonly due_at: string | null;
}

/** After every day there is. */
const NO_DAY = '~';
const keyFormats = new Map<string, Intl.DateTimeFormat>();

/** The day a task is due on for somebody in a zone; null for a task without a date. */
export function dueDay({ due_on: day, due_at: instant }: Due, timeZone: string): DayKey | null {
  return day ?? (instant === null ? null : dayKey(new Date(instant), timeZone));
}

/** The order of a list for somebody in a zone: by day, what has no time first, and what has no date last. */
export function compareDue(a: Due, b: Due, timeZone: string): number {
  const [first, second] = [placeOf(a, timeZone), placeOf(b, timeZone)];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** The day an instant falls on in a zone. */
export function dayKey(instant: Date, timeZone: string): DayKey {
  let format = keyFormats.get(timeZone);
  if (!format) {
    // Sweden writes dates as ISO does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    keyFormats.set(timeZone, format);
  }
  return format.format(instant);
}

/** A text that sorts as the task does: a day alone comes before the same day with more behind it. */
function placeOf(due: Due, timeZone: string): string {
  const day = dueDay(due, timeZone) ?? NO_DAY;
  return due.due_at === null ? day : `${day} ${new Date(due.due_at).toISOString()}`;
}
