import { beforeEach, describe, expect, test } from 'vitest';
import knex from 'knex';
import { knexConfig } from '../../knexfile.ts';
import {
  addMessage,
  createThread,
  say,
  stream,
  tasksOf,
  type Frame,
  type PlainAnswer,
} from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { ServerProcess } from '../testing/server-process.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
/** What another process needs to be a second instance on the same database. */
const twinEnvironment = {
  ...model.environment,
  DATABASE_URL: server.databaseUrl,
  BETTER_AUTH_URL: server.url,
  BETTER_AUTH_SECRET: 'a secret of the second instance, for what only it signs',
};
const twin = await ServerProcess.start(twinEnvironment);
const database = knex(knexConfig(server.databaseUrl, 2));
let alice: TestUser;

beforeEach(async () => {
  alice = await server.signUp('Alice');
});

async function addTasks(...titles: string[]): Promise<void> {
  for (const title of titles) await alice.fetch('/tasks', { body: { title } });
}

/** Has the model ask for these calls at once. */
async function propose(
  calls: { name: string; args: unknown }[],
): Promise<PlainAnswer & { confirmation: { id: string; summary: string } }> {
  model.script({ calls }, { text: 'This needs your yes.' });
  const answer = await say(alice, 'please do it');
  if (!answer.confirmation) throw new Error(`no confirmation: ${JSON.stringify(answer)}`);
  return { ...answer, confirmation: answer.confirmation };
}

const deleteCall = (taskId: number) => ({ name: 'delete_task', args: { task_id: taskId } });

async function decide(
  answer: PlainAnswer,
  decision: 'confirm' | 'cancel',
  options: { user?: TestUser; url?: string } = {},
): Promise<{ status: number; body: PlainAnswer }> {
  const user = options.user ?? alice;
  const response = await fetch(`${options.url ?? server.url}/api/${user.id}/chat`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${user.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      conversation_id: answer.conversation_id,
      confirmation: { id: answer.confirmation?.id, decision },
    }),
  });
  return { status: response.status, body: (await response.json()) as PlainAnswer };
}

describe('what is asked', () => {
  test('a deletion, and nothing is deleted yet', async () => {
    await addTasks('Buy milk', 'Call mom');
    const answer = await propose([deleteCall(1)]);
    expect(answer.confirmation.summary).toBe('Delete “Buy milk”?');
    expect(answer.tool_calls).toMatchObject([
      { name: 'delete_task', status: 'proposed', result: { success: false, error: { code: 'confirmation_required' } } },
    ]);
    expect(await tasksOf(alice)).toHaveLength(2);
  });

  test('three deletions with one question', async () => {
    await addTasks('Buy milk', 'Call mom', 'Gym');
    const answer = await propose([1, 2, 3].map(deleteCall));
    expect(answer.confirmation.summary).toBe('Delete 3 tasks: “Buy milk”, “Call mom”, “Gym”?');
    const { rows } = await database.raw<{ rows: unknown[] }>('select from confirmations where user_id = ?', [alice.id]);
    expect(rows).toHaveLength(1);
  });

  test('changes to three tasks, but not to two', async () => {
    await addTasks('Buy milk', 'Call mom', 'Gym');
    model.script(
      { calls: [1, 2].map((id) => ({ name: 'complete_task', args: { task_id: id } })) },
      { text: 'Two are done.' },
    );
    expect(await say(alice, 'done with 1 and 2')).toMatchObject({ confirmation: null });
    const answer = await propose(
      [1, 2, 3].map((id) => ({ name: 'update_task', args: { task_id: id, priority: 'high' } })),
    );
    expect(answer.confirmation.summary.split('\n')).toEqual([
      'Change 3 tasks: “Buy milk”, “Call mom”, “Gym”?',
      '– Change: “Buy milk” · Priority: none → high',
      '– Change: “Call mom” · Priority: none → high',
      '– Change: “Gym” · Priority: none → high',
    ]);
    expect((await tasksOf(alice)).map(({ status }) => status).toSorted()).toEqual([
      'completed',
      'completed',
      'pending',
    ]);
    await decide(answer, 'confirm');
    expect((await tasksOf(alice)).map((task) => task['priority'])).toEqual(['high', 'high', 'high']);
  });

  test('the third change of a turn that makes them one after the other', async () => {
    await addTasks('Buy milk', 'Call mom', 'Gym');
    model.script(...[1, 2, 3].map((id) => ({ calls: [{ name: 'complete_task', args: { task_id: id } }] })), {
      text: 'Yes?',
    });
    const answer = await say(alice, 'all of them, one by one');
    expect(answer.tool_calls.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'proposed']);
    expect(answer.confirmation?.summary).toBe('Change “Gym”?\n– Status: open → done');
  });

  test('not an addition beside it, which is done at once', async () => {
    await addTasks('Gym');
    const answer = await propose([deleteCall(1), { name: 'add_task', args: { title: 'yoga' } }]);
    expect((await tasksOf(alice)).map(({ title }) => title).toSorted()).toEqual(['Gym', 'yoga']);
    expect(answer.message).toContain('Added: 2. yoga');
    expect(answer.confirmation.summary).toBe('Delete “Gym”?');
  });

  test('with a card whose buttons carry nothing but its id', async () => {
    await addTasks('Buy milk');
    model.script({ calls: [deleteCall(1)] }, { text: 'Sure?' });
    const frames = await createThread(alice, 'delete buy milk');
    const cards = frames
      .filter(({ item }) => (item as { type?: string } | undefined)?.type === 'widget')
      .map(({ item }) => item as { widget: Record<string, unknown> });
    expect(cards).toHaveLength(1);
    const id = (await database('confirmations').where({ userId: alice.id }).first<{ id: string }>('id')).id;
    expect(cards[0]?.widget).toMatchObject({
      type: 'Card',
      confirm: { label: 'Delete', action: { type: 'confirmation.confirm', payload: { id } } },
      cancel: { label: 'Cancel', action: { type: 'confirmation.cancel', payload: { id } } },
    });
  });
});

describe('an answer', () => {
  test('runs once, also when it is given twice at the same time to two instances', async () => {
    await addTasks('Buy milk', 'Call mom');
    const answer = await propose([deleteCall(1)]);
    const results = await Promise.all([
      decide(answer, 'confirm'),
      decide(answer, 'confirm', { url: twin.url }),
      decide(answer, 'confirm'),
      decide(answer, 'confirm', { url: twin.url }),
    ]);
    for (const { status } of results) expect([200, 409]).toContain(status);
    expect((await tasksOf(alice)).map(({ title }) => title)).toEqual(['Call mom']);
    expect(await database('taskChanges').where({ userId: alice.id, kind: 'deleted' })).toHaveLength(1);
    expect((await decide(answer, 'confirm')).body.message).toContain('answered already');
  });

  test('survives the death of the instance that asked', async () => {
    await addTasks('Buy milk');
    const doomed = await ServerProcess.start(twinEnvironment);
    model.script({ calls: [deleteCall(1)] }, { text: 'This needs your yes.' });
    const answer = await say(alice.at(doomed.url), 'delete buy milk');
    await doomed.kill();
    const restarted = await ServerProcess.start(twinEnvironment);
    expect((await decide(answer, 'confirm', { url: restarted.url })).status).toBe(200);
    await restarted.stop();
    expect(await tasksOf(alice)).toEqual([]);
  });

  test('cannot be given by another user, or in another conversation', async () => {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    const bob = await server.signUp('Bob');
    expect((await decide(answer, 'confirm', { user: bob })).status).toBe(404);
    model.script({ text: 'Hi.' });
    const elsewhere = await say(alice, 'hi');
    expect(
      (await decide({ ...answer, conversation_id: elsewhere.conversation_id }, 'confirm')).status,
    ).toBeGreaterThanOrEqual(400);
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('does nothing after the expiry', async () => {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    await database('confirmations')
      .where({ id: answer.confirmation.id })
      .update({ expiresAt: new Date(Date.now() - 1) });
    expect((await decide(answer, 'confirm')).body.message).toContain('expired');
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('does nothing when a task in it has changed, and asks afresh', async () => {
    await addTasks('Buy milk', 'Call mom');
    const answer = await propose([deleteCall(1), deleteCall(2)]);
    await alice.fetch('/tasks/2', { method: 'PATCH', body: { title: 'Call mum' } });
    const { body } = await decide(answer, 'confirm');
    expect(body.confirmation?.summary).toBe('Delete 2 tasks: “Buy milk”, “Call mum”?');
    expect(body.confirmation?.id).not.toBe(answer.confirmation.id);
    expect(await tasksOf(alice)).toHaveLength(2);
    await decide(body, 'confirm');
    expect(await tasksOf(alice)).toEqual([]);
  });

  test('of no changes nothing', async () => {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    expect((await decide(answer, 'cancel')).body.message).toContain('Nothing was changed');
    expect((await decide(answer, 'confirm')).body.message).toContain('answered already');
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('changes the card to what happened, and the deletion can be undone', async () => {
    await addTasks('Buy milk');
    model.script({ calls: [deleteCall(1)] }, { text: 'Sure?' });
    const frames = await createThread(alice, 'delete buy milk');
    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    const card = frames.findLast(({ item }) => (item as { type?: string } | undefined)?.type === 'widget')?.[
      'item'
    ] as { id: string; widget: { confirm: { action: unknown } } };
    const done = await stream(alice, 'threads.custom_action', {
      thread_id: threadId,
      item_id: card.id,
      action: card.widget.confirm.action,
    });
    const receipt = done.find(({ type }) => type === 'thread.item.replaced')?.['item'] as {
      id: string;
      copy_text: string;
    };
    expect(receipt).toMatchObject({ id: card.id, copy_text: 'Deleted: 1. Buy milk' });
    expect(await tasksOf(alice)).toEqual([]);

    const undo = findAction(receipt, 'changes.undo');
    await stream(alice, 'threads.custom_action', { thread_id: threadId, item_id: card.id, action: undo });
    expect(await tasksOf(alice)).toMatchObject([{ id: 1, title: 'Buy milk' }]);
    const again = await stream(alice, 'threads.custom_action', { thread_id: threadId, item_id: card.id, action: undo });
    expect(JSON.stringify(again)).toContain('undone already');
    expect(await tasksOf(alice)).toHaveLength(1);
  });
});

describe('a confirmation that has expired', () => {
  async function proposeAndExpire(): Promise<PlainAnswer & { confirmation: { id: string } }> {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    await database('confirmations')
      .where({ id: answer.confirmation.id })
      .update({ expiresAt: new Date(Date.now() - 1) });
    model.requests.length = 0;
    return answer;
  }
  const statusOf = async ({ confirmation }: { confirmation: { id: string } }) =>
    (await database('confirmations').where({ id: confirmation.id }).first<{ status: string }>('status')).status;
  async function cardsOf({ conversation_id: threadId }: PlainAnswer): Promise<string> {
    const response = await alice.fetch('/chat', {
      body: { type: 'threads.get_by_id', params: { thread_id: threadId } },
    });
    return response.text();
  }

  test('swallows no sentence: it is closed, its card says so, and the model gets the message', async () => {
    const answer = await proposeAndExpire();
    await say(alice, 'the dentist moved it to five', answer.conversation_id);
    expect(model.requests.at(-1)?.messages.at(-1)).toMatchObject({ content: 'the dentist moved it to five' });
    expect(await statusOf(answer)).toBe('expired');
    expect(await cardsOf(answer)).not.toContain('confirmation.confirm');
    await say(alice, 'yes', answer.conversation_id);
    expect(model.requests.at(-1)?.messages.at(-1)).toMatchObject({ content: 'yes' });
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('is told of a yes that comes too late, and nothing else happens', async () => {
    const answer = await proposeAndExpire();
    expect((await say(alice, 'yes', answer.conversation_id)).message).toContain('has expired');
    expect(model.requests).toEqual([]);
    expect(await statusOf(answer)).toBe('expired');
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('is closed when the conversation is opened, and a yes after that comes too late as well', async () => {
    const answer = await proposeAndExpire();
    const shown = await cardsOf(answer);
    expect(shown).toContain('has expired');
    expect(shown).not.toContain('confirmation.confirm');
    expect(await statusOf(answer)).toBe('expired');
    expect((await say(alice, 'ja!', answer.conversation_id)).message).toContain('has expired');
    expect(model.requests).toEqual([]);
  });

  test('leaves the yes to one that is open beside it', async () => {
    const late = await proposeAndExpire();
    await addTasks('Gym');
    model.script({ calls: [deleteCall(2)] }, { text: 'And this?' });
    await say(alice, 'delete the gym', late.conversation_id);
    await say(alice, 'yes', late.conversation_id);
    expect((await tasksOf(alice)).map(({ title }) => title)).toEqual(['Buy milk']);
  });
});

describe('a typed answer', () => {
  test.each(['yes', 'Yes please!', 'sí', 'ja', 'oui', 'ok, do it'])('%s confirms', async (text) => {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    model.requests.length = 0;
    await say(alice, text, answer.conversation_id);
    expect(model.requests).toEqual([]);
    expect(await tasksOf(alice)).toEqual([]);
  });

  test.each(['no', 'no, leave it', 'nein'])('%s cancels', async (text) => {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    await say(alice, text, answer.conversation_id);
    expect(await tasksOf(alice)).toHaveLength(1);
    expect(await database('confirmations').where({ id: answer.confirmation.id }).first()).toMatchObject({
      status: 'cancelled',
    });
  });

  test('that is anything else goes to the model as it is, and the card waits on', async () => {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    for (const text of [
      'maybe',
      'the dentist moved it to five',
      'no idea when mum comes, remind me friday',
      'yes and add milk',
      'nein, erst morgen',
      'sí pero no la leche',
      'yes?',
    ]) {
      await say(alice, text, answer.conversation_id);
      expect(model.requests.at(-1)?.messages.at(-1)).toMatchObject({ role: 'user', content: text });
    }
    expect(await tasksOf(alice)).toHaveLength(1);
    await say(alice, 'yes', answer.conversation_id);
    expect(await tasksOf(alice)).toEqual([]);
  });

  test('is for what was asked last: after another question it is the model’s, and a polite ok deletes nothing', async () => {
    await addTasks('Buy milk');
    const { conversation_id: conversation } = await propose([deleteCall(1)]);
    model.script({ text: 'I found no such task. Shall I add it?' }, { text: 'Added.' }, { text: 'You are welcome.' });
    await say(alice, 'I already called grandma', conversation);
    await say(alice, 'yes', conversation);
    await say(alice, 'thanks', conversation);
    await say(alice, 'ok thanks', conversation);
    expect(await tasksOf(alice)).toHaveLength(1);
    await say(alice, 'yes', conversation);
    expect(await tasksOf(alice)).toEqual([]);
  });

  test('that is a new request leaves it pending', async () => {
    await addTasks('Buy milk');
    const answer = await propose([deleteCall(1)]);
    model.script({ calls: [{ name: 'add_task', args: { title: 'buy bread' } }] }, { text: 'Noted.' });
    await say(alice, 'add buy bread', answer.conversation_id);
    expect(await database('confirmations').where({ id: answer.confirmation.id }).first()).toMatchObject({
      status: 'pending',
    });
    await say(alice, 'yes', answer.conversation_id);
    expect((await tasksOf(alice)).map(({ title }) => title)).toEqual(['buy bread']);
  });

  test('means nothing in another conversation', async () => {
    await addTasks('Buy milk');
    await propose([deleteCall(1)]);
    model.script({ text: 'What do you mean?' });
    await createThread(alice, 'yes');
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('with two things waiting asks for the buttons', async () => {
    await addTasks('Buy milk', 'Gym');
    const first = await propose([deleteCall(1)]);
    model.script({ calls: [deleteCall(2)] }, { text: 'And this?' });
    await addMessage(alice, first.conversation_id, 'delete the gym too');
    const answer = await say(alice, 'yes', first.conversation_id);
    expect(answer.message).toContain('buttons');
    expect(await tasksOf(alice)).toHaveLength(2);
  });
});

function findAction(item: unknown, type: string): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  if ('type' in item && item.type === type) return item;
  return Object.values(item)
    .map((value) => findAction(value, type))
    .find((found) => found !== undefined);
}

test('never lets a frame carry more of a confirmation than its id', async () => {
  await addTasks('Buy milk');
  model.script({ calls: [deleteCall(1)] }, { text: 'Sure?' });
  const frames: Frame[] = await createThread(alice, 'delete buy milk');
  const action = findAction(frames, 'confirmation.confirm') as { payload: object };
  expect(Object.keys(action.payload)).toEqual(['id']);
});
