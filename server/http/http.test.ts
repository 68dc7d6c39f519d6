import { describe, expect, test } from 'vitest';
import { say, tasksOf } from '../testing/chat-client.ts';
import { startTestServer } from '../testing/test-server.ts';

const server = await startTestServer({ ALLOWED_ORIGINS: 'https://parley.example.com' });
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, { headers });
}

describe('open routes', () => {
  test('say that the server lives, is ready and what it is', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' });
    expect(await (await get('/api/config')).json()).toMatchObject({
      app: 'parley',
      chat: { ui: 'bundled', domain_key: null },
      model: { offline: true },
      transcription: false,
    });
  });

  test('describe the API from the schemas that check it', async () => {
    const document = (await (await get('/openapi.json')).json()) as { openapi: string; paths: Record<string, unknown> };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/{userId}/tasks/{id}');
    expect(JSON.stringify(document)).toContain('clear_fields');
  });

  test('count requests without naming anybody', async () => {
    await alice.fetch('/tasks');
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(
      /parley_http_request_seconds_count\{method="GET",route="\/api\/:userId\/tasks",status="200"\} \d+/,
    );
    expect(text).not.toContain(alice.id);
  });

  test('answer an unknown path with a problem', async () => {
    const response = await get('/api/nothing/here');
    expect([401, 404]).toContain(response.status);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  });
});

describe('an address of machines that is none', () => {
  const PATHS = [
    'oauth-authorization-server',
    'oauth-protected-resource',
    'openid-configuration',
    'oauth-protected-resource/mcp',
    'anything',
    'a.html',
    '',
    '../.well-known/x',
  ].map((name) => `/.well-known/${name}`);
  test.each([
    ...PATHS,
    '/.well-known',
    '/.Well-Known/x',
    '/%2ewell-known/x',
    '/.well-known%2Fx',
    '//.well-known/x',
    '/api',
    '/api/',
    '/API',
    '/%61pi/x',
    '/api%2Fx',
    '//api/x',
    '/x%2F..%2Fapi%2Fx',
    '/api/auth',
    '/api/auth/',
    '/api/auth/nothing',
    '/api/config/x',
  ])('%s is a problem, whatever the method', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await fetch(server.url + path, { method, headers: { Accept: 'text/html' } });
      expect(response.status, method).toBe(404);
      expect(response.headers.get('Content-Type'), method).toBe('application/problem+json');
      if (method !== 'HEAD') expect(await response.json(), method).toMatchObject({ code: 'not_found', status: 404 });
    }
  });
});

describe('every response', () => {
  test('forbids framing, sniffing and scripts from elsewhere', async () => {
    const { headers } = await get('/healthz');
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('Content-Security-Policy')).toMatch(/script-src 'self';/);
    expect(headers.get('X-Powered-By')).toBeNull();
  });

  test('of the API is not kept by caches', async () => {
    expect((await alice.fetch('/tasks')).headers.get('Cache-Control')).toBe('no-store');
  });

  test('carries a request id, and takes one that looks like one', async () => {
    expect((await get('/healthz', { 'X-Request-Id': 'trace-1234' })).headers.get('X-Request-Id')).toBe('trace-1234');
    expect((await get('/healthz', { 'X-Request-Id': 'a b' })).headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('origins', () => {
  test.each(['https://parley.example.com', 'parley://app'])('%s may use the API', async (origin) => {
    const preflight = await fetch(`${server.url}/api/${alice.id}/chat`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization, content-type, time-zone',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toMatch(/Authorization.*Content-Type.*Time-Zone/);
    expect(preflight.headers.get('Vary')).toContain('Origin');
  });

  test.each([
    'https://evil.example',
    'null',
    'https://parley.example.com.evil.example',
    'parley://evil',
    'http://127.0.0.1:1',
  ])('%s may not', async (origin) => {
    const response = await get('/api/config', { Origin: origin });
    expect(response.status).toBe(403);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

describe('the time zone', () => {
  test('of the request decides what tomorrow means, and is kept for requests without one', async () => {
    const response = await alice.fetch('/tasks', {
      body: { title: 'in Auckland', due: 'tomorrow' },
      headers: { 'Time-Zone': 'Pacific/Auckland' },
    });
    const { due_on } = (await response.json()) as { due_on: string };
    const inAuckland = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Pacific/Auckland', dateStyle: 'short' });
    expect(due_on).toBe(inAuckland.format(Date.now() + 24 * 3_600_000));
    await expect
      .poll(
        async () =>
          (await (
            await get('/api/auth/get-session', { Authorization: `Bearer ${alice.sessionToken}` })
          ).json()) as unknown,
      )
      .toMatchObject({ user: { time_zone: 'Pacific/Auckland' } });
  });

  test('that does not exist is left aside', async () => {
    const response = await bob.fetch('/tasks', {
      body: { title: 'x', due: 'tomorrow' },
      headers: { 'Time-Zone': '../../etc/localtime' },
    });
    expect(response.status).toBe(201);
  });
});

describe('an account', () => {
  test('is exported whole, with nothing of anybody else', async () => {
    const carol = await server.signUp('Carol');
    await bob.fetch('/tasks', { body: { title: 'SECRET-5' } });
    await say(carol, 'add buy milk tomorrow');
    const response = await carol.fetch('/export');
    expect(response.headers.get('Content-Disposition')).toContain('attachment');
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      user: { name: 'Carol', email: carol.email },
      tasks: [{ title: 'buy milk' }],
      conversations: [{ title: 'Add buy milk tomorrow' }],
      tool_calls: [{ name: 'add_task' }],
      task_changes: [{ kind: 'created' }],
    });
    expect(text).not.toContain('SECRET-5');
    expect(text).not.toMatch(/password|token_hash|hidden_context/);
  });

  test('is exported with all that a person can set', async () => {
    const session = await fetch(`${server.url}/api/auth/get-session`, {
      headers: { Authorization: `Bearer ${alice.sessionToken}` },
    });
    const { user } = (await session.json()) as { user: Record<string, unknown> };
    const exported = (await (await alice.fetch('/export')).json()) as { user: Record<string, unknown> };
    const left = ['image', 'emailVerified', 'updatedAt'];
    const set = Object.keys(user).map((name) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
    expect(Object.keys(exported.user).toSorted()).toEqual(set.filter((name) => !left.includes(name)).toSorted());
  });

  test('is deleted with everything in it, by a live session only', async () => {
    const dave = await server.signUp('Dave');
    await say(dave, 'add buy milk');
    const refused = await fetch(`${server.url}/api/${dave.id}`, {
      method: 'DELETE',
      headers: { Authorization: `Bearer ${bob.token}` },
    });
    expect(refused.status).toBe(403);

    const erin = await server.signUp('Erin');
    await fetch(`${server.url}/api/auth/sign-out`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${erin.sessionToken}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect((await erin.fetch('', { method: 'DELETE' })).status).toBe(401);

    expect((await dave.fetch('', { method: 'DELETE' })).status).toBe(204);
    expect(await tasksOf(dave)).toEqual([]);
    const after = await dave.fetch('/chat', { body: { message: 'am I still here?' } });
    expect(after.status).toBe(401);
    expect(await after.json()).toMatchObject({ code: 'not_signed_in' });
  });

  test('is not readable by somebody who is not signed in, or somebody else', async () => {
    expect((await get(`/api/${alice.id}/export`)).status).toBe(401);
    expect((await get(`/api/${alice.id}/export`, { Authorization: `Bearer ${bob.token}` })).status).toBe(403);
  });
});

test('limits how much one user asks in a minute, and only that user', async () => {
  const small = await startTestServer({
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_URL: server.url,
    RATE_LIMIT_PER_MINUTE: '3',
  });
  const ask = (user: typeof alice) =>
    fetch(`${small.url}/api/${user.id}/tasks`, { headers: { Authorization: `Bearer ${user.token}` } });
  const statuses = [];
  for (let index = 0; index < 4; index += 1) statuses.push((await ask(alice)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const refused = await ask(alice);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect((await ask(bob)).status).toBe(200);
});
