const DAY = 86_400_000;

/**
 * When a wall clock shows a time, by RFC 5545, 3.3.5: of two the first; one that is skipped is read with the offset of
 * before the gap. Worked out from what `Intl` shows, without Temporal.
 * @param wall milliseconds since 1970, as if the clock were UTC's
 */
export function findInstant(wall: number, zone: string): number {
  const [before, after] = [offsetAt(wall - 1.5 * DAY, zone), offsetAt(wall + 1.5 * DAY, zone)];
  const candidates = [wall - before, wall - after].toSorted((one, other) => one - other);
  return candidates.find((at) => readWall(at, zone) === wall) ?? wall - before;
}

/** What a wall clock shows at an instant, as if it were UTC's. */
export function readWall(at: number, zone: string): number {
  return at + offsetAt(at, zone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(at: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  const shown = format.format(at);
  const [month = 0, date = 0, year = 0, hour = 0, minute = 0, second = 0] = shown.split(/\D+/u).map(Number);
  return Date.UTC(2000 + year, month - 1, date, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}
