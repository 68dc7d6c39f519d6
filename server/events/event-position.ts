import { z } from 'zod';

/** More transactions at once than fit into this are no position worth keeping. */
const LONGEST = 2_000;
const BIGGEST = 2n ** 63n;

/** Where somebody has read to: which transactions had ended then. */
export interface EventPosition {
  /** Milliseconds since 1970, by the database's clock. */
  readonly at: number;
  /** PostgreSQL's `pg_snapshot`: exact, though transactions end in another order than they began. */
  readonly snapshot: string;
}

/** The position as the `id` of an event, which `Last-Event-ID` brings back. */
export function formatPosition({ at, snapshot }: EventPosition): string {
  return `${at}.${snapshot}`;
}

const written = z
  .string()
  .max(LONGEST)
  .regex(/^\d{1,15}\.\d{1,19}:\d{1,19}:(?:\d{1,19}(?:,\d{1,19})*)?$/);

/** @returns undefined for what was never a position: PostgreSQL would refuse it. */
export function parsePosition(id: string): EventPosition | undefined {
  if (!written.safeParse(id).success) return undefined;
  const [at = '', snapshot = ''] = id.split('.');
  const [first = '', end = '', running = ''] = snapshot.split(':');
  const [earliest, ...others] = [first, ...running.split(',').filter(Boolean)].map(BigInt);
  const isInOrder = others.every((xid, index) => xid > (others[index - 1] ?? -1n) && xid >= (earliest ?? 0n));
  const isBeforeEnd = others.every((xid) => xid < BigInt(end)) && BigInt(first) <= BigInt(end);
  const isPossible = BigInt(first) > 0n && BigInt(end) < BIGGEST;
  return isInOrder && isBeforeEnd && isPossible ? { at: Number(at), snapshot } : undefined;
}
