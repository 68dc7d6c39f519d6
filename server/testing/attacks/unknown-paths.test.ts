import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { startTestServer } from '../test-server.ts';
import { rawRequest } from './raw-request.ts';

const server = await startTestServer();
const alice = await server.signUp('Alice');

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY', 'LOCK'];

function ask(method: string, target: string, headers = '') {
  return rawRequest(
    server.url,
    `${method} ${target} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n${headers}Connection: close\r\n\r\n`,
  );
}

/** A path as somebody writes it who wants it to be read as another one. */
const disguise = (path: string) =>
  fc
    .tuple(
      fc.array(fc.constantFrom('plain', 'percent', 'twice', 'upper'), {
        minLength: path.length,
        maxLength: path.length,
      }),
      fc.constantFrom('/', '//', '/./', '/x/../', '/%2e%2e/', '/x/%2e%2e/', '\\', '/%5c', '/%2f'),
    )
    .map(([how, start]) => {
      const letters = [...path].map((letter, at) => {
        const code = letter.charCodeAt(0).toString(16).padStart(2, '0');
        if (how[at] === 'percent') return `%${code}`;
        if (how[at] === 'twice') return `%25${code}`;
        return how[at] === 'upper' ? letter.toUpperCase() : letter;
      });
      return `${start}${letters.join('')}`;
    });

const tail = fc.array(fc.stringMatching(/^[\w.%;=~-]{0,12}$/), { maxLength: 4 }).map((parts) => parts.join('/'));
const machinesPath = fc
  .tuple(
    fc
      .constantFrom('api', '.well-known', 'oauth', 'mcp/x')
      .chain((word) => fc.oneof(fc.constant(`/${word}`), disguise(word))),
    tail,
  )
  .map(([start, rest]) => `${start}/zz-${rest}`);

test('what machines ask for and is not there is never a page, however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...METHODS),
      machinesPath,
      fc.constantFrom('', `Authorization: Bearer ${alice.token}\r\n`),
      async (method, path, headers) => {
        const { status, text } = await ask(method, path, headers);
        expect(status, path).toBeGreaterThanOrEqual(400);
        expect(status, path).toBeLessThan(500);
        expect(text, path).not.toMatch(/<!doctype/i);
        // What Node itself refuses has no body at all.
        if (status !== 400) expect(text.toLowerCase(), path).toContain('content-type: application/problem+json');
      },
    ),
    { seed: 13, numRuns: 400 },
  );
});

test.each([
  '/api/nope',
  '/api/v1/users',
  '/api/nope/tasks/1/x',
  '/.well-known/nope',
  '/oauth/authorize',
  '/mcp/sse',
  '/assets/x',
])('%s is 404 to whoever does not say who they are', async (path) => {
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']) {
    const answer = await ask(method, path);
    expect(answer.status, method).toBe(404);
    expect(answer.text.toLowerCase(), method).toContain('content-type: application/problem+json');
    if (method !== 'HEAD') expect(answer.text).toContain('"code":"not_found"');
  }
});

test.each([
  '/foo.php',
  '/foo.php/bar',
  '/.env',
  '/.git/config',
  '/wp-login.php?x',
  '/x/.aws/credentials',
  '/index.html.bak',
  '/tasks/1.json',
  '/a%00',
  '/a%0d%0ab',
  '/a%5cb',
  '/%252e',
  '/%c0%ae',
  '/assets/',
  '/healthz/x',
])('%s is nobody’s page', async (path) => {
  for (const method of ['GET', 'HEAD', 'POST']) expect((await ask(method, path)).status, method).toBe(404);
});

test('a page is read, and nothing else can be done with it', async () => {
  for (const path of ['/', '/tasks', '/chat/some-id', '/what-the-app-does-not-know']) {
    const page = await ask('GET', path);
    expect(page.status, path).toBe(200);
    expect(page.text).toMatch(/<!doctype html/i);
    expect((await ask('HEAD', path)).status).toBe(200);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const answer = await ask(method, path);
      expect(answer.status, `${method} ${path}`).toBe(405);
      expect(answer.text).toContain('Allow: GET, HEAD\r\n');
    }
  }
});
