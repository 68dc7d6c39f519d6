import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestTools, TEST_NOW, type ToolUser } from '../../testing/test-tools.ts';

const { database, addUser } = await openTestTools();

interface Row {
  id: number;
  status: string;
  previousId: number | null;
}

/**
 * How many occurrences are open of what descends from one task. Worked out from the chain of descent, and from the log
 * for occurrences that are gone; what the tools call a series has no part in it.
 */
async function countOpenByDescent(user: ToolUser): Promise<number[]> {
  const rows = await database('tasks').where({ userId: user.id }).select<Row[]>('id', 'status', 'previousId');
  const log = await database('taskChanges')
    .where({ userId: user.id })
    .orderBy('id')
    .select<{ after: unknown }[]>('after');
  const parents = new Map<number, number | null>();
  for (const { after } of log) {
    if (typeof after !== 'object' || after === null || !('id' in after) || !('previous_id' in after)) continue;
    parents.set(Number(after.id), after.previous_id === null ? null : Number(after.previous_id));
  }
  const rootOf = (id: number): number => {
    const parent = parents.get(id) ?? null;
    return parent === null ? id : rootOf(parent);
  };
  const open = rows.filter(({ status }) => status === 'pending');
  return [...Map.groupBy(open, ({ id }) => rootOf(id)).values()].map((group) => group.length);
}

async function expectOneOpen(user: ToolUser): Promise<void> {
  for (const count of await countOpenByDescent(user)) expect(count).toBeLessThanOrEqual(1);
}

const complete = (user: ToolUser, id: number, completed = true) =>
  user.call('complete_task', { task_id: id, completed });

test('a task done twice, reopened and done again is one series', async () => {
  const alice = await addUser();
  await alice.add('Water', { recurrence: 'daily' });
  await complete(alice, 1);
  await complete(alice, 2);
  await complete(alice, 1, false);
  await expectOneOpen(alice);
  // The second was done already, so it is the third that comes again.
  expect(await complete(alice, 1)).toMatchObject({ next_task: { due_on: '2026-11-22' } });
  expect(await countOpenByDescent(alice)).toEqual([1]);
});

test('an occurrence stays done while a later one that was changed is open, and says so', async () => {
  const alice = await addUser();
  await alice.add('Water', { recurrence: 'daily' });
  await complete(alice, 1);
  await complete(alice, 2);
  await alice.call('update_task', { task_id: 3, notes: 'Not the cactus' });
  expect(await complete(alice, 1, false)).toMatchObject({
    changed: false,
    task: { status: 'completed' },
    warnings: [{ code: 'occurrence_stays', task_id: 3 }],
  });
});

test('an undo opens no second occurrence either', async () => {
  const alice = await addUser();
  await alice.add('Water', { recurrence: 'daily' });
  const batchId = '6f1f0f6e-57c4-4d0b-8f0e-2f6f8f1c9a11';
  await alice.call('complete_task', { task_id: 1 }, { batchId });
  await alice.call('update_task', { task_id: 2, title: 'Water all' });
  expect(await alice.call('undo_last_change', { batch_id: batchId })).toMatchObject({
    undone: [],
    skipped: [
      { task_id: 1, reason: 'Another occurrence of it is open.' },
      { task_id: 2, reason: 'It has been changed since.' },
    ],
  });
  await expectOneOpen(alice);
});

interface Step {
  readonly name: string;
  readonly pick: number;
  readonly args: Record<string, unknown>;
  /** Whoever does it is somewhere, at some time. */
  readonly turn: { readonly timeZone: string; readonly now: Date };
}

const step: fc.Arbitrary<Step> = fc.record({
  name: fc.constantFrom('complete', 'complete', 'reopen', 'reopen', 'undo', 'undoOlder', 'redo', 'update', 'delete'),
  pick: fc.nat(20),
  turn: fc.record({
    timeZone: fc.constantFrom('Pacific/Auckland', 'America/New_York', 'Europe/London'),
    now: fc.nat(240).map((hours) => new Date(TEST_NOW.getTime() + hours * 3_600_000)),
  }),
  args: fc.constantFrom(
    { recurrence: 'weekly' },
    { recurrence: 'every monday at 9' },
    { recurrence: 'FREQ=DAILY;COUNT=2' },
    { recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU' },
    { clear_fields: ['recurrence'] },
    { title: 'Feed' },
    { due: 'tomorrow' },
  ),
});

async function run(user: ToolUser, { name, pick, args, turn }: Step): Promise<unknown> {
  const rows = await database('tasks').where({ userId: user.id }).orderBy('id').select<Row[]>('id');
  const id = rows[pick % Math.max(rows.length, 1)]?.id ?? 1;
  switch (name) {
    case 'complete':
    case 'reopen':
      return user.call('complete_task', { task_id: id, completed: name === 'complete' }, turn);
    case 'update':
      return user.call('update_task', { task_id: id, ...args }, turn);
    case 'delete':
      return user.call('delete_task', { task_id: id }, turn);
    case 'undo':
    case 'redo':
      return user.call('undo_last_change', { redo: name === 'redo' }, turn);
    default: {
      const batches = await database('taskChanges')
        .where({ userId: user.id })
        .distinct<{ batchId: string }[]>('batchId')
        .orderBy('batchId');
      return user.call('undo_last_change', { batch_id: batches[pick % batches.length]?.batchId }, turn);
    }
  }
}

test('no sequence of changes leaves two open occurrences', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const user = await addUser();
      await user.add('Water', { recurrence: 'daily' });
      await complete(user, 1);
      for (const each of steps) {
        expect(JSON.stringify(await run(user, each))).not.toMatch(/internal_error|database_unavailable/);
        await expectOneOpen(user);
      }
    }),
    { numRuns: 25, seed: 4 },
  );
});

test('nor do changes at the same moment', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 4 }), async (steps) => {
      const user = await addUser();
      await user.add('Water', { recurrence: 'daily' });
      for (const id of [1, 2]) await complete(user, id);
      const answers = await Promise.all([
        ...steps.map((each) => run(user, each)),
        complete(user, 3),
        complete(user, 3),
      ]);
      expect(JSON.stringify(answers)).not.toMatch(/internal_error|database_unavailable/);
      await expectOneOpen(user);
    }),
    { numRuns: 12, seed: 4 },
  );
});

test('the database itself refuses a second one', async () => {
  const alice = await addUser();
  await alice.add('Water', { recurrence: 'daily' });
  await complete(alice, 1);
  await expect(
    database('tasks').where({ userId: alice.id, id: 1 }).update({ status: 'pending', completedAt: null }),
  ).rejects.toThrow('tasks_one_open_of_series');
});
