import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestTools, type ToolUser } from '../../testing/test-tools.ts';

const { addUser, database } = await openTestTools();

/** All of a user's tasks as a person sees them, which is what an undo must bring back. */
async function see(user: ToolUser): Promise<unknown> {
  const bookkeeping = ['version', 'updatedAt', 'userId'];
  const rows = await database('tasks').where({ userId: user.id }).orderBy('id').select<object[]>('*');
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !bookkeeping.includes(column))));
}

const undo = (user: ToolUser, args: Record<string, unknown> = {}) => user.call('undo_last_change', args);

test('takes back an addition, a change, a completion, a reopening and a deletion', async () => {
  const alice = await addUser();
  await alice.add('Other');
  const { id } = await alice.add('Buy milk', { notes: '2 litres', tags: ['home'], priority: 'low', due: '2026-12-01' });
  const steps: [string, Record<string, unknown>, string][] = [
    [
      'update_task',
      { task_id: id, title: 'Buy oat milk', clear_fields: ['notes', 'due'], add_tags: ['shop'] },
      'updated',
    ],
    ['complete_task', { task_id: id }, 'completed'],
    ['complete_task', { task_id: id, completed: false }, 'reopened'],
    ['delete_task', { task_id: id }, 'deleted'],
  ];
  const states: unknown[] = [];
  for (const [name, args] of steps) {
    states.push(await see(alice));
    expect(await alice.call(name, args)).toMatchObject({ success: true });
  }
  for (const [, , what] of steps.toReversed()) {
    expect(await undo(alice)).toMatchObject({ success: true, undone: [{ what, task: { id } }], skipped: [] });
    expect(await see(alice)).toEqual(states.pop());
  }
  expect(await undo(alice)).toMatchObject({ undone: [{ what: 'created', task: { id, title: 'Buy milk' } }] });
  expect(await see(alice)).toMatchObject([{ title: 'Other' }]);
});

test('takes a bulk change back whole', async () => {
  const alice = await addUser();
  const batchId = randomUUID();
  for (const title of ['One', 'Two', 'Three', 'Four']) await alice.add(title);
  const before = await see(alice);
  await alice.call('delete_task', { task_id: 1 }, { batchId });
  await alice.call('complete_task', { task_id: 2 }, { batchId });
  await alice.call('update_task', { task_id: 3, title: 'Tree' }, { batchId });
  await alice.call('update_task', { task_id: 3, priority: 'high' }, { batchId });
  await alice.add('Five', {}, { batchId });
  const passing = await alice.add('Six', {}, { batchId });
  await alice.call('delete_task', { task_id: passing.id }, { batchId });
  expect(await undo(alice)).toMatchObject({
    undone: [
      { what: 'deleted', task: { id: 1, title: 'One' } },
      { what: 'completed', task: { id: 2, status: 'pending' } },
      { what: 'updated', task: { id: 3, title: 'Three', priority: null } },
      { what: 'created', task: { id: 5, title: 'Five' } },
    ],
    skipped: [],
  });
  expect(await see(alice)).toEqual(before);
});

test('undoes a batch once: the second time it says so and does nothing', async () => {
  const alice = await addUser();
  const batchId = randomUUID();
  await alice.add('Older');
  await alice.add('Buy milk', {}, { batchId });
  expect(await undo(alice, { batch_id: batchId })).toMatchObject({ success: true });
  const after = await see(alice);
  expect(await undo(alice, { batch_id: batchId })).toMatchObject({
    success: false,
    error: { code: 'conflict', message: 'That has been undone already.' },
  });
  expect(await see(alice)).toEqual(after);
});

test('undoes a batch once when two ask at the same time', async () => {
  const alice = await addUser();
  const batchId = randomUUID();
  const { id } = await alice.add('Buy milk');
  await alice.call('delete_task', { task_id: id }, { batchId });
  const answers = await Promise.all(Array.from({ length: 6 }, () => undo(alice, { batch_id: batchId })));
  expect(answers.filter(({ success }) => success)).toHaveLength(1);
  expect(await see(alice)).toMatchObject([{ id, title: 'Buy milk' }]);
});

test('goes one step further back when asked again, and redoes only when told to', async () => {
  const alice = await addUser();
  await alice.add('First');
  await alice.add('Second');
  await undo(alice);
  expect(await see(alice)).toMatchObject([{ title: 'First' }]);
  const answer = await undo(alice);
  expect(answer).toMatchObject({ undone: [{ task: { title: 'First' } }] });
  expect(await see(alice)).toEqual([]);
  expect(await undo(alice)).toMatchObject({ success: false, error: { code: 'not_found' } });
  expect(await see(alice)).toEqual([]);
  for (const title of ['First', 'Second']) {
    expect(await undo(alice, { redo: true })).toMatchObject({ redone: true, undone: [{ task: { title } }] });
  }
  expect(await undo(alice, { redo: true })).toMatchObject({ success: false, error: { code: 'not_found' } });
  expect(await see(alice)).toMatchObject([{ title: 'First' }, { title: 'Second' }]);
});

test('undoes an undo, and that again: all of a task comes back, under its number', async () => {
  const alice = await addUser();
  const [added, undone, redone] = [randomUUID(), randomUUID(), randomUUID()];
  const all = { notes: '2 litres', tags: ['home'], priority: 'low', due: '2026-12-01', recurrence: 'every day' };
  await alice.add('Buy milk', all, { batchId: added });
  const before = await see(alice);
  await alice.call('undo_last_change', {}, { batchId: undone });
  expect(await alice.call('undo_last_change', { batch_id: undone }, { batchId: redone })).toMatchObject({
    redone: true,
    undone: [{ what: 'deleted', task: { title: 'Buy milk' } }],
  });
  expect(await see(alice)).toEqual(before);
  expect(await undo(alice, { batch_id: undone })).toMatchObject({ success: false, error: { code: 'conflict' } });
  expect(await undo(alice, { batch_id: added })).toMatchObject({ redone: false, undone: [{ what: 'created' }] });
  expect(await undo(alice, { batch_id: undone })).toMatchObject({ redone: true });
  expect(await undo(alice, { batch_id: redone })).toMatchObject({ redone: false });
  expect(await see(alice)).toEqual([]);
});

test('redoes nothing once something else was changed', async () => {
  const alice = await addUser();
  await alice.add('First');
  await undo(alice);
  await alice.add('Second');
  expect(await undo(alice, { redo: true })).toMatchObject({ success: false, error: { code: 'not_found' } });
  expect(await see(alice)).toMatchObject([{ title: 'Second' }]);
});

test('leaves a task that has changed since, and reports it', async () => {
  const alice = await addUser();
  const batchId = randomUUID();
  for (const title of ['One', 'Two', 'Three']) await alice.add(title);
  for (const id of [1, 2, 3]) await alice.call('update_task', { task_id: id, priority: 'high' }, { batchId });
  await alice.call('update_task', { task_id: 2, title: 'Two, but later' });
  await alice.call('delete_task', { task_id: 3 });
  expect(await undo(alice, { batch_id: batchId })).toMatchObject({
    undone: [{ what: 'updated', task: { id: 1, priority: null } }],
    skipped: [
      { task_id: 2, reason: 'It has been changed since.' },
      { task_id: 3, reason: 'It has been deleted since.' },
    ],
  });
  expect(await see(alice)).toMatchObject([{ id: 1 }, { id: 2, title: 'Two, but later', priority: 'high' }]);
});

test('gives a restored task a version it never had', async () => {
  const alice = await addUser();
  const { id } = await alice.add('Buy milk');
  await alice.call('update_task', { task_id: id, title: 'Buy oat milk' });
  await alice.call('delete_task', { task_id: id });
  const answer = await undo(alice);
  expect(answer).toMatchObject({ undone: [{ task: { id, version: 3 } }] });
  expect(await alice.call('delete_task', { task_id: id }, { expectedVersion: 2 })).toMatchObject({ success: false });
});

test('takes back what this conversation did, this outside client or the pages: each its own', async () => {
  const alice = await addUser();
  const [home, work] = [await alice.startTurn(), await alice.startTurn()];
  const inTurn = (turn: typeof home) => ({ call: { ...turn, callId: randomUUID() } });
  await alice.add('Outside', {}, { door: 'mcp' });
  await alice.add('On the page');
  await alice.add('At home', {}, inTurn(home));
  await alice.add('At work', {}, inTurn(work));
  await alice.add('On the page again');
  const undoneTitle = { undone: [{ task: { title: 'At home' } }] };
  expect(await alice.call('undo_last_change', {}, inTurn(home))).toMatchObject(undoneTitle);
  expect(await alice.call('undo_last_change', {}, inTurn(home))).toMatchObject({
    error: {
      code: 'not_found',
      message:
        'There is nothing to undo in this conversation. What was changed last elsewhere is “On the page again”; it can be undone there.',
    },
  });
  const byMcp = { door: 'mcp' } as const;
  expect(await alice.call('undo_last_change', {}, byMcp)).toMatchObject({ undone: [{ task: { title: 'Outside' } }] });
  expect(await alice.call('undo_last_change', {}, byMcp)).toMatchObject({ error: { code: 'not_found' } });
  expect(await undo(alice)).toMatchObject({ undone: [{ task: { title: 'On the page again' } }] });
  expect(await see(alice)).toMatchObject([{ title: 'On the page' }, { title: 'At work' }]);
});

test('never undoes another user’s change', async () => {
  const [alice, bob] = [await addUser(), await addUser()];
  const batchId = randomUUID();
  await alice.add('SECRET-5', {}, { batchId });
  for (const args of [{}, { batch_id: batchId }]) {
    const answer = await undo(bob, args);
    expect(answer).toMatchObject({ success: false, error: { code: 'not_found' } });
    expect(JSON.stringify(answer)).not.toContain('SECRET-5');
  }
  expect(await see(alice)).toMatchObject([{ title: 'SECRET-5' }]);
});

test('takes back a change that a version kept which knew no days, in the zone of the user', async () => {
  for (const [timeZone, midnights] of [
    ['Pacific/Auckland', ['2026-12-06T11:00:00.000Z', '2026-12-07T11:00:00.000Z']],
    ['Pacific/Honolulu', ['2026-12-07T10:00:00.000Z', '2026-12-08T10:00:00.000Z']],
  ] as const) {
    const alice = await addUser();
    await database('users').where({ id: alice.id }).update({ timeZone });
    await alice.add('Tax', { due: '2026-12-08' });
    const { after } = await database('task_changes').where({ userId: alice.id }).first('after');
    const { due_on: _, due_zone: _zone, ...kept } = after;
    const [before, moved] = midnights.map((due_at) => ({ ...kept, due_at, due_is_date: true }));
    const batchId = randomUUID();
    const change = { userId: alice.id, taskId: 1, kind: 'updated', batchId, door: 'rest' };
    await database('task_changes').insert({ ...change, before, after: moved });
    expect(await alice.call('undo_last_change', { batch_id: batchId })).toMatchObject({
      undone: [{ task: { due_on: '2026-12-07', due_at: null }, before: { due_on: '2026-12-08' } }],
      skipped: [],
    });
  }
});
