import type { Thread } from '../protocol/thread-item.ts';

/** When something was last said in threads, as a heading. */
export type HistoryDay = 'today' | 'yesterday' | 'lastWeek' | 'earlier';

/** Cuts a list of threads, newest first, at days. The order is the server's. */
export function groupByDay(threads: readonly Thread[], now: Date): { day: HistoryDay; threads: Thread[] }[] {
  const groups: { day: HistoryDay; threads: Thread[] }[] = [];
  for (const thread of threads) {
    const day = dayOf(new Date(thread.active_at ?? thread.created_at), now);
    const group = groups.find((other) => other.day === day);
    if (group) group.threads.push(thread);
    else groups.push({ day, threads: [thread] });
  }
  return groups;
}

function dayOf(date: Date, now: Date): HistoryDay {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const daysAgo = Math.ceil((midnight.getTime() - date.getTime()) / 86_400_000);
  if (daysAgo <= 0) return 'today';
  if (daysAgo <= 1) return 'yesterday';
  return daysAgo <= 7 ? 'lastWeek' : 'earlier';
}
