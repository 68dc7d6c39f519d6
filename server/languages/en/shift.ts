import type { Shift } from '../language-pack.ts';

/** Reads how far "an hour later" or "2 days earlier" moves a date. */
export function readEnglishShift(shift: string, later: string): Shift | undefined {
  const match = LENGTH.exec(shift);
  const count = AMOUNTS.get(match?.groups?.['n'] ?? '') ?? Number(match?.groups?.['n']);
  const unit = match?.groups?.['unit'];
  if (!match || !Number.isFinite(count) || unit === undefined) return undefined;
  const sign = /earlier|sooner|forward|ahead|before/u.test(later) ? -1 : 1;
  if (unit === 'month') return { months: sign * count };
  if (unit === 'min') return { minutes: sign * count };
  if (unit === 'hour' || unit === 'hr') return { minutes: sign * count * 60 };
  return { days: sign * count * (unit === 'week' ? 7 : 1) };
}

const LENGTH =
  /(?<n>\d+|a couple of|couple of|half an|another|an?|one|two|three|four|five|six|seven|ten)(?: more)? (?<unit>min|hour|hr|day|week|month)/u;

const AMOUNTS = new Map([
  ['a', 1],
  ['an', 1],
  ['one', 1],
  ['another', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['ten', 10],
  ['a couple of', 2],
  ['couple of', 2],
  ['half an', 0.5],
]);
