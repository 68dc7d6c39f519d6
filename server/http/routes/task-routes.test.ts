import { expect, test } from 'vitest';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer({ LOG_LEVEL: 'error' });
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');

interface Answer {
  status: number;
  type: string | null;
  body: Record<string, unknown>;
}

async function ask(user: TestUser, path: string, init?: Parameters<TestUser['fetch']>[1]): Promise<Answer> {
  const response = await user.fetch(path, init);
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, type: response.headers.get('Content-Type'), body };
}

async function add(user: TestUser, body: Record<string, unknown>): Promise<number> {
  const answer = await ask(user, '/tasks', { body });
  expect(answer.status).toBe(201);
  return answer.body['id'] as number;
}

async function listIds(user: TestUser, query = ''): Promise<unknown[]> {
  const { body } = await ask(user, `/tasks${query}`);
  return (body['data'] as { id: number }[]).map(({ id }) => id);
}

test('adds a task and shows it', async () => {
  const response = await alice.fetch('/tasks', { body: { title: 'Buy milk', priority: 'high', tags: ['#Home'] } });
  const task = (await response.json()) as Record<string, unknown>;
  expect(response.status).toBe(201);
  expect(response.headers.get('Location')).toBe(`/api/${alice.id}/tasks/${String(task['id'])}`);
  expect(task).toMatchObject({ title: 'Buy milk', priority: 'high', tags: ['home'], warnings: [], version: 1 });
  expect(task['batch_id']).toMatch(/^[\da-f-]{36}$/);

  const shown = await ask(alice, `/tasks/${String(task['id'])}`);
  expect(shown.status).toBe(200);
  const { warnings: _warnings, warning_codes: _codes, batch_id: _batchId, ...fields } = task;
  expect(shown.body).toEqual(fields);
});

test('refuses a task that cannot be stored', async () => {
  const before = await listIds(alice);
  for (const body of [
    {},
    { title: '   ' },
    { title: 'x'.repeat(501) },
    { title: 'a\u0000b' },
    { title: 7 },
    { title: 'Buy milk', priority: 'urgent' },
    { title: 'Buy milk', tags: 'home' },
    { title: 'Buy milk', notes: 'x'.repeat(10_001) },
    { title: 'Buy milk', tags: Array.from({ length: 21 }, (_, index) => `tag${index}`) },
    { title: 'Buy milk', colour: 'red' },
    '["Buy milk"]',
  ]) {
    const answer = await ask(alice, '/tasks', { body });
    expect(answer.status, JSON.stringify(body)).toBe(400);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'invalid_request', status: 400, detail: expect.any(String) });
  }
  expect(await listIds(alice)).toEqual(before);
});

test('refuses to add for another user, and does nothing', async () => {
  const answer = await ask(alice, '/tasks', { body: { title: 'Buy milk', user_id: bob.id } });
  expect(answer.status).toBe(403);
  expect(answer.body).toMatchObject({ code: 'not_yours' });
  expect(await listIds(bob)).toEqual([]);
});

test('lists with filters and pages', async () => {
  const carol = await server.signUp('Carol');
  const ids = [];
  for (const title of ['One', 'Two', 'Three']) ids.push(await add(carol, { title, tags: [title] }));
  expect(await listIds(carol)).toEqual(ids);
  expect(await listIds(carol, '?q=tw&status=&tag=')).toEqual([ids[1]]);
  expect(await listIds(carol, '?tag=Three')).toEqual([ids[2]]);

  const first = await ask(carol, '/tasks?limit=2');
  expect(first.body).toMatchObject({ has_more: true, total: 3, after: expect.any(String) });
  const second = await ask(carol, `/tasks?limit=2&after=${String(first.body['after'])}`);
  expect(second.body).toMatchObject({ has_more: false, total: 3, after: null, data: [{ id: ids[2] }] });
});

test('refuses a list that cannot be', async () => {
  const beyond = JSON.stringify(['pending', 'pending', null, null, null, 1e15]);
  for (const query of [
    'status=done',
    'limit=0',
    'limit=101',
    'limit=ten',
    'after=nonsense',
    `status=pending&after=${Buffer.from(beyond).toString('base64url')}`,
    'priority=1',
    'q=a&q=b',
    'sort=title',
  ]) {
    const answer = await ask(alice, `/tasks?${query}`);
    expect(answer.status, query).toBe(400);
    expect(answer.body['code']).toBe('invalid_request');
  }
});

test('changes only the named fields, and can undo it', async () => {
  const id = await add(alice, { title: 'Plan trip', notes: 'Ask Bob', tags: ['travel'] });
  const changed = await ask(alice, `/tasks/${id}`, { method: 'PATCH', body: { priority: 'low', notes: null } });
  expect(changed.status).toBe(200);
  expect(changed.body).toMatchObject({
    title: 'Plan trip',
    priority: 'low',
    notes: null,
    tags: ['travel'],
    changed: true,
  });

  const undone = await ask(alice, '/undo', { body: { batch_id: changed.body['batch_id'] } });
  expect(undone.status).toBe(200);
  expect(undone.body).toMatchObject({ undone: [{ what: 'updated', task: { id, notes: 'Ask Bob' } }], skipped: [] });
  const again = await ask(alice, '/undo', { body: { batch_id: changed.body['batch_id'] } });
  expect(again.status).toBe(409);
  expect(again.body['detail']).toBe('That has been undone already.');
});

test('changes fields and status together, undone together', async () => {
  const id = await add(alice, { title: 'Water plants' });
  const done = await ask(alice, `/tasks/${id}`, {
    method: 'PATCH',
    body: { title: 'Water the plants', status: 'completed' },
  });
  expect(done.body).toMatchObject({ title: 'Water the plants', status: 'completed', changed: true });
  await ask(alice, '/undo', { body: {} });
  expect((await ask(alice, `/tasks/${id}`)).body).toMatchObject({ title: 'Water plants', status: 'pending' });
});

test('says that nothing changed, and leaves nothing to undo', async () => {
  const id = await add(alice, { title: 'Same' });
  const answer = await ask(alice, `/tasks/${id}`, { method: 'PATCH', body: { title: 'Same', status: 'pending' } });
  expect(answer.body).toMatchObject({ changed: false, batch_id: null, version: 1 });
});

test('refuses a change that cannot be, and changes nothing', async () => {
  const id = await add(alice, { title: 'Steady' });
  for (const body of [{ status: 'done' }, { title: '' }, { status: 'completed', title: 'x'.repeat(501) }, { id: 9 }]) {
    expect((await ask(alice, `/tasks/${id}`, { method: 'PATCH', body })).status).toBe(400);
  }
  expect((await ask(alice, `/tasks/${id}`)).body).toMatchObject({ title: 'Steady', status: 'pending', version: 1 });
});

test('deletes a task and brings it back under its number', async () => {
  const id = await add(alice, { title: 'Gone' });
  const deleted = await ask(alice, `/tasks/${id}`, { method: 'DELETE' });
  expect(deleted.body).toMatchObject({ id, title: 'Gone', batch_id: expect.any(String) });
  expect((await ask(alice, `/tasks/${id}`)).status).toBe(404);
  const undone = await ask(alice, '/undo', { body: { batch_id: deleted.body['batch_id'] } });
  expect(undone.body).toMatchObject({ undone: [{ what: 'deleted', task: { id, title: 'Gone' } }] });
  expect((await ask(alice, `/tasks/${id}`)).body).toMatchObject({ title: 'Gone' });
});

test('refuses an undo that names no batch of the user', async () => {
  const { body } = await ask(alice, '/tasks', { body: { title: 'Mine' } });
  expect((await ask(bob, '/undo', { body: { batch_id: body['batch_id'] } })).status).toBe(404);
  expect((await ask(bob, '/undo', { body: { batch_id: 'last' } })).status).toBe(400);
  expect((await ask(bob, '/undo', { method: 'POST' })).status).toBe(404);
});

test('answers a missing task and a foreign one alike', async () => {
  const foreign = await add(alice, { title: 'SECRET-5' });
  for (const [method, body] of [['GET'], ['PATCH', { title: 'Stolen' }], ['DELETE']] as const) {
    const init = { method, ...(body && { body }) };
    const answers = [];
    for (const id of [foreign, 424_242, 99_999_999_999]) answers.push(await ask(bob, `/tasks/${id}`, init));
    for (const { status, body: problem } of answers) {
      expect(status).toBe(404);
      expect({ ...problem, request_id: '' }).toEqual({ ...answers[0]?.body, request_id: '' });
    }
  }
  expect((await ask(alice, `/tasks/${foreign}`)).body).toMatchObject({ title: 'SECRET-5', version: 1 });
});

test('refuses what is no task number', async () => {
  for (const id of ['abc', '1.5', '-1', '0x1', '1%00']) {
    expect((await ask(alice, `/tasks/${id}`)).status, id).toBe(400);
  }
});

test('wants a signed-in user, and the right one', async () => {
  for (const [method, path] of [
    ['GET', '/tasks'],
    ['POST', '/tasks'],
    ['GET', '/tasks/1'],
    ['PATCH', '/tasks/1'],
    ['DELETE', '/tasks/1'],
    ['POST', '/undo'],
  ] as const) {
    const body = method === 'GET' ? {} : { body: '{"title":"x"}' };
    const headers = { 'Content-Type': 'application/json' };
    const url = `${server.url}/api/${alice.id}${path}`;
    expect((await fetch(url, { method, headers, ...body })).status, `${method} ${path}`).toBe(401);
    const asBob = { ...headers, Authorization: `Bearer ${bob.token}` };
    expect((await fetch(url, { method, headers: asBob, ...body })).status, `${method} ${path}`).toBe(403);
  }
});

test('makes a task once, however often it is sent with the same key, and another for another person', async () => {
  const send = (user: TestUser, key: string) =>
    user.fetch('/tasks', { body: { title: 'Only once' }, headers: { 'Idempotency-Key': key } });
  const first = await send(alice, 'the-same-key');
  const again = await send(alice, 'the-same-key');
  expect([first.status, again.status]).toEqual([201, 201]);
  const [made, repeated] = [await first.json(), await again.json()] as Record<string, unknown>[];
  expect(repeated).toMatchObject({ id: made?.['id'], batch_id: made?.['batch_id'], title: 'Only once' });
  expect(again.headers.get('Idempotency-Replayed')).toBe('true');
  const others = (await (await send(bob, 'the-same-key')).json()) as Record<string, unknown>;
  expect(others['batch_id']).not.toBe(made?.['batch_id']);
  const { body } = await ask(alice, '/tasks?q=only+once');
  expect(body['data']).toHaveLength(1);
  expect((await send(alice, 'not visible')).status).toBe(400);
});

test.each([
  ['title', { title: 'x'.repeat(501) }],
  ['tags', { tags: ['x'.repeat(200)] }],
  ['due', { due: 'february 30' }],
  ['due', { due: 'no day at all', recurrence: 'every monday' }],
  ['recurrence', { due: 'tomorrow', recurrence: 'every blue moon' }],
  ['recurrence', { due: 'tomorrow', recurrence: 'FREQ=NEVER' }],
  ['priority', { priority: 'urgent' }],
])('says that it is the %s that cannot be stored', async (field, fields) => {
  const id = await add(alice, { title: 'Anything' });
  for (const [path, method, body] of [
    ['/tasks', 'POST', { title: 'Anything', ...fields }],
    [`/tasks/${id}`, 'PATCH', fields],
  ] as const) {
    const answer = await ask(alice, path, { method, body });
    expect(answer).toMatchObject({ status: 400, body: { field } });
  }
});
