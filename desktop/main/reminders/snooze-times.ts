/** The ways to put a reminder off, in the order a notification offers them; labels are named as in the messages. */
export const SNOOZES = [
  { label: 'inTenMinutes', until: (now: Date) => new Date(now.getTime() + 10 * 60_000) },
  { label: 'inAnHour', until: (now: Date) => new Date(now.getTime() + 60 * 60_000) },
  { label: 'tomorrow', until: tomorrowMorning },
] as const;

/** Nine in the morning of the next day, by the clock of this computer. */
export function tomorrowMorning(now: Date): Date {
  const morning = new Date(now);
  morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  return morning;
}
