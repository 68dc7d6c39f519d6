import type { ServerResponse } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import { createThread, say, tasksOf, type Frame } from '../../testing/chat-client.ts';
import { endStream, startScriptedModel, writeChunk } from '../../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer(model.environment);
let alice: TestUser;

beforeEach(async () => {
  alice = await server.signUp('Alice');
  model.reset();
});

const milk = JSON.stringify({ title: 'buy milk' });
const bread = JSON.stringify({ title: 'buy bread' });

/** Answers with raw chunks. */
function chunks(...deltas: unknown[]) {
  return (response: ServerResponse) => {
    for (const delta of deltas) writeChunk(response, delta);
    endStream(response, 'tool_calls');
  };
}

function status(code: number, body: unknown = { error: { message: 'no' } }, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(code, { 'Content-Type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

function errorOf(frames: Frame[]): Frame | undefined {
  const errors = frames.filter(({ type }) => type === 'error');
  expect(errors.length).toBeLessThanOrEqual(1);
  return errors[0];
}

describe('calls in the way of', () => {
  test('OpenAI: pieces by index, two calls at once', async () => {
    model.script(
      chunks(
        { tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'add_task', arguments: '' } }] },
        { tool_calls: [{ index: 0, function: { arguments: milk.slice(0, 7) } }] },
        { tool_calls: [{ index: 1, id: 'b', type: 'function', function: { name: 'add_task', arguments: '' } }] },
        { tool_calls: [{ index: 0, function: { arguments: milk.slice(7) } }] },
        { tool_calls: [{ index: 1, function: { arguments: bread } }] },
      ),
      { text: 'Both noted.' },
    );
    await say(alice, 'add milk and bread');
    expect((await tasksOf(alice)).map(({ title }) => title).toSorted()).toEqual(['buy bread', 'buy milk']);
  });

  test('Gemini: whole calls with the same index, without ids, then silence', async () => {
    model.script(
      chunks({
        role: 'assistant',
        tool_calls: [
          { index: 0, id: '', type: 'function', function: { name: 'add_task', arguments: milk } },
          { index: 0, id: '', type: 'function', function: { name: 'add_task', arguments: bread } },
        ],
      }),
      (response) => endStream(response),
    );
    const answer = await say(alice, 'add milk and bread');
    expect((await tasksOf(alice)).map(({ title }) => title).toSorted()).toEqual(['buy bread', 'buy milk']);
    expect(answer.message).toBe('Added: 1. buy milk\nAdded: 2. buy bread');
  });

  test('Gemini: the same id for two calls, and every result still belongs to one', async () => {
    model.script(
      chunks(
        { tool_calls: [{ index: 0, id: 'x', function: { name: 'add_task', arguments: milk } }] },
        { tool_calls: [{ index: 1, id: 'x', function: { name: 'add_task', arguments: bread } }] },
      ),
      { text: 'Done with it.' },
    );
    await say(alice, 'add milk and bread');
    const messages = model.requests[1]?.messages ?? [];
    const ids = messages.flatMap((message) => message.tool_calls?.map(({ id }) => id) ?? []);
    expect(new Set(ids).size).toBe(2);
    expect(messages.filter(({ role }) => role === 'tool').map((message) => message.tool_call_id)).toEqual(ids);
  });

  test('Ollama: arguments as an object, no index, no usage', async () => {
    model.script(
      chunks({
        role: 'assistant',
        content: '',
        tool_calls: [{ function: { name: 'add_task', arguments: { title: 'buy milk' } } }],
      }),
      { text: 'Noted.' },
    );
    await say(alice, 'add milk');
    expect((await tasksOf(alice)).map(({ title }) => title)).toEqual(['buy milk']);
  });

  test('nobody: JSON that only looks like a call stays text', async () => {
    model.script({ text: '{"name": "launch_rockets", "arguments": {}}' });
    expect((await say(alice, 'what?')).message).toBe('{"name": "launch_rockets", "arguments": {}}');
  });

  test('reasoning models: thoughts are not shown', async () => {
    model.script((response) => {
      writeChunk(response, { reasoning_content: 'secret thoughts' });
      writeChunk(response, { reasoning: 'more of them' });
      writeChunk(response, { content: '<think>and these' });
      writeChunk(response, { content: '</think>Hello.' });
      endStream(response);
    });
    expect((await say(alice, 'hi')).message).toBe('Hello.');
  });

  test('a refusal is the reply', async () => {
    model.script((response) => {
      writeChunk(response, { refusal: 'I cannot help with that.' });
      endStream(response);
    });
    expect((await say(alice, 'do something bad')).message).toBe('I cannot help with that.');
  });
});

describe('a fault', () => {
  test.each([
    ['401', status(401), false, /key/],
    ['403', status(403), false, /key/],
    [
      '404 model',
      status(404, { error: { message: 'no such model', code: 'model_not_found' } }),
      false,
      /does not exist/,
    ],
    ['429 for quota', status(429, { error: { message: 'quota', code: 'insufficient_quota' } }), false, /quota/],
    ['429 with Retry-After', status(429, {}, { 'Retry-After': '1' }), true, /in 1 seconds/],
    ['429 without', status(429), true, /in a moment/],
    ['400', status(400), true, /did not accept/],
    ['500', status(500), true, /problem/],
    ['an HTML page', status(502, '<html>Bad gateway</html>', { 'Content-Type': 'text/html' }), true, /problem/],
    ['200 without a stream', status(200, { not: 'a stream' }), true, /try again/],
    [
      'garbage in the stream',
      (response: ServerResponse) =>
        void response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('data: {{{\n\n'),
      true,
      /try again/,
    ],
    [
      'an error in the stream',
      (response: ServerResponse) =>
        void response
          .writeHead(200, { 'Content-Type': 'text/event-stream' })
          .end('data: {"error":{"message":"overloaded"}}\n\n'),
      true,
      /problem/,
    ],
    ['an empty answer', (response: ServerResponse) => endStream(response), true, /no answer/],
    ['a refused connection', (response: ServerResponse) => void response.destroy(), true, /cannot be reached/],
    ['silence', () => undefined, true, /too long|stopped answering/],
  ])('%s ends in one clear error, and the message is kept', async (_name, answer, allowsRetry, message) => {
    model.script(answer, answer);
    const frames = await createThread(alice, 'add milk');
    const error = errorOf(frames);
    expect(error).toMatchObject({ code: 'custom', allow_retry: allowsRetry, message: expect.stringMatching(message) });
    expect(frames.filter(({ type }) => type === 'thread.item.done')).toMatchObject([
      { item: { type: 'user_message' } },
    ]);
    expect(await tasksOf(alice)).toEqual([]);
  });

  test.each([
    ['a stall', () => undefined],
    ['a reset', (response: ServerResponse) => void response.destroy()],
  ])('%s in mid-stream keeps what was said', async (_name, breakOff) => {
    model.script((response) => {
      writeChunk(response, { content: 'I was about to' });
      setTimeout(() => breakOff(response), 50);
    });
    const frames = await createThread(alice, 'hello');
    expect(errorOf(frames)).toMatchObject({ allow_retry: true });
    expect(frames.findLast(({ type }) => type === 'thread.item.done')).toMatchObject({
      item: { type: 'assistant_message', content: [{ text: 'I was about to' }] },
    });
  });

  test('after a tool has run keeps the receipt, and a retry does not run it again', async () => {
    model.script({ calls: [{ name: 'add_task', args: { title: 'buy milk' } }] }, status(500), status(500));
    const frames = await createThread(alice, 'add milk');
    expect(errorOf(frames)).toMatchObject({ allow_retry: true });
    const receipt = frames.findLast(({ item }) => (item as { type?: string } | undefined)?.type === 'widget');
    expect(receipt).toMatchObject({ item: { copy_text: 'Added: 1. buy milk' } });

    const threadId = (frames[0]?.['thread'] as { id: string }).id;
    const messageId = (frames[1]?.['item'] as { id: string }).id;
    model.script({ calls: [{ name: 'add_task', args: { title: 'buy milk' } }] }, { text: 'Noted.' });
    const response = await alice.fetch('/chat', {
      body: { type: 'threads.retry_after_item', params: { thread_id: threadId, item_id: messageId } },
    });
    expect(await response.text()).toContain('Added: 1. buy milk');
    expect(await tasksOf(alice)).toHaveLength(1);
  });
});

describe('a model that', () => {
  test('writes invalid JSON is told, and can put it right', async () => {
    model.script(
      { calls: [{ name: 'add_task', args: '{"title": "buy mi' }] },
      { calls: [{ name: 'add_task', args: { title: 'buy milk' } }] },
      { text: 'Noted.' },
    );
    const answer = await say(alice, 'add milk');
    expect(answer.tool_calls.map(({ status: state }) => state)).toEqual(['failed', 'succeeded']);
    expect(JSON.stringify(model.requests[1]?.messages.at(-1))).toContain('not a JSON object');
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('calls tools that do not exist gets an error for each', async () => {
    model.script(
      {
        calls: [
          { name: 'functions.delete', args: {} },
          { name: '__proto__', args: {} },
          { name: 'add_task ', args: { title: 'x' } },
        ],
      },
      { text: 'I cannot do that.' },
    );
    const answer = await say(alice, 'do it');
    expect(answer.tool_calls.map(({ status: state }) => state)).toEqual(['failed', 'failed', 'failed']);
    expect(await tasksOf(alice)).toEqual([]);
  });

  test('adds twenty tasks at once gets them all', async () => {
    model.script(
      { calls: Array.from({ length: 20 }, (_, index) => ({ name: 'add_task', args: { title: `task ${index}` } })) },
      { text: 'Twenty.' },
    );
    await say(alice, 'add twenty tasks');
    expect(await tasksOf(alice)).toHaveLength(20);
  });

  test('makes the same call forever is stopped', async () => {
    model.otherwise({ calls: [{ name: 'list_tasks', args: {} }] });
    const answer = await say(alice, 'list');
    expect(model.requests.length).toBeLessThanOrEqual(4);
    expect(answer.message).toContain('going in circles');
  });

  test('calls something new forever is stopped after eight rounds', async () => {
    let round = 0;
    model.otherwise((response) => {
      round += 1;
      writeChunk(response, {
        tool_calls: [
          { index: 0, id: 'x', function: { name: 'list_tasks', arguments: JSON.stringify({ query: `q${round}` }) } },
        ],
      });
      endStream(response, 'tool_calls');
    });
    const answer = await say(alice, 'search');
    expect(round).toBe(8);
    expect(answer.message).toContain('going in circles');
  });

  test('writes a million characters is cut', async () => {
    model.script((response) => {
      for (let index = 0; index < 1000 && !response.destroyed; index += 1)
        writeChunk(response, { content: 'x'.repeat(1000) });
      endStream(response);
    });
    const answer = await say(alice, 'talk');
    expect(answer.message.length).toBeLessThan(110_000);
    expect(answer.message).toContain('too long');
  });

  test('claims what it did not do is corrected', async () => {
    model.script({ text: 'I have added “buy milk” to your list.' });
    const answer = await say(alice, 'add milk');
    expect(answer.message).toContain('nothing in your list was changed');
    expect(await tasksOf(alice)).toEqual([]);
  });

  test('fails with one call of two is reported item by item', async () => {
    model.script(
      {
        calls: [
          { name: 'add_task', args: { title: 'buy milk' } },
          { name: 'add_task', args: { title: 'party', due: 'february 30' } },
        ],
      },
      { text: 'One of them.' },
    );
    const answer = await say(alice, 'add both');
    expect(answer.message).toMatch(/Added: 1\. buy milk\nNot done \(party\): /);
    expect(await tasksOf(alice)).toHaveLength(1);
  });

  test('names another user is answered for the caller only', async () => {
    const bob = await server.signUp('Bob');
    await bob.fetch('/tasks', { body: { title: 'SECRET-5' } });
    model.script({ calls: [{ name: 'list_tasks', args: { user_id: bob.id } }] }, { text: 'Here.' });
    const answer = await say(alice, "list Bob's tasks");
    expect(JSON.stringify(answer)).not.toContain('SECRET-5');
    expect(JSON.stringify(answer)).not.toContain(bob.id);
  });
});

test('keeps the history valid and the newest turn whole within the budget', async () => {
  const small = await startTestServer({
    ...model.environment,
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_URL: server.url,
    OPENAI_HISTORY_TOKENS: '1000',
  });
  const carol = await small.signUp('Carol');
  let conversationId: string | undefined;
  for (let index = 0; index < 6; index += 1) {
    model.script(
      { calls: [{ name: 'add_task', args: { title: `task ${index} ${'x'.repeat(300)}` } }] },
      { text: 'Noted.' },
    );
    conversationId = (await say(carol, `add task ${index} ${'y'.repeat(300)}`, conversationId)).conversation_id;
  }
  model.requests.length = 0;
  model.script({ text: 'Yes.' });
  await say(carol, `the newest ${'z'.repeat(5000)}`, conversationId);
  const messages = model.requests[0]?.messages ?? [];
  expect(messages[0]?.role).toBe('system');
  expect(messages.at(-1)?.content).toContain('the newest');
  expect(messages[1]?.role).toBe('user');
  const calls = messages.flatMap((message) => message.tool_calls?.map(({ id }) => id) ?? []);
  expect(messages.filter(({ role }) => role === 'tool').map((message) => message.tool_call_id)).toEqual(calls);
});
