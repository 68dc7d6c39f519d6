import { expect, test } from 'vitest';
import { createThread, say, tasksOf, type Frame } from '../../testing/chat-client.ts';
import { startScriptedModel } from '../../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer(model.environment);

interface ListWidget {
  type: string;
  children: {
    key: string;
    children: { type: string; defaultChecked?: boolean; onChangeAction?: { type: string; payload: unknown } }[];
  }[];
}

function listIn(frames: Frame[]): { id: string; thread_id: string; widget: ListWidget; copy_text: string } | undefined {
  const items = frames
    .filter(({ type }) => type === 'thread.item.done')
    .map(({ item }) => item as { id: string; thread_id: string; type: string; widget: ListWidget; copy_text: string });
  return items.find((item) => item.type === 'widget' && item.widget.type === 'ListView');
}

async function withTasks(...titles: string[]): Promise<TestUser> {
  const user = await server.signUp('Alice');
  for (const title of titles) await user.fetch('/tasks', { body: { title } });
  model.reset();
  return user;
}

test('shows what was listed as boxes that complete tasks, beside any stream, and remembers it', async () => {
  const alice = await withTasks('Buy milk', 'Call mom');
  model.script({ calls: [{ name: 'list_tasks', args: {} }] }, { text: 'This is open:' });
  const list = listIn(await createThread(alice, 'show my tasks'));
  expect(list?.copy_text).toBe('1. Buy milk\n2. Call mom');
  const action = list?.widget.children[0]?.children[0]?.onChangeAction;
  const response = await alice.fetch('/chat', {
    body: { type: 'threads.sync_custom_action', params: { thread_id: list?.thread_id, item_id: list?.id, action } },
  });
  const { updated_item: updated } = (await response.json()) as { updated_item: { id: string; widget: ListWidget } };
  expect(updated.widget.children[0]?.children[0]).toMatchObject({
    defaultChecked: true,
    onChangeAction: { payload: { task_id: 1, completed: false } },
  });
  expect((await tasksOf(alice)).find(({ id }) => id === 1)).toMatchObject({ status: 'completed' });

  const page = await alice.fetch('/chat', {
    body: { type: 'items.list', params: { thread_id: list?.thread_id, limit: 1 } },
  });
  expect(await page.json()).toMatchObject({ data: [{ id: list?.id, widget: updated.widget }] });
});

test.each([
  ['the reply names a task', 'Start with Buy milk.'],
  ['the model only looked something up to ask', 'Which one do you mean?'],
])('shows no list when %s', async (_name, text) => {
  const alice = await withTasks('Buy milk', 'Call mom');
  model.script({ calls: [{ name: 'list_tasks', args: {} }] }, { text });
  expect(listIn(await createThread(alice, 'hm'))).toBeUndefined();
});

test('a title with markup in it stays text', async () => {
  const alice = await withTasks('[free](https://evil.example) **bold** <img src=x>');
  model.script({ calls: [{ name: 'list_tasks', args: {} }] }, { text: 'This is open:' });
  const list = listIn(await createThread(alice, 'show my tasks'));
  expect(JSON.stringify(list?.widget)).toContain(String.raw`\\[free\\]\\(https\\:\\/\\/evil\\.example\\)`);
});

test('undoes in words what was done last in the conversation, step by step', async () => {
  const alice = await withTasks('Buy milk');
  model.script({ calls: [{ name: 'update_task', args: { task_id: 1, title: 'Buy oat milk' } }] }, { text: 'Renamed.' });
  const { conversation_id } = await say(alice, 'rename it');
  model.script({ calls: [{ name: 'complete_task', args: { task_id: 1 } }] }, { text: 'Done with it.' });
  await say(alice, 'done', conversation_id);
  for (const expected of [
    { title: 'Buy oat milk', status: 'pending' },
    { title: 'Buy milk', status: 'pending' },
  ]) {
    model.script({ calls: [{ name: 'undo_last_change', args: {} }] }, { text: 'Taken back.' });
    const answer = await say(alice, 'undo that', conversation_id);
    expect(answer.message).toContain('Undone: 1.');
    expect(await tasksOf(alice)).toMatchObject([expected]);
  }
});

test('a change that somebody changed since is not offered to be undone, and it is said', async () => {
  const alice = await withTasks('Buy milk');
  model.script({ calls: [{ name: 'update_task', args: { task_id: 1, title: 'Buy oat milk' } }] }, { text: 'Renamed.' });
  const { conversation_id } = await say(alice, 'rename it');
  const read = async () => {
    const body = { type: 'threads.get_by_id', params: { thread_id: conversation_id } };
    const { items } = (await (await alice.fetch('/chat', { body })).json()) as {
      items: { data: { id: string; type: string; widget?: unknown }[] };
    };
    const receipt = items.data.find(({ type }) => type === 'widget');
    const widget = JSON.stringify(receipt?.widget);
    return { id: receipt?.id, widget, batchId: /"batch_id":"([^"]+)"/.exec(widget)?.[1] };
  };
  const before = await read();
  await alice.fetch('/tasks/1', { method: 'PATCH', body: { title: 'Buy soy milk' } });
  const after = await read();
  expect(after.batchId).toBeUndefined();
  expect(after.widget).toContain('Changed since');
  // A page that does not know yet.
  const action = { type: 'changes.undo', payload: { batch_id: before.batchId } };
  const params = { thread_id: conversation_id, item_id: before.id, action };
  const response = await alice.fetch('/chat', { body: { type: 'threads.custom_action', params } });
  expect(await response.text()).toContain('changed since');
  expect(await tasksOf(alice)).toMatchObject([{ title: 'Buy soy milk' }]);
});
