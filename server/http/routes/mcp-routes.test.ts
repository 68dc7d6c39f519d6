import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer();
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');

async function connect(user: TestUser): Promise<Client> {
  const client = new Client({ name: 'outside', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL('/mcp', server.url), {
    requestInit: { headers: { Authorization: `Bearer ${user.token}`, 'Time-Zone': 'Europe/Paris' } },
  });
  await client.connect(transport);
  return client;
}

test('serves the tools to an outside client', async () => {
  const client = await connect(alice);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    'add_task',
    'list_tasks',
    'complete_task',
    'update_task',
    'delete_task',
    'undo_last_change',
  ]);
  for (const tool of tools) {
    expect(Object.keys(tool.annotations ?? {}).length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(tool.inputSchema)).not.toMatch(/user_id|batch_id/);
  }
  const added = await client.callTool({ name: 'add_task', arguments: { title: 'From outside' } });
  expect(added.structuredContent).toMatchObject({ success: true, task: { title: 'From outside', id: 1 } });
  expect(added.content).toEqual([{ type: 'text', text: JSON.stringify(added.structuredContent) }]);
  const listed = await client.callTool({ name: 'list_tasks' });
  expect(listed.structuredContent).toMatchObject({ total: 1 });
  await client.close();
});

test('tells a failure in the shape the schema promises', async () => {
  const client = await connect(alice);
  await client.listTools();
  const answer = await client.callTool({ name: 'complete_task', arguments: { task_id: 99 } });
  expect(answer.isError).toBe(true);
  expect(answer.structuredContent).toEqual({
    success: false,
    error: { code: 'not_found', message: 'There is no task with that number.' },
  });
  await client.close();
});

test('shows each client only its own tasks', async () => {
  const [one, other] = [await connect(alice), await connect(bob)];
  await one.callTool({ name: 'add_task', arguments: { title: 'SECRET-5' } });
  const answers = [
    await other.callTool({ name: 'list_tasks', arguments: { status: 'all' } }),
    await other.callTool({ name: 'list_tasks', arguments: { user_id: alice.id } }),
    await other.callTool({ name: 'delete_task', arguments: { task_id: 1 } }),
  ];
  expect(answers[0]?.structuredContent).toMatchObject({ total: 0 });
  expect(answers[1]?.structuredContent).toMatchObject({ error: { code: 'not_yours' } });
  expect(answers[2]?.structuredContent).toMatchObject({ error: { code: 'not_found' } });
  expect(JSON.stringify(answers)).not.toContain('SECRET-5');
  await Promise.all([one.close(), other.close()]);
});

test('undoes what an outside client did last', async () => {
  const client = await connect(bob);
  const { structuredContent } = await client.callTool({ name: 'add_task', arguments: { title: 'Call mom' } });
  const { task } = z.object({ task: z.object({ id: z.int() }) }).parse(structuredContent);
  await client.callTool({ name: 'update_task', arguments: { task_id: task.id, title: 'Oops' } });
  const undone = await client.callTool({ name: 'undo_last_change' });
  expect(undone.structuredContent).toMatchObject({ undone: [{ what: 'updated', task: { title: 'Call mom' } }] });
  await client.close();
});

test('wants a signed-in user', async () => {
  for (const authorization of [undefined, 'Bearer nonsense', `Bearer ${alice.sessionToken}`]) {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(authorization && { Authorization: authorization }) },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer .*\/api\/auth\/token/);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  }
});

test('tells a client that looks for a sign-in of its own that there is none', async () => {
  await expect(discoverOAuthProtectedResourceMetadata(new URL('/mcp', server.url))).rejects.toThrow(
    'does not implement OAuth 2.0 Protected Resource Metadata',
  );
  expect(await discoverAuthorizationServerMetadata(server.url)).toBeUndefined();
});

test('takes POST only, and no page of another origin', async () => {
  const headers = { Authorization: `Bearer ${alice.token}`, Accept: 'text/event-stream' };
  for (const method of ['GET', 'DELETE']) {
    const response = await fetch(`${server.url}/mcp`, { method, headers });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('POST');
  }
  const foreign = { ...headers, Origin: 'https://evil.example' };
  expect((await fetch(`${server.url}/mcp`, { method: 'POST', headers: foreign })).status).toBe(403);
});

test('refuses what is no JSON-RPC, and stays alive', async () => {
  const headers = {
    Authorization: `Bearer ${alice.token}`,
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
  };
  for (const body of ['{', '{}', '[7]', '{"jsonrpc":"2.0","id":1}', '"tools/list"']) {
    const response = await fetch(`${server.url}/mcp`, { method: 'POST', headers, body });
    expect(response.status, body).toBeGreaterThanOrEqual(400);
    expect(response.status, body).toBeLessThan(500);
  }
  const client = await connect(alice);
  expect((await client.listTools()).tools).toHaveLength(6);
  await client.close();
});
