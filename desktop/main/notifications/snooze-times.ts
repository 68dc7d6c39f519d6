import { tomorrowMorning } from '../../tomorrow-morning.ts';

/** The ways to put a reminder off, in the order a notification offers them; labels are named as in the messages. */
export const SNOOZES = [
  { label: 'inTenMinutes', until: (now: Date) => new Date(now.getTime() + 10 * 60_000) },
  { label: 'inAnHour', until: (now: Date) => new Date(now.getTime() + 60 * 60_000) },
  { label: 'tomorrow', until: tomorrowMorning },
] as const;
