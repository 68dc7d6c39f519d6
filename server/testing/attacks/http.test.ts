import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { hashTables } from '../hash-tables.ts';
import { startTestServer } from '../test-server.ts';
import { rawRequest } from './raw-request.ts';

const server = await startTestServer();
const database = openDatabase(server.databaseUrl, 2);
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');
await alice.fetch('/tasks', { body: { title: 'SECRET' } });
afterAll(() => database.destroy());

const bearer = (token: string) => `Authorization: Bearer ${token}\r\n`;

/** A request as it is written here, with nothing made nicer on its way. */
function ask(method: string, target: string, headers = '', body = ''): ReturnType<typeof rawRequest> {
  return rawRequest(
    server.url,
    `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n${body}`,
  );
}

describe('a path written in another way', () => {
  const [a, b] = [alice.id, bob.id];
  const paths = [
    `//api/${a}/tasks`,
    `/api//${a}/tasks`,
    `/api/${a}//tasks`,
    `/api/${a}/tasks/`,
    `/API/${a}/tasks`,
    `/api/${a}/TASKS`,
    `/%61pi/${a}/tasks`,
    `/api/%${a.charCodeAt(0).toString(16)}${a.slice(1)}/tasks`,
    `/api%2f${a}%2ftasks`,
    `/api/${a}%2ftasks`,
    `/api/${a};x=y/tasks`,
    `/api/${a}/tasks;x=y`,
    `/api/./${a}/tasks`,
    `/api/x/../${a}/tasks`,
    `/api/${b}/../${a}/tasks`,
    `/api/${b}/%2e%2e/${a}/tasks`,
    `/api/${b}%2f..%2f${a}/tasks`,
    `/api/${b}%00/../${a}/tasks`,
    `/api/auth/../${a}/tasks`,
    `/api/auth/%2e%2e/${a}/tasks`,
    `/api/files/../${a}/tasks`,
    `/api/files/${a}/tasks`,
    `/healthz/../api/${a}/tasks`,
    `/assets/..%2f..%2fapi/${a}/tasks`,
    `\\api\\${a}\\tasks`,
    `/api/${a}/tasks%00`,
    `/api/${a}/tasks#/api/${b}`,
    `/api/${a}/tasks?/api/${b}/`,
    `http://evil.example/api/${a}/tasks`,
    `/api/${a}/export`,
    `/API/${a}/export`,
  ];

  test.each(paths)('%s opens nothing, with no token or with that of another', async (path) => {
    const before = await hashTables(database);
    for (const token of ['', bearer(bob.token)]) {
      for (const method of ['GET', 'DELETE']) {
        const answer = await ask(method, path, `${token}Content-Length: 0\r\n`);
        expect(answer.status, `${method} ${path} ${answer.text.slice(0, 200)}`).toBeGreaterThan(0);
        expect(answer.status, `${method} ${path} ${answer.text.slice(0, 200)}`).toBeLessThan(500);
        expect(answer.text).not.toMatch(/SECRET|"data":|"tasks":/);
      }
    }
    expect(await hashTables(database)).toEqual(before);
  });

  test.each(['%', '%ZZ', '%E0%A4%A', '%C0%AF', '%00', '..%5c..%5c', 'x'.repeat(5_000)])(
    'with %.20s in it is refused calmly',
    async (part) => {
      for (const path of [
        `/api/${a}/tasks/${part}`,
        `/api/${part}/tasks`,
        `/api/auth/${part}`,
        `/api/files/${part}/${part}`,
        `/${part}`,
        `/assets/${part}.js`,
      ]) {
        const answer = await ask('GET', path, bearer(alice.token));
        expect(answer.status, path.slice(0, 80)).toBeLessThan(500);
        expect(answer.text).not.toMatch(/node_modules|ENOENT|\/work\//);
      }
    },
  );
});

describe('a method', () => {
  test.each([
    'TRACE',
    'TRACK',
    'PUT',
    'PATCH',
    'PROPFIND',
    'LOCK',
    'PURGE',
    'SEARCH',
    'OPTIONS',
    'HEAD',
    'DELETE',
    'QUERY',
  ])('%s where there is none such is refused, not a failure', async (method) => {
    const before = await hashTables(database);
    const paths = [
      '/',
      '/healthz',
      '/mcp',
      '/api/config',
      '/api/auth/token',
      '/api/auth/get-session',
      '/metrics',
      `/api/${alice.id}/chat`,
      `/api/${alice.id}/undo`,
      `/api/${alice.id}/export/x`,
    ];
    for (const path of paths) {
      const answer = await ask(method, path, `${bearer(alice.token)}Content-Length: 0\r\n`);
      expect(answer.status, `${method} ${path} ${answer.text.slice(-300)}`).toBeGreaterThan(0);
      expect(answer.status, `${method} ${path} ${answer.text.slice(-300)}`).toBeLessThan(500);
      expect(answer.text, `${method} ${path}`).not.toContain(alice.token);
    }
    expect(await hashTables(database)).toEqual(before);
  });

  test.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])('is not what %s says', async (name) => {
    await alice.fetch('', { method: 'POST', body: {}, headers: { [name]: 'DELETE' } });
    await alice.fetch('/tasks/1?_method=DELETE', { headers: { [name]: 'DELETE' } });
    expect((await alice.fetch('/tasks/1')).status).toBe(200);
  });

  test('CONNECT is refused', async () => {
    expect([0, 400, 404, 405]).toContain((await ask('CONNECT', 'evil.example:443')).status);
  });
});

describe('a message that two readers could read differently', () => {
  const start = `POST /api/${alice.id}/tasks HTTP/1.1\r\nHost: x\r\n${bearer(alice.token)}Content-Type: application/json\r\n`;
  const body = '{"title":"smuggled"}';
  test.each([
    ['both lengths', `${start}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${start}`],
    ['two lengths', `${start}Content-Length: 20\r\nContent-Length: 5\r\n\r\n${body}`],
    ['a negative length', `${start}Content-Length: -1\r\n\r\n${body}`],
    ['a folded header', `${start}X: a\r\n b\r\nContent-Length: +20\r\n\r\n${body}`],
    ['bare line feeds', `${start.replaceAll('\r\n', '\n')}Content-Length: 20\n\n${body}`],
    ['a header with a space', `${start}Content-Length : 20\r\n\r\n${body}`],
    ['a negative chunk', `${start}Transfer-Encoding: chunked\r\n\r\n-1\r\n${body}\r\n0\r\n\r\n`],
    [
      'a chunk with a long extension',
      `${start}Transfer-Encoding: chunked\r\n\r\n14;${'x'.repeat(100_000)}\r\n${body}\r\n0\r\n\r\n`,
    ],
    ['an unknown coding', `${start}Transfer-Encoding: xchunked\r\n\r\n${body}`],
    ['a NUL in a header', `${start}X: a\0b\r\nContent-Length: 20\r\n\r\n${body}`],
  ])('%s is refused and the connection closed', async (_name, bytes) => {
    const before = await hashTables(database);
    const answer = await rawRequest(server.url, bytes, 3_000);
    expect([0, 400, 413, 501]).toContain(answer.status);
    expect(await hashTables(database)).toEqual(before);
  });
});

describe('headers', () => {
  test.each([
    ['a cookie of a megabyte', `Cookie: ${'a'.repeat(1_000_000)}\r\n`],
    ['10,000 of them', Array.from({ length: 10_000 }, (_, index) => `X-${index}: ${index}\r\n`).join('')],
    ['a name of 100 KB', `${'x'.repeat(100_000)}: 1\r\n`],
  ])('that flood (%s) are refused', async (_name, headers) => {
    const answer = await ask('GET', `/api/${alice.id}/tasks`, bearer(alice.token) + headers);
    expect([0, 431]).toContain(answer.status);
  });

  test('name no address of ours', async () => {
    const forged =
      'X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\nX-Original-URL: /api/evil\r\nX-Rewrite-URL: /api/evil\r\n';
    const json = (path: string, body: unknown, token: string, host = 'evil.example') => {
      const text = JSON.stringify(body);
      return rawRequest(
        server.url,
        `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${forged}${bearer(token)}Content-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
      );
    };
    const params = { name: 'a.txt', size: 1, mime_type: 'text/plain' };
    const announced = await json(`/api/${alice.id}/chat`, { type: 'attachments.create', params }, alice.token);
    expect(announced.status).toBe(200);
    expect(announced.text).toContain(`${server.url}/api/files/`);
    const added = await json(`/api/${alice.id}/tasks`, { title: 'x' }, alice.token);
    expect(added.text).toMatch(/Location: \/api\//);
    const token = await rawRequest(
      server.url,
      `GET http://evil.example/api/auth/token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n${forged}${bearer(alice.sessionToken)}\r\n`,
    );
    const [, claims = ''] = (/"token":"([^"]+)"/.exec(token.text)?.[1] ?? '').split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ iss: server.url });
    for (const { text } of [announced, added]) expect(text).not.toContain('evil');
  });

  test.each([
    'X-Forwarded-For',
    'X-Forwarded-Proto',
    'X-Forwarded-Host',
    'Forwarded',
    'Accept',
    'Accept-Encoding',
    'If-None-Match',
    'Range',
    'Origin',
    'traceparent',
    'X-Request-Id',
  ])('of 12 KB as %s take no time', async (name) => {
    for (const value of [
      ', '.repeat(6_000),
      `a${' '.repeat(12_000)}b`,
      'a,'.repeat(6_000),
      'bytes=0-,'.repeat(1_300),
    ]) {
      const startedAt = performance.now();
      const answer = await ask('GET', '/api/config', `${name}: ${value}\r\n`);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain(value.trim());
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    }
  });

  test('do not say where a sign-in comes from', async () => {
    const strict = await startTestServer({
      DATABASE_URL: server.databaseUrl,
      BETTER_AUTH_URL: server.url,
      SIGN_IN_LIMIT_PER_MINUTE: '3',
    });
    const statuses = [];
    for (const address of ['10.0.0.1', '10.0.0.2', '::1', '::ffff:10.0.0.3', '2001:db8::1', '2001:db8::2']) {
      const response = await fetch(`${strict.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address, 'X-Parley-Client-Address': address },
        body: JSON.stringify({ email: 'nobody@example.com', password: 'a wrong password' }),
      });
      statuses.push(response.status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

test.each([
  '/.env',
  '/.git/config',
  '/package.json',
  '/server/main.ts',
  '/knexfile.ts',
  '/../package.json',
  '/..%2fpackage.json',
  '/assets/../../../package.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/index.html.map',
  '/debug/pprof',
  '/docs',
  '/swagger',
  '/admin',
  '/api',
  '/api/',
  '/api/users',
])('%s shows nothing of the server', async (path) => {
  const answer = await ask('GET', path, bearer(alice.token));
  expect(answer.status).toBeLessThan(500);
  expect(answer.text).not.toMatch(/"dependencies"|import \{|BETTER_AUTH|repositoryformatversion|SECRET/);
});
