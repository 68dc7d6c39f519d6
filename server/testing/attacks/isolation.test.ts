import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { requestSchemas, type ChatKitRequest } from '../../chatkit/protocol/chatkit-request.ts';
import { CONFIRM_ACTION } from '../../chat/cards/confirmation-card.ts';
import { UNDO_ACTION } from '../../chat/cards/receipt-card.ts';
import { TOGGLE_ACTION } from '../../chat/cards/task-row.ts';
import { openDatabase } from '../../database/database.ts';
import { allTools } from '../../mcp/all-tools.ts';
import { hashTables } from '../hash-tables.ts';
import { startScriptedModel } from '../scripted-model.ts';
import { startTestServer } from '../test-server.ts';
import { giveAndDelete, giveBelongings, inventBelongings, startThread, type Belongings } from './belongings.ts';

const model = await startScriptedModel();
const server = await startTestServer(model.environment);
const database = openDatabase(server.databaseUrl, 2);
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');
const theirs = await giveBelongings(alice, model, database, 7);
const deleted = await giveAndDelete(bob, model, database);
const own = { ...(await giveBelongings(bob, model, database, 2)), ...(await startThread(bob)) };
const invented = inventBelongings(theirs);
afterAll(() => database.destroy());
beforeEach(() => model.reset());

type Sort = keyof Belongings;
/** A request of Bob's with an id that is not his. */
interface Attack {
  name: string;
  sort: Sort;
  send: (id: unknown) => Promise<Response>;
  /** Statuses that are a refusal; deleting what is not there is done already. */
  expected?: number[];
  /** A button's payload is only looked at once the turn runs: the refusal is a frame, and the turn leaves its lease. */
  isInStream?: boolean;
}

const input = (attachments: unknown[] = []) => ({
  content: [{ type: 'input_text', text: 'hi' }],
  attachments,
  inference_options: {},
});
const button = (type: string, payload: unknown = {}) => ({ type, payload });
const ids = (id: unknown) => (Array.isArray(id) ? id : [id]);

type Fields = Record<string, [sort: Sort, params: (id: unknown) => unknown, extra?: Partial<Attack>]>;

/** Every ChatKit request with every id that it takes; the first dot-free name is a member of `params`. */
const CHATKIT: Record<ChatKitRequest['type'], Fields> = {
  'threads.create': { 'input.attachments': ['attachment', (id) => ({ input: input(ids(id)) })] },
  'threads.add_user_message': {
    thread_id: ['thread', (id) => ({ thread_id: id, input: input() })],
    'input.attachments': ['attachment', (id) => ({ thread_id: own.thread, input: input(ids(id)) })],
  },
  'threads.add_client_tool_output': { thread_id: ['thread', (id) => ({ thread_id: id, result: 1 })] },
  'threads.add_structured_input': {
    thread_id: ['thread', (id) => ({ thread_id: id, item_id: theirs.question, input: {} })],
    item_id: ['question', (id) => ({ thread_id: own.thread, item_id: id, input: {} })],
  },
  'threads.retry_after_item': {
    thread_id: ['thread', (id) => ({ thread_id: id, item_id: theirs.userMessage })],
    item_id: ['userMessage', (id) => ({ thread_id: own.thread, item_id: id })],
  },
  'threads.custom_action': {
    thread_id: ['thread', (id) => ({ thread_id: id, action: button(CONFIRM_ACTION) })],
    item_id: ['widget', (id) => ({ thread_id: own.thread, item_id: id, action: button('x') })],
    'action.payload.id': [
      'confirmation',
      (id) => ({ thread_id: own.thread, action: button(CONFIRM_ACTION, { id }) }),
      { isInStream: true },
    ],
    'action.payload.batch_id': [
      'batch',
      (id) => ({ thread_id: own.thread, action: button(UNDO_ACTION, { batch_id: id }) }),
      { isInStream: true },
    ],
  },
  'threads.sync_custom_action': {
    thread_id: ['thread', (id) => ({ thread_id: id, action: button(TOGGLE_ACTION) })],
    item_id: ['widget', (id) => ({ thread_id: own.thread, item_id: id, action: button(TOGGLE_ACTION) })],
    'action.payload.task_id': [
      'task',
      (id) => ({ thread_id: own.thread, action: button(TOGGLE_ACTION, { task_id: id, completed: true }) }),
    ],
  },
  'threads.get_by_id': { thread_id: ['thread', (id) => ({ thread_id: id })] },
  'threads.list': { after: ['thread', (id) => ({ after: id })] },
  'threads.update': { thread_id: ['thread', (id) => ({ thread_id: id, title: 'mine' })] },
  'threads.delete': { thread_id: ['thread', (id) => ({ thread_id: id }), { expected: [200, 400] }] },
  'items.list': {
    thread_id: ['thread', (id) => ({ thread_id: id })],
    after: ['userMessage', (id) => ({ thread_id: own.thread, after: id })],
  },
  'items.feedback': {
    thread_id: ['thread', (id) => ({ thread_id: id, item_ids: [own.message], kind: 'positive' })],
    item_ids: [
      'userMessage',
      (id) => ({ thread_id: own.thread, item_ids: [own.message, ...ids(id)], kind: 'positive' }),
    ],
  },
  'attachments.create': {},
  'attachments.delete': { attachment_id: ['attachment', (id) => ({ attachment_id: id })] },
  'input.transcribe': {},
  'threads.watch': { thread_id: ['thread', (id) => ({ thread_id: id })] },
};

/** What the plain form and the task routes take; a method and a path of the API's own description each. */
const ROUTES: Record<string, Attack[]> = {
  'POST /api/{userId}/chat': [
    {
      name: 'conversation_id of a message',
      sort: 'thread',
      send: (id) => chat({ message: 'hi', conversation_id: id }),
    },
    {
      name: 'conversation_id of an answer',
      sort: 'thread',
      send: (id) => chat({ conversation_id: id, confirmation: { id: theirs.confirmation, decision: 'confirm' } }),
    },
    {
      name: 'confirmation.id',
      sort: 'confirmation',
      send: (id) => chat({ conversation_id: own.thread, confirmation: { id, decision: 'confirm' } }),
      isInStream: true,
    },
  ],
  'POST /api/{userId}/chat/stop': [
    {
      name: 'conversation_id to stop',
      sort: 'thread',
      send: (id) => bob.fetch('/chat/stop', { body: { conversation_id: id } }),
    },
  ],
  'GET /api/{userId}/tasks/{id}': [{ name: 'to read', sort: 'task', send: (id) => task(id, 'GET') }],
  'PATCH /api/{userId}/tasks/{id}': [
    { name: 'to rename', sort: 'task', send: (id) => task(id, 'PATCH', { title: 'mine' }) },
    { name: 'to complete', sort: 'task', send: (id) => task(id, 'PATCH', { status: 'completed' }) },
  ],
  'DELETE /api/{userId}/tasks/{id}': [{ name: 'to delete', sort: 'task', send: (id) => task(id, 'DELETE') }],
  'POST /api/{userId}/undo': [
    { name: 'batch_id', sort: 'batch', send: (id) => bob.fetch('/undo', { body: { batch_id: id } }) },
  ],
  'POST /api/{userId}/reminders/snooze': [
    {
      name: 'task_id',
      sort: 'task',
      send: (id) =>
        bob.fetch('/reminders/snooze', {
          body: { task_id: id, until: new Date(Date.now() + 3_600_000).toISOString() },
        }),
    },
  ],
  'POST /api/{userId}/reminders/claim': [],
  'GET /api/{userId}/tasks': [],
  'POST /api/{userId}/tasks': [],
  'GET /api/{userId}/tasks/summary': [],
  'GET /api/{userId}/search': [],
  'GET /api/{userId}/events': [],
  'POST /api/{userId}/dates/preview': [],
  'GET /api/{userId}/export': [],
  'DELETE /api/{userId}': [],
};

const OTHERS: Attack[] = [
  {
    name: 'GET /api/files/{owner}/{id} with the signature of another file',
    sort: 'attachment',
    send: (id) => fetch(readdress(own.previewUrl, alice.id, id)),
  },
  {
    name: 'PUT /api/files/{owner}/{id} with the signature of another file',
    sort: 'attachment',
    send: (id) => fetch(readdress(own.uploadUrl, alice.id, id), { method: 'PUT', body: 'x' }),
  },
];

function chat(body: unknown): Promise<Response> {
  return bob.fetch('/chat', { body });
}

function task(id: unknown, method: string, body?: unknown): Promise<Response> {
  return bob.fetch(`/tasks/${encodeURIComponent(String(id))}`, { method, body });
}

function readdress(url: string, owner: string, id: unknown): string {
  return url.replace(/files\/[^?]+/, `files/${owner}/${encodeURIComponent(String(id))}`);
}

function callTool(name: string, args: unknown): Promise<Response> {
  return fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${bob.token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
  });
}

const chatKitAttacks = Object.entries(CHATKIT).flatMap(([type, fields]) =>
  Object.entries(fields).map(([field, [sort, params, extra]]): Attack => ({
    name: `${type} ${field}`,
    sort,
    send: (id) => chat({ type, params: params(id) }),
    ...extra,
  })),
);
const routeAttacks = Object.entries(ROUTES).flatMap(([name, attacks]) =>
  attacks.map((attack): Attack => ({ ...attack, name: `${name} ${attack.name}` })),
);
const toolAttacks = allTools
  .filter((tool) => Object.hasOwn(Object(tool.inputJsonSchema['properties']), 'task_id'))
  .map((tool): Attack => ({
    name: `tools/call ${tool.name} task_id`,
    sort: 'task',
    send: (id) => callTool(tool.name, { task_id: id }),
    expected: [200],
  }));
const undoAttack: Attack = {
  name: 'tools/call undo_last_change batch_id',
  sort: 'batch',
  send: (id) => callTool('undo_last_change', { batch_id: id }),
  expected: [200],
};
const ATTACKS = [...chatKitAttacks, ...routeAttacks, ...OTHERS, ...toolAttacks, undoAttack].map(
  (attack) => [attack.name, attack] as const,
);

/** What is no id at all; a type that is wrong, or a text that could fool a comparison. */
function malformed(attack: Attack): unknown[] {
  const id = String(theirs[attack.sort]);
  const texts = [
    `${id}\0`,
    ` ${id} `,
    `${id}'--`,
    '%',
    `../${id}`,
    '__proto__',
    'x'.repeat(1_500),
    id.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ...(attack.sort === 'task' ? ['-1', '1.5', '1e1', '0x7', '99999999999999999999'] : [id.toUpperCase()]),
  ];
  const isInPath = attack.name.includes('{id}') && !attack.name.startsWith('POST');
  return isInPath ? texts : [...texts, [id, id], { $ne: null }, { toString: id }, 5.5, true, [[id]]];
}

/** Columns that Bob's own turn writes in his own conversation. */
const LEASE = ['active_at', 'updated_at', 'turn_id', 'turn_lease_until'];

async function read(response: Response): Promise<{ status: number; headers: Record<string, string>; body: string }> {
  const headers = Object.fromEntries(response.headers);
  const requestId = headers['x-request-id'] ?? '';
  for (const name of ['date', 'x-request-id']) delete headers[name];
  return { status: response.status, headers, body: (await response.text()).replaceAll(requestId, '<request id>') };
}

function expectRefused(answer: { status: number; body: string }, attack: Attack, id: unknown): void {
  const expected = attack.isInStream ? [200, 400, 404] : (attack.expected ?? [400, 404]);
  expect(expected, `${JSON.stringify(id)?.slice(0, 80)}: ${answer.status} ${answer.body.slice(0, 300)}`).toContain(
    answer.status,
  );
  if (answer.status === 200) expect(answer.body).toMatch(/^\{\}$|"isError":true|"error":\{|"type":"error"/);
  expect(answer.body).not.toContain('SECRET');
}

describe('an id of somebody else', () => {
  test.each(ATTACKS)('%s is answered like one that never was, and does nothing', async (_name, attack) => {
    const ignored = attack.isInStream ? LEASE : [];
    const before = await hashTables(database, ignored);
    const foreign = await read(await attack.send(theirs[attack.sort]));
    const gone = await read(await attack.send(deleted[attack.sort]));
    const random = await read(await attack.send(invented[attack.sort]));
    expectRefused(foreign, attack, theirs[attack.sort]);
    expect(foreign).toEqual(random);
    expect(gone).toEqual(random);
    expect(model.requests).toEqual([]);
    expect(await hashTables(database, ignored)).toEqual(before);
  });

  test.each(ATTACKS)('%s takes nothing that is no id', async (_name, attack) => {
    const ignored = attack.isInStream ? LEASE : [];
    const before = await hashTables(database, ignored);
    for (const id of malformed(attack)) expectRefused(await read(await attack.send(id)), attack, id);
    expect(model.requests).toEqual([]);
    expect(await hashTables(database, ignored)).toEqual(before);
  });
});

describe('the table of attacks', () => {
  test('has every ChatKit request, and every member of it that is an id', () => {
    expect(Object.keys(CHATKIT).toSorted()).toEqual([...requestSchemas.keys()].toSorted());
    for (const schema of requestSchemas.values()) {
      const { properties = {} } = z.toJSONSchema(schema.shape.params, { io: 'input' });
      const idMembers = Object.keys(properties).filter((name) => /(^|_)ids?$|^after$/.test(name));
      expect(Object.keys(CHATKIT[schema.shape.type.value]), schema.shape.type.value).toEqual(
        expect.arrayContaining(idMembers),
      );
    }
  });

  test("has every route of a user's", async () => {
    const document = (await (await fetch(`${server.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const routes = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/api/{userId}'))
      .flatMap(([path, methods]) =>
        Object.keys(methods)
          .filter((method) => method !== 'parameters')
          .map((method) => `${method.toUpperCase()} ${path}`),
      );
    expect(Object.keys(ROUTES).toSorted()).toEqual(routes.toSorted());
  });
});

describe('the address of somebody else', () => {
  const paths = [
    ...Object.keys(ROUTES).map((route) => route.replace('{id}', '7')),
    'POST /api/{userId}/attachments',
    'GET /api/{userId}/nothing-here',
  ];

  test.each(paths)('%s is refused before anything is read', async (route) => {
    const before = await hashTables(database);
    const [method = '', path = ''] = route.split(' ');
    const ask = async (userId: string) =>
      read(
        await fetch(server.url + path.replace('{userId}', userId), {
          method,
          headers: { Authorization: `Bearer ${bob.token}`, 'Content-Type': 'application/json' },
          ...(method === 'GET' ? {} : { body: '{"message":"hi"}' }),
        }),
      );
    const foreign = await ask(alice.id);
    expect(foreign.status).toBe(403);
    expect(await ask('nobody')).toEqual(foreign);
    expect(model.requests).toEqual([]);
    expect(await hashTables(database)).toEqual(before);
  });
});
