import { expect, test } from 'vitest';
import { openTestTools, TEST_NOW, type ToolUser } from '../../testing/test-tools.ts';
import { listTasks } from './list-tasks.ts';

const { addUser } = await openTestTools();

const complete = (user: ToolUser, id = 1) => user.call('complete_task', { task_id: id });
const reopen = (user: ToolUser, id = 1) => user.call('complete_task', { task_id: id, completed: false });
const numbers = async (user: ToolUser) => {
  const { tasks } = listTasks.output.parse(await user.call('list_tasks', { status: 'all' }));
  return tasks.map(({ id }) => id).toSorted((left, right) => left - right);
};

test('marks a task done and open again, and never toggles', async () => {
  const alice = await addUser();
  const task = await alice.add('Buy milk', { due: '2026-11-01' });
  expect(task.overdue).toBe(true);
  const done = { status: 'completed', completed_at: TEST_NOW.toISOString(), overdue: false, version: 2 };
  expect(await complete(alice)).toMatchObject({ changed: true, task: done, warnings: [] });
  expect(await complete(alice)).toMatchObject({
    changed: false,
    task: done,
    warnings: [{ code: 'already_so', status: 'completed', message: 'It was done already.' }],
  });
  const open = { status: 'pending', completed_at: null, overdue: true, version: 3 };
  expect(await reopen(alice)).toMatchObject({ changed: true, task: open });
  expect(await reopen(alice)).toMatchObject({
    changed: false,
    task: open,
    warnings: [{ code: 'already_so', status: 'pending', message: 'It was open already.' }],
  });
});

test('makes the next occurrence of a task that repeats', async () => {
  const alice = await addUser();
  const task = await alice.add(
    'Water plants',
    { recurrence: 'every monday at 9', notes: 'All', tags: ['home'], priority: 'low' },
    { timeZone: 'Europe/Paris' },
  );
  expect(task).toMatchObject({ due_at: '2026-11-23T08:00:00.000Z', recurrence: 'FREQ=WEEKLY;BYDAY=MO' });
  const answer = await alice.call('complete_task', { task_id: 1 }, { timeZone: 'Europe/Paris' });
  expect(answer).toMatchObject({
    task: { id: 1, status: 'completed', recurrence: 'FREQ=WEEKLY;BYDAY=MO' },
    next_task: {
      id: 2,
      title: 'Water plants',
      status: 'pending',
      notes: 'All',
      tags: ['home'],
      priority: 'low',
      due_at: '2026-11-30T08:00:00.000Z',
      due: 'Monday, November 30, 2026 at 9:00 AM',
      recurrence: 'FREQ=WEEKLY;BYDAY=MO',
      version: 1,
    },
  });
  expect(await complete(alice)).not.toHaveProperty('next_task');
});

test('skips the occurrences that were missed', async () => {
  const alice = await addUser();
  await alice.add('Weigh', { recurrence: 'every day at 8am' }, { now: new Date('2026-11-02T06:00:00Z') });
  expect(await complete(alice)).toMatchObject({ next_task: { due_at: '2026-11-21T08:00:00.000Z' } });
});

test('keeps nine o’clock at nine when the clocks change', async () => {
  const alice = await addUser();
  const inParis = { timeZone: 'Europe/Paris', now: new Date('2026-10-20T10:00:00Z') };
  const { due_at } = await alice.add('Call mum', { recurrence: 'every sunday at 9' }, inParis);
  expect(due_at).toBe('2026-10-25T08:00:00.000Z');
  const before = await alice.add('Call dad', { recurrence: 'every saturday at 9' }, inParis);
  expect(before.due_at).toBe('2026-10-24T07:00:00.000Z');
  expect(await alice.call('complete_task', { task_id: before.id }, inParis)).toMatchObject({
    next_task: { due_at: '2026-10-31T08:00:00.000Z', due: 'Saturday, October 31, 2026 at 9:00 AM' },
  });
});

test('comes at 02:30 again after the day that has no 02:30, unless it was moved', async () => {
  const alice = await addUser();
  const turn = { timeZone: 'Europe/Paris', now: new Date('2026-03-28T01:30:00Z') };
  await alice.add('Take pill', { recurrence: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30', due: '2026-03-28 02:30' }, turn);
  const skipped = { due_at: '2026-03-29T01:30:00.000Z', recurrence: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30' };
  expect(await alice.call('complete_task', { task_id: 1 }, turn)).toMatchObject({ next_task: skipped });
  const after = { ...turn, now: new Date('2026-03-29T02:00:00Z') };
  expect(await alice.call('complete_task', { task_id: 2 }, after)).toMatchObject({
    next_task: { due_at: '2026-03-30T00:30:00.000Z', recurrence: 'FREQ=DAILY' },
  });
  await alice.call('undo_last_change', {}, after);
  await alice.call('update_task', { task_id: 2, due: '2026-03-29 10:00' }, after);
  expect(await alice.call('complete_task', { task_id: 2 }, after)).toMatchObject({
    next_task: { due_at: '2026-03-30T08:00:00.000Z', recurrence: 'FREQ=DAILY' },
  });
});

test('ends a repetition that has an end', async () => {
  const alice = await addUser();
  await alice.add('Take pill', { recurrence: 'FREQ=DAILY;COUNT=2', due: 'today' });
  expect(await complete(alice)).toMatchObject({ next_task: { id: 2, recurrence: 'FREQ=DAILY;COUNT=1' } });
  expect(await complete(alice, 2)).not.toHaveProperty('next_task');
});

test('takes the next occurrence away again when the task is reopened or the completion undone', async () => {
  const alice = await addUser();
  await alice.add('Water plants', { recurrence: 'every monday' });
  await complete(alice);
  expect(await numbers(alice)).toEqual([1, 2]);
  expect(await reopen(alice)).toMatchObject({ removed_task_id: 2 });
  expect(await numbers(alice)).toEqual([1]);
  await complete(alice);
  expect(await numbers(alice)).toEqual([1, 3]);
  expect(await alice.call('undo_last_change')).toMatchObject({
    undone: [
      { what: 'completed', task: { id: 1, status: 'pending' } },
      { what: 'created', task: { id: 3 } },
    ],
  });
  expect(await numbers(alice)).toEqual([1]);
});

test('keeps a next occurrence that was changed, and makes no second one', async () => {
  const alice = await addUser();
  await alice.add('Water plants', { recurrence: 'every monday' });
  await complete(alice);
  await alice.call('update_task', { task_id: 2, notes: 'Not the cactus' });
  expect(await reopen(alice)).toMatchObject({
    warnings: [{ code: 'occurrence_stays', task_id: 2 }],
  });
  expect(await complete(alice)).not.toHaveProperty('next_task');
  expect(await numbers(alice)).toEqual([1, 2]);
});
