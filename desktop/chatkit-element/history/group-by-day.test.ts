import { expect, test } from 'vitest';
import type { Thread } from '../protocol/thread-item.ts';
import { groupByDay } from './group-by-day.ts';

test('groups threads by the days people speak of', () => {
  const thread = (id: string, date: Date): Thread => ({
    id,
    created_at: date.toISOString(),
    status: { type: 'active' },
  });
  const now = new Date(2026, 2, 10, 0, 30);
  const threads = [
    thread('today', new Date(2026, 2, 10, 0, 10)),
    thread('late yesterday', new Date(2026, 2, 9, 23, 59)),
    thread('early yesterday', new Date(2026, 2, 9, 0, 1)),
    thread('week', new Date(2026, 2, 4, 12)),
    thread('old', new Date(2026, 1, 1)),
  ];
  expect(groupByDay(threads, now).map((group) => [group.day, group.threads.map(({ id }) => id)])).toEqual([
    ['today', ['today']],
    ['yesterday', ['late yesterday', 'early yesterday']],
    ['lastWeek', ['week']],
    ['earlier', ['old']],
  ]);
});
