import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

const server = await startTestServer({ TASKS_PER_USER: '3', NOTE_BYTES_PER_USER: '2000' });

test('a person has room for so many tasks, at every door, and for more when some are deleted', async () => {
  const [alice, bob] = [await server.signUp('Alice'), await server.signUp('Bob')];
  const add = (user = alice) => user.fetch('/tasks', { body: { title: 'water the plants' } });
  for (let task = 1; task <= 3; task += 1) expect((await add()).status).toBe(201);
  const refused = await add();
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ code: 'too_large', detail: expect.stringContaining('3 tasks') });
  const said = await (await alice.fetch('/chat', { body: { message: 'add buy milk' } })).json();
  expect(said).toMatchObject({ tool_calls: [{ name: 'add_task', status: 'failed', result: { success: false } }] });
  expect((await add(bob)).status).toBe(201);
  expect((await alice.fetch('/tasks/1', { method: 'DELETE' })).status).toBe(200);
  expect((await add()).status).toBe(201);
  expect((await add()).status).toBe(413);
});

test('a person has room for so much in notes', async () => {
  const alice = await server.signUp('Alice');
  const add = (notes: string) => alice.fetch('/tasks', { body: { title: 'read', notes } });
  expect((await add('x'.repeat(1_500))).status).toBe(201);
  expect((await add('x'.repeat(600))).status).toBe(413);
  expect((await add('x')).status).toBe(201);
  const longer = await alice.fetch('/tasks/1', { method: 'PATCH', body: { notes: 'x'.repeat(2_100) } });
  expect(longer.status).toBe(413);
  expect((await alice.fetch('/tasks/1', { method: 'PATCH', body: { notes: 'x'.repeat(700) } })).status).toBe(200);
});
