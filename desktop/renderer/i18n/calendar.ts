import type { DayKey } from '../../due-day.ts';

const DAY = 86_400_000;

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
