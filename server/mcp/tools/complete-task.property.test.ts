import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestTools, TEST_NOW } from '../../testing/test-tools.ts';
import { completeTask } from './complete-task.ts';

const { addUser } = await openTestTools();

const PLACES = ['Pacific/Auckland', 'America/New_York', 'Europe/London'];

/** A task that repeats: said somewhere, done at some time. */
const series = fc.record({
  saidIn: fc.constantFrom('Europe/Berlin', ...PLACES),
  due: fc.constantFrom(
    '2026-11-20',
    '2026-11-30',
    '2026-11-20 00:15',
    '2026-11-20 23:45',
    '2026-10-31 02:30',
    '2026-12-31',
  ),
  recurrence: fc.constantFrom(
    'FREQ=DAILY',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR,SU;WKST=SU',
    'FREQ=MONTHLY',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=YEARLY',
    'FREQ=DAILY;COUNT=90',
    'FREQ=DAILY;UNTIL=20270105',
  ),
  hours: fc.integer({ min: -30, max: 600 }),
});

test('the next occurrence is the same, wherever the one before is done', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(series, async ({ saidIn, due, recurrence, hours }) => {
      const now = new Date(TEST_NOW.getTime() + hours * 3_600_000);
      const user = await addUser();
      const nexts = [];
      for (const timeZone of PLACES) {
        const { id } = await user.add('Water', { due, recurrence }, { timeZone: saidIn });
        const answer = await user.call('complete_task', { task_id: id }, { timeZone, now });
        const { next_task: next } = completeTask.output.parse(answer);
        nexts.push(next && { on: next.due_on, at: next.due_at, zone: next.due_zone, rule: next.recurrence });
      }
      expect(new Set(nexts.map((next) => JSON.stringify(next))).size).toBe(1);
    }),
    { numRuns: 12, seed: 12 },
  );
});
