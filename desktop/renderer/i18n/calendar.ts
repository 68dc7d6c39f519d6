/** A day as people name it, without a zone: `2026-11-21`. */
export type DayKey = string;

const DAY = 86_400_000;
const keyFormats = new Map<string, Intl.DateTimeFormat>();

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

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: DayKey, to: DayKey): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY);
}

/** The time of an instant in a zone as an input of type `time` takes it: `17:00`. */
export function timeKey(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant);
}

export function deviceTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** True for a zone this device can compute with. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return name !== '';
  } catch {
    return false;
  }
}
