import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { net, session } from 'electron';
import { check } from './contract-checks.ts';

/** How much of an answer Chromium waits for when nobody says what it is. */
const GUESSED_FROM = 1024;

/** What the updater relies on in Electron's network: requests of `net` that a session's `webRequest` can stop. */
export async function checkNetwork(): Promise<void> {
  const closed: string[] = [];
  const server = createServer((request, response) => {
    response.on('close', () => closed.push(request.url ?? ''));
    if (request.url === '/endless') response.writeHead(200, { 'content-type': 'text/event-stream' }).write('begin');
    else if (request.url === '/anything') response.write('x'.repeat(GUESSED_FROM - 1));
    else if (request.url === '/named') response.writeHead(200, { 'x-content-type-options': 'nosniff' }).write('begin');
    else if (request.url === '/moved') response.writeHead(302, { location: '/file' }).end();
    else response.end('content');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const inSession = session.fromPartition('contract-network', { cache: false });

  await check('a session fetches', async () =>
    assert.equal(await (await inSession.fetch(`${origin}/file`)).text(), 'content'),
  );
  await check('a fetch that may not be redirected rejects', () =>
    assert.rejects(inSession.fetch(`${origin}/moved`, { redirect: 'error' })),
  );
  await check('the signal of net.fetch ends the request, in the middle of its answer too', async () => {
    const stop = new AbortController();
    const response = await net.fetch(`${origin}/endless`, { signal: stop.signal });
    await response.body?.getReader().read();
    stop.abort();
    for (let tries = 0; tries < 40 && !closed.includes('/endless'); tries += 1) {
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
    assert.equal(closed.includes('/endless'), true);
  });
  await check('an answer that may be anything comes when there is enough of it to guess from', async () => {
    const stop = new AbortController();
    const isThere = (name: string): Promise<boolean> =>
      Promise.race([
        net.fetch(`${origin}/${name}`, { signal: stop.signal }).then(
          () => true,
          () => false,
        ),
        new Promise<boolean>((resolve) => void setTimeout(() => resolve(false), 500)),
      ]);
    assert.deepEqual([await isThere('anything'), await isThere('named'), await isThere('file')], [false, true, true]);
    stop.abort();
  });
  await check('a request of net answers', async () => assert.equal(await ask(`${origin}/file`, inSession), 200));
  await check('a redirect is told, and ends the request that does not follow at once', async () => {
    const told: string[] = [];
    await assert.rejects(ask(`${origin}/moved`, inSession, (to) => told.push(to)));
    assert.deepEqual(told, [`${origin}/file`]);
  });
  await check('webRequest stops what net asks for in its session', async () => {
    inSession.webRequest.onBeforeRequest({ urls: ['http://*/*'] }, (_details, answer) => answer({ cancel: true }));
    await assert.rejects(ask(`${origin}/file`, inSession));
    await assert.rejects(inSession.fetch(`${origin}/file`));
  });
  await check('webRequest stops nothing in other sessions', async () =>
    assert.equal(await ask(`${origin}/file`, session.fromPartition('contract-other')), 200),
  );
  server.closeAllConnections();
  server.close();
}

function ask(url: string, inSession: Electron.Session, onRedirect?: (to: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname: path } = new URL(url);
    const redirect = 'manual';
    const request = net.request({
      protocol: 'http:',
      hostname,
      port: Number(port),
      path,
      redirect,
      session: inSession,
    });
    request.on('response', (response) => {
      response.on('data', () => undefined);
      response.on('end', () => resolve(response.statusCode));
    });
    if (onRedirect) request.on('redirect', (_status, _method, to) => onRedirect(to));
    request.on('error', reject);
    request.end();
  });
}
