import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { startTestServer } from '../test-server.ts';
import { rawRequest } from './raw-request.ts';

const failures: string[] = [];
const server = await startTestServer(
  { LOG_LEVEL: 'error' },
  { write: (line) => void (line.includes('"request failed"') && failures.push(line)) },
);
const alice = await server.signUp('Alice');
const database = openDatabase(server.databaseUrl, 1);
afterAll(() => database.destroy());

const own = `/api/${alice.id}`;
/** Where something listens, and its neighbourhood. */
const MOUNTS = [
  '/api/auth',
  '/api/auth/token',
  '/api/auth/sign-in/email',
  '/api/auth/sign-up/email',
  '/api/auth/sign-in/social',
  '/api/auth/callback/oidc',
  '/api/auth/electron/token',
  '/api/auth/get-session',
  '/api/auth/update-user',
  '/api/auth/revoke-session',
  '/api/auth/change-password',
  '/api/auth/verify-password',
  '/api/auth/reset-password',
  `${own}/chat`,
  `${own}/tasks`,
  `${own}/tasks/1`,
  `${own}/tasks/summary`,
  `${own}/undo`,
  `${own}/dates/preview`,
  `${own}/reminders/claim`,
  `${own}/reminders/snooze`,
  `${own}/attachments`,
  `${own}/export`,
  `/api/files/${alice.id}/x`,
  '/api/config',
  '/mcp',
  '/healthz',
  '/readyz',
  '/metrics',
  '/openapi.json',
  '/assets',
  '/',
];

const bytes = (most: number) =>
  fc.uint8Array({ maxLength: most }).map((array) => Buffer.from(array).toString('latin1'));
/** A piece of a path: anything that Node lets stand in one, percent signs that belong to nothing included. */
const piece = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abz019%.;=&~!*()\'"<>[]{}|^`\\:@+,-_/?'), maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 10 }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.nat({ max: 255 }).map((byte) => `%${byte.toString(16).padStart(2, '0')}`),
  fc.constantFrom(
    '%',
    '%zz',
    '%c0%ae',
    '%ed%a0%80',
    '%00',
    '9'.repeat(400),
    'x'.repeat(6_000),
    '1e15',
    '-1',
    '__proto__',
  ),
);
const query = fc.oneof(
  fc.constant(''),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'q',
          'due',
          'after',
          'limit',
          'status',
          'tag',
          'priority',
          'id',
          'state',
          'code',
          'error',
          'constructor',
        ),
        piece,
      ),
      { maxLength: 4 },
    )
    .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`),
);
const target = fc
  .tuple(fc.constantFrom(...MOUNTS), fc.array(piece, { maxLength: 3 }), query)
  .map(([mount, rest, asked]) => [mount, ...rest].join('/').replaceAll(/[\s\p{Cc}]/gu, '') + asked);

const header = fc
  .oneof(
    fc.tuple(
      fc.constantFrom(
        'Accept-Language',
        'Time-Zone',
        'Idempotency-Key',
        'Origin',
        'Cookie',
        'Content-Type',
        'Content-Encoding',
        'Accept',
        'Accept-Encoding',
        'If-None-Match',
        'If-Modified-Since',
        'Range',
        'X-Forwarded-For',
        'X-Forwarded-Proto',
        'Forwarded',
        'X-Request-Id',
        'Referer',
        'User-Agent',
        'Host',
        'Mcp-Protocol-Version',
        'Mcp-Session-Id',
        'Sec-Fetch-Site',
        'Sec-Fetch-Mode',
        'Access-Control-Request-Method',
        'Authorization',
        'X-HTTP-Method-Override',
        'Last-Event-ID',
      ),
      fc.oneof(
        bytes(40),
        fc.constantFrom(
          '',
          ',',
          ';q=',
          '*',
          'x'.repeat(5_000),
          '"',
          'null',
          'application/json; charset=utf-7',
          'multipart/form-data',
          'multipart/form-data; boundary=',
          'gzip',
          'en;q=9'.repeat(100),
          'bytes=0-,-1',
          'Thu, 99 Foo',
          'better-auth.session_token=%E0%A4%A',
        ),
      ),
    ),
  )
  .map(([name, value]) => `${name}: ${value.replaceAll(/\p{Cc}/gu, '')}\r\n`);

const body = fc.oneof(
  fc.constant(''),
  bytes(200),
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    'null',
    '[]',
    '0',
    '"x"',
    '{"type":"threads.list"}',
    '{"__proto__":{"x":1}}',
    '{"title":"\\ud800"}',
    '[[[[[[[[[[',
  ),
);

test('no request at all is answered as if we had failed', async () => {
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'),
      target,
      fc.array(header, { maxLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      body,
      async (method, path, headers, isSignedIn, isJson, content) => {
        const payload = Buffer.from(content, 'latin1');
        const head = [
          `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`,
          isSignedIn
            ? `Authorization: Bearer ${path.startsWith('/api/auth') ? alice.sessionToken : alice.token}\r\n`
            : '',
          isJson ? 'Content-Type: application/json\r\n' : '',
          ...headers,
          `Content-Length: ${payload.length}\r\n\r\n`,
        ].join('');
        const answer = await rawRequest(server.url, Buffer.concat([Buffer.from(head, 'latin1'), payload]), 10_000);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect([answer.status < 500 || answer.status === 501, answer.text.slice(0, 200)]).toEqual([
          true,
          expect.anything(),
        ]);
      },
    ),
    { seed: Number(process.env['FUZZ_SEED'] ?? 13), numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
  );
  expect(failures).toEqual([]);
  // It reached what is behind the doors as well.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404]));
  expect(await database('users').where({ id: alice.id })).toHaveLength(1);
});
