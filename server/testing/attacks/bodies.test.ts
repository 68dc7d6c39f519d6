import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { hashTables } from '../hash-tables.ts';
import { startScriptedModel } from '../scripted-model.ts';
import { startTestServer } from '../test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer(model.environment);
const database = openDatabase(server.databaseUrl, 2);
const alice = await server.signUp('Alice');
await alice.fetch('/tasks', { body: { title: 'keep me' } });
afterAll(() => database.destroy());
beforeEach(() => model.reset());

/** Every route that reads a body; no task has the number 99. */
const ROUTES: [method: string, path: string][] = [
  ['POST', `/api/${alice.id}/chat`],
  ['POST', `/api/${alice.id}/tasks`],
  ['PATCH', `/api/${alice.id}/tasks/99`],
  ['DELETE', `/api/${alice.id}/tasks/99`],
  ['POST', `/api/${alice.id}/reminders/snooze`],
  ['POST', '/mcp'],
  ['POST', '/api/auth/sign-up/email'],
  ['POST', '/api/auth/sign-in/email'],
  ['POST', '/api/auth/update-user'],
];

const nest = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const manyKeys = `{${Array.from({ length: 70_000 }, (_, index) => `"k${index}":1`).join(',')}}`;

const BODIES: [name: string, body: string | Buffer, headers?: Record<string, string>][] = [
  ['nothing', ''],
  ...['null', '[]', '[null]', '"x"', '5', 'true', '{}', '[[]]'].map((body): [string, string] => [body, body]),
  ...[
    '{',
    '{}x',
    '{}{}',
    "{'a':1}",
    '{"a":1,}',
    '{a:1}',
    'NaN',
    '{"a":NaN}',
    '{"a":/**/1}',
    'undefined',
    '\0',
    '{"a":"\n"}',
  ].map((body): [string, string] => [JSON.stringify(body), body]),
  ['a byte order mark', Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d])],
  ['UTF-16', Buffer.from('{"message":"hi","title":"hi"}', 'utf16le')],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ['__proto__', '{"__proto__":{"polluted":1}}'],
  ['__proto__ deep inside', '{"params":{"a":[{"__proto__":{"polluted":1}}]},"tags":[{"__proto__":{"polluted":1}}]}'],
  ['constructor.prototype', '{"constructor":{"prototype":{"polluted":1}}}'],
  ['arrays 200,000 deep', nest('[', ']', 200_000)],
  ['objects 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['a title 100,000 deep', `{"title":${nest('[', ']', 100_000)},"message":${nest('[', ']', 100_000)}}`],
  ['70,000 members', manyKeys],
  ['two megabytes', JSON.stringify({ message: 'x'.repeat(2_000_000) })],
  ['a bomb', gzipSync(Buffer.alloc(10_000_000, ' ')), { 'Content-Encoding': 'gzip' }],
  ['a plain text', '{"message":"hi","title":"hi"}', { 'Content-Type': 'text/plain' }],
  ['a form', 'message=hi&title=hi', { 'Content-Type': 'application/x-www-form-urlencoded' }],
  [
    'a multipart form',
    '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nhi\r\n--x--',
    { 'Content-Type': 'multipart/form-data; boundary=x' },
  ],
  ['no type', Buffer.from('{"message":"hi","title":"hi"}'), { 'Content-Type': '' }],
  ['a type that is none', '{"message":"hi","title":"hi"}', { 'Content-Type': 'json' }],
];

function send(
  method: string,
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(server.url + path, {
    method,
    headers: {
      Authorization: `Bearer ${path.startsWith('/api/auth/') ? alice.sessionToken : alice.token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      ...headers,
    },
    ...(body.length === 0 ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
}

describe.each(BODIES)('a body of %s', (_name, body, headers) => {
  test('is refused by every route, which writes nothing and asks no model', async () => {
    const before = await hashTables(database);
    for (const [method, path] of ROUTES) {
      const startedAt = performance.now();
      const response = await send(method, path, body, headers);
      const text = await response.text();
      // A JSON-RPC batch of nothing asks for nothing.
      const isTaken = path === '/mcp' && body === '[]';
      expect(response.status, `${method} ${path} ${text.slice(0, 300)}`).toBeGreaterThanOrEqual(isTaken ? 202 : 400);
      expect(response.status, `${method} ${path} ${text.slice(0, 300)}`).toBeLessThan(500);
      expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(/);
      expect(text.length).toBeLessThan(2_000);
      expect(performance.now() - startedAt, `${method} ${path}`).toBeLessThan(5_000);
    }
    expect(model.requests).toEqual([]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(await hashTables(database)).toEqual(before);
    expect((await alice.fetch('/tasks/1')).status).toBe(200);
  });
});

describe('a ChatKit request', () => {
  test.each([
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'threads',
    'threads.',
    'THREADS.LIST',
    'threads.list\0',
    'threads.list ',
    '',
    5,
    null,
    ['threads.list'],
    {},
  ])('of type %j is refused', async (type) => {
    const response = await alice.fetch('/chat', { body: { type, params: {} } });
    expect(response.status).toBe(400);
  });

  test.each([null, [], 'x', 5, undefined, { __proto__: null }])('with params %j is refused', async (params) => {
    for (const type of ['threads.create', 'threads.get_by_id', 'threads.delete', 'items.list', 'attachments.delete']) {
      expect((await alice.fetch('/chat', { body: { type, params } })).status, type).toBe(400);
    }
  });

  test('with a member twice is the last one', async () => {
    const response = await alice.fetch('/chat', {
      body: '{"type":"threads.delete","params":{"thread_id":"x"},"type":"threads.list","params":{"limit":1}}',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toHaveProperty('data');
  });

  test('with a payload nested without end is refused', async () => {
    const { length } = model.requests;
    const deep = nest('[', ']', 10_000);
    for (const params of [
      `{"thread_id":"x","action":{"type":"a","payload":${deep}}}`,
      `{"thread_id":"x","result":${deep}}`,
    ]) {
      for (const type of ['threads.custom_action', 'threads.add_client_tool_output'])
        expect((await alice.fetch('/chat', { body: `{"type":"${type}","params":${params}}` })).status).toBe(400);
    }
    expect(model.requests).toHaveLength(length);
  });

  test('keeps no prototype that its data brings', async () => {
    const tag = `{"type":"input_tag","id":"1","text":"x","data":{"a":{"constructor":{"prototype":{"polluted":1}}}}}`;
    const response = await alice.fetch('/chat', {
      body: `{"type":"threads.create","params":{"input":{"content":[${tag}],"attachments":[],"inference_options":{}}},"metadata":{"constructor":{"prototype":{"polluted":1}}}}`,
    });
    await response.text();
    expect(response.status).toBeLessThan(500);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('an MCP request', () => {
  const call = (id: number, name = 'add_task', args: unknown = { title: 'flood' }) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name, arguments: args },
  });

  test('does not carry more calls than a request should count for', async () => {
    const before = await hashTables(database);
    const response = await send('POST', '/mcp', JSON.stringify(Array.from({ length: 21 }, (_, id) => call(id))));
    expect(response.status).toBe(400);
    expect(await hashTables(database)).toEqual(before);
  });

  test('with the same id twice is answered all the same', async () => {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${alice.token}`,
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
      },
      body: JSON.stringify([call(1, 'list_tasks', {}), call(1, 'list_tasks', {})]),
      signal: AbortSignal.timeout(3_000),
    });
    expect(response.status).toBeLessThan(500);
  });

  test.each([
    '__proto__',
    'constructor',
    'ADD_TASK',
    'add_task ',
    'add\u200b_task',
    'functions.add_task',
    '',
    'x'.repeat(100_000),
  ])('for the tool "%.30s" does nothing', async (name) => {
    const before = await hashTables(database);
    const response = await send('POST', '/mcp', JSON.stringify(call(1, name)));
    expect(response.status).toBeLessThan(500);
    expect((await response.text()).length).toBeLessThan(5_000);
    expect(await hashTables(database)).toEqual(before);
  });

  test.each([
    ['deep', nest('[', ']', 10_000)],
    ['polluting', '{"title":"x","__proto__":{"polluted":1}}'],
    ['huge', JSON.stringify({ title: 'x'.repeat(900_000) })],
    ['of extra keys', JSON.stringify({ title: 'x', ['k'.repeat(100_000)]: 1 })],
    ['a list', '[1]'],
    ['a text', '"x"'],
  ])('with arguments that are %s does nothing', async (_name, args) => {
    const before = await hashTables(database);
    const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add_task","arguments":${args}}}`;
    const response = await send('POST', '/mcp', body);
    expect(response.status).toBeLessThan(500);
    expect((await response.text()).length).toBeLessThan(5_000);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(await hashTables(database)).toEqual(before);
  });
});
