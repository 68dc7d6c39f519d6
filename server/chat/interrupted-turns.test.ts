import { expect, test } from 'vitest';
import { createThread, parseFrames, stream, tasksOf, type Frame } from '../testing/chat-client.ts';
import { startScriptedModel, writeChunk, type ScriptedAnswer } from '../testing/scripted-model.ts';
import { ServerProcess } from '../testing/server-process.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { signUp, type TestUser } from '../testing/test-server.ts';

interface Item {
  id: string;
  type: string;
  status?: string;
  content?: { text: string }[];
}

const model = await startScriptedModel();
const { url: databaseUrl } = await createTestDatabase();
const environment = {
  ...model.environment,
  OPENAI_TIMEOUT_SECONDS: '60',
  DATABASE_URL: databaseUrl,
  BETTER_AUTH_SECRET: 'a secret that is only ever used by the tests',
  // Tokens name who signed them: the next process listens on another port, and is the same.
  BETTER_AUTH_URL: 'http://parley.test',
};

/** A turn whose server will be killed: its frames as they came. */
interface CutTurn {
  readonly frames: Frame[];
}

async function beginTurn(user: TestUser, text: string): Promise<CutTurn> {
  const input = { content: [{ type: 'input_text', text }], attachments: [], inference_options: {} };
  const response = await user.fetch('/chat', { body: { type: 'threads.create', params: { input } } });
  const turn = { frames: [] as Frame[] };
  void (async () => {
    let received = '';
    for await (const chunk of response.body ?? []) {
      received += Buffer.from(chunk).toString();
      turn.frames.splice(0, Infinity, ...parseFrames(received.slice(0, received.lastIndexOf('\n\n') + 2)));
    }
  })().catch(() => undefined);
  return turn;
}

const threadIdOf = ({ frames }: CutTurn) => (frames[0]?.['thread'] as { id: string }).id;
const seenIn = ({ frames }: CutTurn) =>
  frames.map(({ update }) => (update as { delta?: string } | undefined)?.delta ?? '').join('');

async function itemsOf(user: TestUser, turn: CutTurn): Promise<Item[]> {
  const body = { type: 'threads.get_by_id', params: { thread_id: threadIdOf(turn) } };
  const thread = (await (await user.fetch('/chat', { body })).json()) as { items: { data: Item[] } };
  return thread.items.data;
}

const silence: ScriptedAnswer = () => undefined;

/** Starts talking and never ends. */
const endlessTalk: ScriptedAnswer = async (response) => {
  for (let word = 1; !response.destroyed; word += 1) {
    writeChunk(response, { content: `word${word} ` });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

test('a reply cut by kill -9 is kept as far as it was seen, and Retry answers once', { timeout: 60_000 }, async () => {
  const victim = await ServerProcess.start(environment);
  const alice = await signUp(victim.url);
  model.script(silence);
  const unanswered = await beginTurn(alice, 'say something');
  await expect.poll(() => model.requests).toHaveLength(1);
  model.script(endlessTalk);
  const halfSaid = await beginTurn(alice, 'talk');
  model.script({ calls: [{ name: 'add_task', args: { title: 'buy milk' }, id: 'call_milk' }] }, silence);
  await expect.poll(() => model.requests).toHaveLength(2);
  const halfDone = await beginTurn(alice, 'add buy milk');
  await expect.poll(() => model.requests).toHaveLength(4);
  await expect.poll(() => seenIn(halfSaid).split(' ').length).toBeGreaterThan(50);
  const seenBefore = seenIn(halfSaid).split(' ').slice(0, -30).join(' ');
  await victim.kill();

  const server = await ServerProcess.start(environment);
  const user = alice.at(server.url);
  const unfinished = await itemsOf(user, halfSaid);
  expect(unfinished.map(({ type }) => type)).toEqual(['user_message', 'assistant_message']);
  expect(unfinished[1]?.content?.[0]?.text.startsWith(seenBefore)).toBe(true);
  expect(await itemsOf(user, unanswered)).toMatchObject([{ type: 'user_message' }]);
  // The dead turn's lease has to run out first; then it is known that nobody goes on with it.
  await expect.poll(async () => (await itemsOf(user, halfSaid))[1]?.status).toBe('incomplete');

  model.reset();
  for (const turn of [unanswered, halfSaid]) {
    model.script({ text: 'The whole answer.' });
    const [question] = await itemsOf(user, turn);
    await stream(user, 'threads.retry_after_item', { thread_id: threadIdOf(turn), item_id: question?.id });
    expect(await itemsOf(user, turn)).toMatchObject([
      { id: question?.id, type: 'user_message' },
      { type: 'assistant_message', content: [{ text: 'The whole answer.' }] },
    ]);
  }

  expect(await tasksOf(user)).toMatchObject([{ id: 1, title: 'buy milk' }]);
  model.script({ calls: [{ name: 'add_task', args: { title: 'buy milk' }, id: 'call_milk' }] }, { text: 'Added.' });
  const [question] = await itemsOf(user, halfDone);
  await stream(user, 'threads.retry_after_item', { thread_id: threadIdOf(halfDone), item_id: question?.id });
  expect((await itemsOf(user, halfDone)).map(({ type }) => type)).toEqual([
    'user_message',
    'workflow',
    'assistant_message',
    'widget',
  ]);
  expect(await tasksOf(user)).toMatchObject([{ id: 1, title: 'buy milk' }]);
  expect(await tasksOf(user)).toHaveLength(1);
  expect((await createThread(user, 'hello')).map(({ type }) => type)).not.toContain('error');
  await server.stop();
});
