import { expect, test } from 'vitest';
import { Task } from '../../tasks/task.ts';
import { openTestTools, TEST_NOW, type ToolUser } from '../../testing/test-tools.ts';

const { addUser, database } = await openTestTools();
const FULL = { notes: 'Semi-skimmed', due: '2026-12-01T17:00:00Z', priority: 'high', tags: ['home', 'shop'] };

async function update(user: ToolUser, args: Record<string, unknown>): Promise<unknown> {
  return user.call('update_task', { task_id: 1, ...args });
}

test('changes only the fields that are named', async () => {
  const changes: [Record<string, unknown>, Record<string, unknown>][] = [
    [{ title: 'Buy oat milk' }, { title: 'Buy oat milk' }],
    [{ notes: 'Whole' }, { notes: 'Whole' }],
    [{ priority: 'low' }, { priority: 'low' }],
    [{ tags: ['x'] }, { tags: ['x'] }],
    [{ add_tags: ['#New', 'home'] }, { tags: ['home', 'shop', 'new'] }],
    [{ remove_tags: ['SHOP', 'absent'] }, { tags: ['home'] }],
    [{ due: '2026-12-24' }, { due_at: '2026-12-24T17:00:00.000Z', due: 'Thursday, December 24, 2026 at 5:00 PM' }],
    [
      { due: '2026-12-24 all day' },
      { due_on: '2026-12-24', due_at: null, due_zone: null, due: 'Thursday, December 24, 2026' },
    ],
  ];
  for (const [args, changed] of changes) {
    const alice = await addUser();
    const before = await alice.add('Buy milk', FULL);
    expect(await update(alice, args)).toEqual({
      success: true,
      task: { ...before, ...changed, version: 2 },
      before,
      changed: true,
      warnings: [],
    });
  }
});

test('empties a field by null and by clear_fields, and no other way', async () => {
  for (const args of [
    { notes: null, due: null, priority: null, tags: [] },
    { clear_fields: ['notes', 'due', 'priority', 'tags'] },
  ]) {
    const alice = await addUser();
    await alice.add('Buy milk', FULL);
    const emptied = { notes: null, due_at: null, due_zone: null, due: null, priority: null, tags: [] };
    expect(await update(alice, args)).toMatchObject({ changed: true, task: emptied, warnings: [] });
  }
  const alice = await addUser();
  await alice.add('Buy milk', FULL);
  expect(await update(alice, { notes: '', due: '', recurrence: '' })).toMatchObject({
    changed: false,
    task: { notes: 'Semi-skimmed', version: 1 },
    warnings: [
      { code: 'empty_ignored', field: 'notes' },
      { code: 'empty_ignored', field: 'due' },
      { code: 'empty_ignored', field: 'recurrence' },
    ],
  });
});

test('says that nothing changed, and does not count it as a change', async () => {
  const alice = await addUser();
  const before = await alice.add('Buy milk', FULL);
  for (const args of [{}, { title: ' Buy  milk ' }, { ...FULL }, { add_tags: ['home'] }, { priority: 'high' }]) {
    expect(await update(alice, args)).toMatchObject({ changed: false, task: before, before });
  }
  expect(await alice.call('undo_last_change')).toMatchObject({ undone: [{ what: 'created' }] });
});

test('refuses an impossible date and changes nothing', async () => {
  const alice = await addUser();
  const before = await alice.add('Buy milk', FULL);
  for (const due of ['february 30', '2026-02-30', 'the twelfth of never']) {
    expect(await update(alice, { title: 'Changed', due }), due).toMatchObject({
      success: false,
      error: { code: 'invalid_date' },
    });
  }
  expect(await alice.call('list_tasks')).toMatchObject({ tasks: [before] });
});

test('flags a due date that has passed', async () => {
  const alice = await addUser();
  await alice.add('Buy milk');
  expect(await update(alice, { due: 'yesterday' })).toMatchObject({
    task: { due_on: '2026-11-19', due_at: null, overdue: true },
    warnings: [{ code: 'past_due' }],
  });
});

test('reminds again when the due date moves, and only then', async () => {
  const alice = await addUser();
  await alice.add('Buy milk', FULL);
  const remindedAt = async () => (await Task.findOwned(database, alice.id, 1)).remindedAt;
  await Task.updateOwned(database, alice.id, 1, { remindedAt: TEST_NOW });
  await update(alice, { title: 'Buy oat milk', due: FULL.due });
  expect(await remindedAt()).toEqual(TEST_NOW);
  await update(alice, { due: '2026-12-02' });
  expect(await remindedAt()).toBeNull();
});

test('refuses more tags than a task can have', async () => {
  const alice = await addUser();
  await alice.add('Buy milk', { tags: Array.from({ length: 20 }, (_, index) => `tag ${index}`) });
  expect(await update(alice, { add_tags: ['one more'] })).toMatchObject({
    success: false,
    error: { code: 'invalid_request', message: 'A task can have 20 tags at most.' },
  });
});
