import { expect, test } from 'vitest';
import { say } from '../testing/chat-client.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const server = await startTestServer();

/** Tasks of which no two are called alike, and of each of which there is much to say. */
async function addTasks(user: TestUser, count: number): Promise<string[]> {
  const titles = Array.from({ length: count }, (_, index) => `Call number ${index + 1} ${'about the bill '.repeat(8)}`);
  for (const title of titles) {
    const body = { title, notes: 'They close at noon. '.repeat(20), tags: ['errand'] };
    expect((await user.fetch('/tasks', { method: 'POST', body })).status).toBe(201);
  }
  return titles.map((title) => title.trim());
}

test.each([45, 150])(
  'points back at a list of %i tasks by its positions',
  async (count) => {
    const user = await server.signUp();
    const titles = await addTasks(user, count);
    const list = await say(user, 'show my tasks');
    await say(user, 'complete the second one', list.conversation_id);
    const finished = (await (await user.fetch('/tasks?status=completed')).json()) as { data: { title: string }[] };
    expect(finished.data.map(({ title }) => title)).toEqual([titles[1]]);
    const gone = await say(user, 'delete the last one', list.conversation_id);
    expect(gone.confirmation?.summary).toContain(`Call number ${count} about`);
  },
  60_000,
);

test('proposes all of a hundred tasks with one question, and begins nothing with more', async () => {
  const user = await server.signUp();
  await addTasks(user, 100);
  const all = await say(user, 'delete everything');
  expect(all.confirmation?.summary).toContain('100');
  expect(all.tool_calls.filter(({ status }) => status === 'proposed')).toHaveLength(100);
  await user.fetch('/tasks', { method: 'POST', body: { title: 'One more' } });
  for (const words of ['delete everything', 'complete everything']) {
    const more = await say(user, words);
    expect(more.message).toContain('more than 100 tasks');
    expect(more.confirmation).toBeNull();
    expect(more.tool_calls.filter(({ name }) => name !== 'list_tasks')).toEqual([]);
  }
}, 60_000);
