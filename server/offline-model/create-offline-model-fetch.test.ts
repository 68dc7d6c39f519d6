import OpenAI from 'openai';
import type { ChatCompletionChunk, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { describe, expect, test } from 'vitest';
import { createOfflineModelFetch } from './create-offline-model-fetch.ts';
import { createClient, offeredTools } from './testing/run-turn.ts';

const BASE = 'http://offline.invalid/v1';
const system = 'Now: 2026-11-20T10:00:00+01:00\nTime zone: Europe/Paris\nLanguage: en';

function ask(text: string): ChatCompletionMessageParam[] {
  return [
    { role: 'system', content: system },
    { role: 'user', content: text },
  ];
}

async function post(body: unknown, path = '/chat/completions', method = 'POST'): Promise<Response> {
  const send = createOfflineModelFetch({ now: () => new Date(0) });
  return send(`${BASE}${path}`, { method, ...(method === 'POST' && { body: JSON.stringify(body) }) });
}

describe('streamed completions', () => {
  test('come as a role, words, a finish reason, the usage and [DONE]', async () => {
    const response = await post({
      model: 'm',
      stream: true,
      stream_options: { include_usage: true },
      messages: ask('hello'),
      tools: offeredTools,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const events = (await response.text()).split('\n\n').filter((event) => event !== '');
    expect(events.every((event) => event.startsWith('data: '))).toBe(true);
    expect(events.at(-1)).toBe('data: [DONE]');
    const chunks: ChatCompletionChunk[] = events.slice(0, -1).map((event) => JSON.parse(event.slice(6)));
    expect(new Set(chunks.map((chunk) => `${chunk.object} ${chunk.id} ${chunk.model}`)).size).toBe(1);
    expect(chunks[0]?.choices[0]?.delta).toMatchObject({ role: 'assistant', content: '' });
    const pieces = chunks.flatMap((chunk) => chunk.choices[0]?.delta.content ?? []).filter((piece) => piece !== '');
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join('')).toContain('What would you like to get done?');
    expect(chunks.at(-2)?.choices[0]).toMatchObject({ delta: {}, finish_reason: 'stop' });
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
    const usage = chunks.at(-1)?.usage;
    expect(chunks.at(-1)?.choices).toEqual([]);
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
  });

  test('carry tool calls as a head and fragments of their arguments', async () => {
    const client = createClient();
    const stream = await client.chat.completions.create({
      model: 'm',
      stream: true,
      messages: ask('add milk, eggs and a very long title that will not fit one fragment'),
      tools: offeredTools,
    });
    const deltas: ChatCompletionChunk.Choice.Delta.ToolCall[] = [];
    const reasons: string[] = [];
    for await (const chunk of stream) {
      deltas.push(...(chunk.choices[0]?.delta.tool_calls ?? []));
      const reason = chunk.choices[0]?.finish_reason;
      if (reason) reasons.push(reason);
      expect(chunk.usage ?? null).toBeNull();
    }
    expect(reasons).toEqual(['tool_calls']);
    const heads = deltas.filter((delta) => delta.id !== undefined);
    expect(heads.map((head) => [head.index, head.type, head.function?.name, head.function?.arguments])).toEqual([
      [0, 'function', 'add_task', ''],
      [1, 'function', 'add_task', ''],
      [2, 'function', 'add_task', ''],
    ]);
    expect(new Set(heads.map((head) => head.id)).size).toBe(3);
    const fragments = deltas.filter((delta) => delta.index === 2 && delta.id === undefined);
    expect(fragments.length).toBeGreaterThan(1);
    const args = fragments.map((fragment) => fragment.function?.arguments ?? '').join('');
    expect(JSON.parse(args)).toEqual({ title: 'a very long title that will not fit one fragment' });
  });

  test('say the same as one JSON answer does', async () => {
    const client = createClient();
    const params = { model: 'm', messages: ask('remind me to call mom tomorrow at 5pm'), tools: offeredTools };
    const streamed = await client.chat.completions.stream(params).finalChatCompletion();
    const whole = await client.chat.completions.create(params);
    expect(whole.choices[0]?.finish_reason).toBe('tool_calls');
    const read = (completion: OpenAI.ChatCompletion) =>
      completion.choices[0]?.message.tool_calls?.map((call) => (call.type === 'function' ? call.function : call));
    expect(read(streamed)?.[0]).toMatchObject({
      name: 'add_task',
      arguments: expect.stringContaining('tomorrow at 5pm'),
    });
    expect(read(whole)?.[0]).toMatchObject({ name: 'add_task', arguments: expect.stringContaining('tomorrow at 5pm') });
    expect(whole.choices[0]?.message.content).toBeNull();
    expect(whole.usage?.prompt_tokens).toBeGreaterThan(20);
  });

  test('stop when the caller aborts', async () => {
    const client = createClient();
    const controller = new AbortController();
    const stream = await client.chat.completions.create(
      { model: 'm', stream: true, messages: ask('help'), tools: offeredTools },
      { signal: controller.signal },
    );
    let chunks = 0;
    for await (const chunk of stream) {
      chunks += chunk.choices.length;
      if (chunks === 3) controller.abort();
    }
    expect(chunks).toBeLessThan(10);
  });
});

test('an aborted request is not answered', async () => {
  const send = createOfflineModelFetch();
  const body = JSON.stringify({ model: 'm', messages: ask('hi') });
  const aborted = send(`${BASE}/chat/completions`, { method: 'POST', body, signal: AbortSignal.abort() });
  await expect(aborted).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});

test('equal requests at one moment get equal answers', async () => {
  const body = { model: 'm', messages: ask('add milk'), tools: offeredTools };
  const [first, second] = [await post(body), await post(body)];
  expect(await first.text()).toBe(await second.text());
});

test('no tool is called when none is offered or the caller forbids it', async () => {
  const client = createClient();
  const bare = await client.chat.completions.create({ model: 'm', messages: ask('add milk') });
  expect(bare.choices[0]?.finish_reason).toBe('stop');
  const params = { model: 'm', messages: ask('add milk'), tools: offeredTools, tool_choice: 'none' as const };
  const forbidden = await client.chat.completions.create(params);
  expect(forbidden.choices[0]?.message.tool_calls).toBeUndefined();
});

test('one call at a time when parallel calls are switched off', async () => {
  const client = createClient();
  const params = {
    model: 'm',
    messages: ask('add milk, eggs, flour'),
    tools: offeredTools,
    parallel_tool_calls: false,
  };
  const completion = await client.chat.completions.create(params);
  expect(completion.choices[0]?.message.tool_calls).toHaveLength(1);
});

describe('requests that are wrong', () => {
  const call = { id: 'c1', type: 'function', function: { name: 'list_tasks', arguments: '{}' } };

  test.each([
    ['no messages', { model: 'm' }, 'messages'],
    ['no model', { messages: ask('hi') }, 'model'],
    ['an unknown role', { model: 'm', messages: [{ role: 'robot', content: 'hi' }] }, 'messages.0.role'],
    [
      'a call without its result',
      { model: 'm', messages: [...ask('hi'), { role: 'assistant', content: null, tool_calls: [call] }] },
      'messages.[3].role',
    ],
    [
      'a result without its call',
      { model: 'm', messages: [...ask('hi'), { role: 'tool', tool_call_id: 'c9', content: '{}' }] },
      'messages.[2].role',
    ],
  ])('answer 400 to %s', async (_name, body, param) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error', param } });
  });

  test('answer 400 to what is no JSON', async () => {
    const send = createOfflineModelFetch();
    const response = await send(`${BASE}/chat/completions`, { method: 'POST', body: '{' });
    expect(response.status).toBe(400);
  });

  test('answer 404 to unknown addresses and 405 to the wrong method', async () => {
    expect((await post({}, '/embeddings')).status).toBe(404);
    expect((await post({}, '/chat/completions', 'GET')).status).toBe(405);
    const client = new OpenAI({ apiKey: 'x', baseURL: BASE, fetch: createOfflineModelFetch(), maxRetries: 0 });
    await expect(client.embeddings.create({ model: 'm', input: 'x' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });
});

test('the list of models names the one there is', async () => {
  const models = await createClient().models.list();
  expect(models.data.map((model) => model.id)).toEqual(['parley-offline']);
});
