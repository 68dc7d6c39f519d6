import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenResult } from './shorten-result.ts';

const MOST = 8_000;

function taskList(count: number, title: string) {
  return {
    success: true,
    tasks: Array.from({ length: count }, (_, index) => ({
      id: index + 1,
      title: `${title} ${index + 1}`,
      notes: null,
      priority: null,
      tags: [],
      status: 'pending',
      due_on: '2026-12-04',
      due_at: null,
      due_zone: null,
      recurrence: null,
      completed_at: null,
      created_at: '2026-12-01T08:00:00.000Z',
      updated_at: '2026-12-01T08:00:00.000Z',
      due: 'Friday, 4 December 2026',
      overdue: false,
      version: 1,
    })),
    total: count,
    has_more: false,
  };
}

function read(text: string): ReturnType<typeof taskList> & { left_out?: number } {
  return JSON.parse(text);
}

test('keeps what fits as it is', () => {
  expect(shortenResult(taskList(5, 'Buy bread'), MOST)).toBe(JSON.stringify(taskList(5, 'Buy bread')));
});

test('keeps every task of a page that a chat shows, with its number and title', () => {
  const { tasks, total } = read(shortenResult(taskList(50, 'Call the dentist about the bill'), MOST));
  expect(tasks.map(({ id, title }) => [id, title])).toEqual(
    taskList(50, 'Call the dentist about the bill').tasks.map(({ id, title }) => [id, title]),
  );
  expect(total).toBe(50);
});

test('leaves out whole tasks at the end and says how many', () => {
  const shortened = read(shortenResult(taskList(400, 'Call the dentist about the bill'), MOST));
  expect(shortened.tasks.length).toBeGreaterThan(40);
  expect(shortened.left_out).toBe(400 - shortened.tasks.length);
  expect(shortened.total).toBe(400);
});

test('is JSON of the length that is allowed, whatever a tool gives back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 60, max: 400 }), (value, most) => {
      const text = shortenResult(value, most);
      expect(text.length).toBeLessThanOrEqual(most);
      expect(() => {
        JSON.parse(text);
      }).not.toThrow();
    }),
    { seed: 15, numRuns: 500, interruptAfterTimeLimit: 5_000 },
  );
  expect(shortenResult('long '.repeat(10_000), MOST).length).toBeLessThanOrEqual(MOST);
});
