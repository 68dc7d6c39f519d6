import { describe, expect, test } from 'vitest';
import { addMessage, createThread, say, stream, tasksOf, type Frame } from '../../testing/chat-client.ts';
import { startScriptedModel } from '../../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');

function threadIdOf(frames: Frame[]): string {
  return (frames[0]?.['thread'] as { id: string }).id;
}

async function rowsOf(user: TestUser): Promise<{ threads: number }> {
  const response = await user.fetch('/chat', { body: { type: 'threads.list', params: { limit: 100 } } });
  return { threads: ((await response.json()) as { data: unknown[] }).data.length };
}

describe('a turn', () => {
  test('streams the message, the reply and a title, and keeps all of it', async () => {
    model.script({ text: 'Hello there.' });
    const frames = await createThread(alice, 'hello, what can you do?');
    // How many pieces the text comes in is a matter of time.
    expect(frames.map(({ type }) => type).filter((type, index, types) => type !== types[index - 1])).toEqual([
      'thread.created',
      'thread.item.done',
      'stream_options',
      'thread.updated',
      'thread.item.added',
      'thread.item.updated',
      'thread.item.done',
    ]);
    expect(frames[0]?.['thread']).not.toHaveProperty('title');
    expect(frames[3]).toMatchObject({ thread: { title: 'What can you do?' } });
    const threadId = threadIdOf(frames);
    const response = await alice.fetch('/chat', {
      body: { type: 'threads.get_by_id', params: { thread_id: threadId } },
    });
    expect(await response.json()).toMatchObject({
      title: 'What can you do?',
      items: {
        data: [
          { type: 'user_message', content: [{ text: 'hello, what can you do?' }] },
          { type: 'assistant_message', content: [{ text: 'Hello there.' }] },
        ],
      },
    });
  });

  test('gives the model the instructions, the conversation and no user id', async () => {
    const frames = await createThread(alice, 'remember me');
    model.requests.length = 0;
    await addMessage(alice, threadIdOf(frames), 'and now?');
    const [request] = model.requests;
    expect(request?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    expect(request?.messages.at(-1)?.content).toBe('and now?');
    expect(request?.tools.map((tool) => tool.function.name)).toEqual([
      'add_task',
      'list_tasks',
      'complete_task',
      'update_task',
      'delete_task',
      'undo_last_change',
      'offer_choices',
    ]);
    expect(JSON.stringify(request?.tools)).not.toContain('user_id');
    expect(JSON.stringify(request)).not.toContain(alice.id);
  });

  test('stores the message before the model is asked', async () => {
    let wasStored: unknown;
    model.script(async (response) => {
      const list = await alice.fetch('/chat', { body: { type: 'threads.list', params: { limit: 1 } } });
      const { data } = (await list.json()) as { data: { id: string }[] };
      const thread = await alice.fetch('/chat', {
        body: { type: 'threads.get_by_id', params: { thread_id: data[0]?.id } },
      });
      wasStored = ((await thread.json()) as { items: { data: unknown[] } }).items.data;
      response.writeHead(500).end();
    });
    model.script((response) => void response.writeHead(500).end());
    const frames = await createThread(alice, 'is this kept?');
    expect(wasStored).toMatchObject([{ type: 'user_message', content: [{ text: 'is this kept?' }] }]);
    expect(frames.at(-1)).toMatchObject({
      type: 'error',
      code: 'custom',
      allow_retry: true,
      message: expect.stringContaining('try again'),
    });
  });

  test('uses tools, shows its steps and a receipt, and tells the app', async () => {
    model.script(
      { calls: [{ name: 'add_task', args: { title: 'buy milk', due: 'tomorrow 5pm', priority: 'high' } }] },
      { text: 'It is on your list.' },
    );
    const frames = await createThread(alice, 'add buy milk tomorrow at 5pm');
    const items = frames
      .filter(({ type }) => type === 'thread.item.done')
      .map(({ item }) => item as { type: string; copy_text?: string });
    expect(items.map(({ type }) => type)).toEqual(['user_message', 'workflow', 'assistant_message', 'widget']);
    expect(items.at(-1)?.copy_text).toMatch(
      /^Added: 1\. buy milk · \w+day, \w+ \d+, \d{4} at 5:00.PM · Priority: high$/u,
    );
    expect(frames).toContainEqual({ type: 'client_effect', name: 'tasks_changed', data: {} });
    expect(await tasksOf(alice)).toMatchObject([{ id: 1, title: 'buy milk', priority: 'high' }]);
  });

  test('is stopped when the client goes away, and keeps what was said', async () => {
    const frames = await createThread(alice, 'first');
    const threadId = threadIdOf(frames);
    model.aborted = 0;
    model.script({ text: 'word '.repeat(100), deltas: 100, delayMs: 30 });
    const controller = new AbortController();
    const response = await alice.fetch('/chat', {
      body: {
        type: 'threads.add_user_message',
        params: {
          thread_id: threadId,
          input: { content: [{ type: 'input_text', text: 'go on' }], attachments: [], inference_options: {} },
        },
      },
      signal: controller.signal,
    });
    let received = '';
    for await (const chunk of response.body ?? []) {
      received += Buffer.from(chunk).toString();
      if (received.split('"delta"').length > 4) break;
    }
    controller.abort();
    await expect.poll(() => model.aborted, { timeout: 2_000 }).toBe(1);
    await expect
      .poll(async () => {
        const thread = await alice.fetch('/chat', {
          body: { type: 'threads.get_by_id', params: { thread_id: threadId } },
        });
        return (
          (await thread.json()) as { items: { data: { type: string; content: { text: string }[] }[] } }
        ).items.data.at(-1);
      })
      .toMatchObject({ type: 'assistant_message', content: [{ text: expect.stringMatching(/^(word )+$/) }] });
    expect((await addMessage(alice, threadId, 'still there?')).at(-1)).toMatchObject({ type: 'thread.item.done' });
  });
});

describe('the plain form', () => {
  test('answers in one piece and goes on in the same conversation', async () => {
    model.script({ calls: [{ name: 'add_task', args: { title: 'call the bank' } }] }, { text: 'Noted.' });
    const first = await say(bob, 'add call the bank');
    expect(first).toMatchObject({
      conversation_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      message: 'Noted.\n\nAdded: 1. call the bank',
      tool_calls: [
        { name: 'add_task', arguments: { title: 'call the bank' }, status: 'succeeded', result: { success: true } },
      ],
      confirmation: null,
      choices: [],
    });
    model.requests.length = 0;
    await say(bob, 'thanks', first.conversation_id);
    expect(model.requests[0]?.messages.some(({ role }) => role === 'tool')).toBe(true);
  });

  test('reports a model that fails as a problem, and keeps the message', async () => {
    model.script((response) => void response.writeHead(401).end('{"error":{"message":"bad key sk-secret"}}'));
    const response = await bob.fetch('/chat', { body: { message: 'anyone there?' } });
    expect(response.status).toBe(502);
    const text = await response.text();
    expect(text).not.toContain('sk-secret');
    expect(JSON.parse(text)).toMatchObject({ code: 'model_unavailable', detail: expect.stringContaining('key') });
  });
});

describe('bad input', () => {
  const input = (text: string) => ({ content: [{ type: 'input_text', text }], attachments: [], inference_options: {} });

  test.each([
    ['malformed JSON', '{"type":', 400, 'invalid_request'],
    ['null', 'null', 400, 'invalid_request'],
    ['an array', '[]', 400, 'invalid_request'],
    ['an empty object', {}, 400, 'invalid_request'],
    ['an unknown type', { type: 'threads.explode', params: {} }, 400, 'invalid_request'],
    ['a prototype as type', { type: '__proto__', params: {} }, 400, 'invalid_request'],
    [
      'wrong types',
      { type: 'threads.create', params: { input: { ...input('x'), attachments: 'none' } } },
      400,
      'invalid_request',
    ],
    ['a number as message', { message: 5 }, 400, 'invalid_request'],
    ['an empty message', { message: '  \n ' }, 400, 'invalid_request'],
    ['an empty ChatKit message', { type: 'threads.create', params: { input: input(' ') } }, 400, 'invalid_request'],
    ['a message of 50,000 characters', { message: 'x'.repeat(50_000) }, 413, 'too_large'],
    [
      'a ChatKit message of 50,000 characters',
      { type: 'threads.create', params: { input: input('x'.repeat(50_000)) } },
      413,
      'too_large',
    ],
    ['a body over 1 MB', { message: 'x'.repeat(1_100_000) }, 413, 'too_large'],
    ['a NUL character', { message: 'a\0b' }, 400, 'invalid_request'],
    [
      'an unknown conversation',
      { message: 'hi', conversation_id: '00000000-0000-4000-8000-000000000000' },
      404,
      'not_found',
    ],
    [
      'an unknown thread',
      { type: 'threads.add_user_message', params: { thread_id: 'nope', input: input('hi') } },
      404,
      'not_found',
    ],
  ])('refuses %s and writes nothing', async (_name, body, status, code) => {
    const before = await rowsOf(alice);
    model.requests.length = 0;
    const response = await alice.fetch('/chat', { body });
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code, detail: expect.any(String), request_id: expect.any(String) });
    expect(await rowsOf(alice)).toEqual(before);
    expect(model.requests).toEqual([]);
  });

  test('refuses a form, and a compressed body', async () => {
    const form = await alice.fetch('/chat', {
      body: 'message=hi',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(form.status).toBe(415);
    const compressed = await alice.fetch('/chat', { body: '{}', headers: { 'Content-Encoding': 'gzip' } });
    expect(compressed.status).toBe(415);
  });

  test("treats somebody else's conversation and a deleted one like one that never was", async () => {
    const own = threadIdOf(await createThread(alice, 'mine'));
    const deleted = threadIdOf(await createThread(bob, 'gone soon'));
    await bob.fetch('/chat', { body: { type: 'threads.delete', params: { thread_id: deleted } } });
    const answers = await Promise.all(
      [own, deleted, '00000000-0000-4000-8000-000000000000'].map(async (threadId) => {
        const response = await bob.fetch('/chat', {
          body: { type: 'threads.add_user_message', params: { thread_id: threadId, input: input('hi') } },
        });
        return { status: response.status, body: { ...((await response.json()) as object), request_id: '' } };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('lets in nobody who is not signed in, or somebody else', async () => {
    const anonymous = await fetch(`${server.url}/api/${alice.id}/chat`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"message":"hi"}',
    });
    expect(anonymous.status).toBe(401);
    const foreign = await alice.fetch('/chat', {
      body: { message: 'hi' },
      headers: { Authorization: `Bearer ${bob.token}` },
    });
    expect(foreign.status).toBe(403);
  });

  test('refuses a page of another origin', async () => {
    const response = await alice.fetch('/chat', {
      body: { message: 'hi' },
      headers: { Origin: 'https://evil.example' },
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

test('refuses a second turn while one runs in the same conversation', async () => {
  const threadId = threadIdOf(await createThread(alice, 'begin'));
  model.script({ text: 'slow '.repeat(10), deltas: 10, delayMs: 60 });
  const params = {
    thread_id: threadId,
    input: { content: [{ type: 'input_text', text: 'one' }], attachments: [], inference_options: {} },
  };
  const [first, second] = await Promise.all([
    stream(alice, 'threads.add_user_message', params),
    new Promise<Response>((resolve) =>
      setTimeout(() => resolve(alice.fetch('/chat', { body: { type: 'threads.add_user_message', params } })), 150),
    ),
  ]);
  expect(first.at(-1)).toMatchObject({ type: 'thread.item.done' });
  expect(second.status).toBe(409);
  expect(await second.json()).toMatchObject({ code: 'turn_in_progress' });
});
