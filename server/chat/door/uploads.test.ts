import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { watchLoop } from '../../testing/loop-probe.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const server = await startTestServer();
const sockets: Socket[] = [];
afterAll(() => sockets.forEach((socket) => socket.destroy()));

const LARGE = 5_000_000;

async function announce(user: TestUser, size: number): Promise<{ id: string; url: string }> {
  const params = { name: 'a.txt', size, mime_type: 'text/plain' };
  const created = await user.fetch('/chat', { body: { type: 'attachments.create', params } });
  const { id, upload_descriptor: target } = (await created.json()) as {
    id: string;
    upload_descriptor: { url: string };
  };
  return { id, url: target.url };
}

const put = (url: string, body: string, headers = { 'Content-Type': 'text/plain' }) =>
  fetch(url, { method: 'PUT', headers, body });

/** An upload that is begun and never ends. */
async function begin(url: string, size: number, part = 'x'): Promise<{ socket: Socket; answer: Promise<string> }> {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  const answer = once(socket, 'data').then(([data]) => String(data).split('\r\n')[0] ?? '');
  await once(socket, 'connect');
  socket.write(
    `PUT ${pathname}${search} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: ${size}\r\n\r\n${part}`,
  );
  return { socket, answer };
}

test('a signed address takes one upload at a time, and one in all', async () => {
  const alice = await server.signUp();
  const { url } = await announce(alice, 4);
  const { socket } = await begin(url, 4);
  await delay(500);
  expect((await put(url, 'milk')).status).toBe(409);
  socket.destroy();
  await expect.poll(async () => (await put(url, 'milk')).status).toBe(200);
  expect((await put(url, 'milk')).status).toBe(409);
});

test('forty unfinished uploads of one person keep four in memory, and nobody else waits', async () => {
  const [alice, bob] = [await server.signUp('Alice'), await server.signUp('Bob')];
  const targets = await Promise.all(Array.from({ length: 40 }, () => announce(alice, LARGE)));
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  const begun = await Promise.all(targets.map(({ url }) => begin(url, LARGE, 'x'.repeat(LARGE - 1))));
  const answers: string[] = [];
  for (const { answer } of begun) void answer.then((line) => answers.push(line));
  await expect.poll(() => answers.length, { timeout: 8_000 }).toBe(36);
  expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 429 Too Many Requests']));
  const { url } = await announce(bob, 4);
  expect((await put(url, 'milk')).status).toBe(200);
  expect(process.memoryUsage().arrayBuffers + process.memoryUsage().external - before).toBeLessThan(16 * LARGE);
  for (const { socket } of begun) socket.destroy();
  const next = await announce(alice, 4);
  await expect.poll(async () => (await put(next.url, 'milk')).status).toBe(200);
}, 30_000);

test('what says that it is too large is refused before any of it is read', async () => {
  const alice = await server.signUp();
  const { url } = await announce(alice, 4);
  expect(await (await begin(url, 5)).answer).toContain('413');
  expect(await (await begin(url, 50_000_000)).answer).toContain('413');
  expect((await put(url, 'milky')).status).toBe(413);
  expect((await put(url, 'milk')).status).toBe(200);
});

test('an upload of which nothing comes is given up', async () => {
  const alice = await server.signUp();
  const { url } = await announce(alice, 4);
  const { answer } = await begin(url, 4);
  const early = await Promise.race([answer, delay(2_000, 'waiting')]);
  expect(early).toBe('waiting');
  expect(await answer).toContain('408');
  expect((await put(url, 'milk')).status).toBe(200);
}, 30_000);

test.each([
  ['tiny parts', '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\r\n', 'multipart/form-data; boundary=b'],
  [
    'tiny parts, with two boundaries',
    '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\r\n',
    'multipart/form-data; boundary=a; boundary=b',
  ],
  [
    'tiny parts, with a boundary beside it',
    '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\r\n',
    'multipart/form-data; xboundary=a; boundary=b',
  ],
  [
    'tiny parts, with one in a quotation',
    '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\r\n',
    'multipart/form-data; x="; boundary=a"; boundary=b',
  ],
  ['nothing but marks', '--b', 'multipart/form-data; boundary=b'],
  ['header lines without end', 'X-A: b\r\n', 'multipart/form-data; boundary=b'],
  ['line ends', '\r\n', 'multipart/form-data; boundary=b'],
  ['quotation marks', '"; filename="', 'multipart/form-data; boundary=b'],
])('ten megabytes of %s are refused, and hold nobody up', async (_kind, piece, contentType) => {
  const alice = await server.signUp();
  const start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n';
  const body = (start + piece.repeat(10_000_000 / piece.length)).slice(0, 10_000_000);
  const bytes = new TextEncoder().encode(body);
  const loop = watchLoop();
  // What collects garbage in between does not do it each time.
  const longest: number[] = [];
  while (longest.length < 8 && Math.min(...longest) >= 100) {
    await loop.longest();
    const answer = await fetch(`${server.url}/api/${alice.id}/attachments`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${alice.token}`, 'Content-Type': contentType },
      body: bytes,
    });
    expect(answer.status).toBe(400);
    longest.push(await loop.longest());
  }
  loop.stop();
  expect(Math.min(...longest)).toBeLessThan(100);
});

test('files are behind a limit of requests, each person’s of their own, and read whole, in part and by name', async () => {
  const limited = await startTestServer({
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_URL: server.url,
    RATE_LIMIT_PER_MINUTE: '12',
  });
  const [alice, bob] = [await server.signUp('Alice'), await server.signUp('Bob')];
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const share = async (user: TestUser) => {
    const params = { name: 'a.png', size: png.length, mime_type: 'image/png' };
    const created = await user.fetch('/chat', { body: { type: 'attachments.create', params } });
    const file = (await created.json()) as { preview_url: string; upload_descriptor: { url: string } };
    const headers = { 'Content-Type': 'image/png' };
    expect(
      (await fetch(file.upload_descriptor.url, { method: 'PUT', headers, body: new Uint8Array(png) })).status,
    ).toBe(200);
    return file.preview_url.replace(server.url, limited.url);
  };
  const [mine, theirs] = [await share(alice), await share(bob)];
  const head = await fetch(mine, { method: 'HEAD' });
  expect([head.status, head.headers.get('Content-Length')]).toEqual([200, String(png.length)]);
  const ranged = await fetch(mine, { headers: { Range: 'bytes=0-3' } });
  expect([200, 206]).toContain(ranged.status);
  const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await fetch(mine)).status));
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  const unsigned = await Promise.all(Array.from({ length: 20 }, () => fetch(theirs.split('?')[0] ?? '')));
  expect(new Set(unsigned.map(({ status }) => status))).toEqual(new Set([404]));
  expect((await fetch(theirs)).status).toBe(200);
});
