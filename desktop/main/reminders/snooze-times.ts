/** The ways to put a reminder off, in the order a notification offers them. */
export const SNOOZES = [
  { label: 'In 10 minutes', until: (now: Date) => new Date(now.getTime() + 10 * 60_000) },
  { label: 'In 1 hour', until: (now: Date) => new Date(now.getTime() + 60 * 60_000) },
  { label: 'Tomorrow', until: tomorrowMorning },
] as const;

/** Nine in the morning of the next day, by the clock of this computer. */
export function tomorrowMorning(now: Date): Date {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  return morning;
}
