import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { BrowserWindow, app, session } from 'electron';
import { check } from './contract-checks.ts';

const settle = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 250));

/** How pages load, what windows say about it, and what a session's `webRequest` does to them. */
export async function checkPages(): Promise<void> {
  const seen: { url: string; header: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', header: request.headers['x-added']?.toString() });
    if (request.url === '/moved') return void response.writeHead(302, { location: '/elsewhere' }).end();
    response.writeHead(200, { 'content-type': request.url === '/data' ? 'text/plain' : 'text/html' });
    response.end(request.url === '/data' ? 'data' : '<title>page</title><p id="text">words</p>');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const created: string[] = [];
  app.on('web-contents-created', () => created.push('web-contents-created'));
  app.on('browser-window-created', () => created.push('browser-window-created'));
  const ours = session.fromPartition('contract-pages');
  const window = new BrowserWindow({ show: false, webPreferences: { partition: 'contract-pages', sandbox: true } });
  const contents = window.webContents;
  const inPage = <Value>(code: string): Promise<Value> => contents.executeJavaScript(code) as Promise<Value>;

  await check('contents are announced, and then their window', () =>
    assert.deepEqual(created, ['web-contents-created', 'browser-window-created']),
  );
  await check('a window is 800 by 600 unless it says otherwise', () => {
    const { width, height } = window.getBounds();
    assert.deepEqual([width, height], [800, 600]);
  });
  await check('a window that is not maximized is where it normally is', () =>
    assert.deepEqual(window.getNormalBounds(), window.getBounds()),
  );
  await check('a fresh window is neither minimized, maximized, full screen nor destroyed', () =>
    assert.deepEqual(
      [window.isMinimized(), window.isMaximized(), window.isFullScreen(), window.isDestroyed()],
      [false, false, false, false],
    ),
  );
  await check('the session of a window is that of its partition', () => assert.equal(contents.session, ours));
  await check('the empty partition is the default session', () =>
    assert.equal(session.fromPartition(''), session.defaultSession),
  );
  await check('a page that loads says so step by step, and loadURL waits for the last one', async () => {
    const steps: string[] = [];
    const names = ['did-start-navigation', 'did-navigate', 'dom-ready', 'did-finish-load', 'will-navigate'] as const;
    for (const name of names) contents.on(name as 'dom-ready', () => steps.push(name));
    await window.loadURL(`${origin}/first`);
    assert.deepEqual(steps, ['did-start-navigation', 'did-navigate', 'dom-ready', 'did-finish-load']);
    for (const name of names) contents.removeAllListeners(name);
  });
  await check('a navigation tells its address, and that it is one', async () => {
    let told: object = {};
    contents.once('did-start-navigation', ({ url, isMainFrame, isSameDocument }) => {
      told = { url, isMainFrame, isSameDocument };
    });
    await window.loadURL(`${origin}/second`);
    assert.deepEqual(told, { url: `${origin}/second`, isMainFrame: true, isSameDocument: false });
  });
  await check('did-navigate tells the address and the status', async () => {
    const told = new Promise((resolve) => {
      contents.once('did-navigate', (_event, url, status) => resolve([url, status]));
    });
    await window.loadURL(`${origin}/third`);
    assert.deepEqual(await told, [`${origin}/third`, 200]);
  });
  await check('a page that goes somewhere asks for its frame first, and then for itself', async () => {
    const asked: string[] = [];
    contents.on('will-frame-navigate', ({ isMainFrame }) => asked.push(`frame ${isMainFrame}`));
    contents.on('will-navigate', ({ url }) => asked.push(`page ${url}`));
    await inPage(`void (location.href = '/fourth')`);
    await settle();
    assert.deepEqual(asked, ['frame true', `page ${origin}/fourth`]);
    assert.equal(contents.getURL(), `${origin}/fourth`);
    contents.removeAllListeners('will-frame-navigate');
    contents.removeAllListeners('will-navigate');
  });
  await check('the history of a page moves within it, and asks nobody', async () => {
    const asked: string[] = [];
    const moved: string[] = [];
    contents.on('will-navigate', ({ url }) => asked.push(url));
    contents.on('did-navigate-in-page', (_event, url) => moved.push(url));
    await inPage(`history.pushState({}, '', '/inside')`);
    await settle();
    assert.deepEqual([asked, moved, contents.getURL()], [[], [`${origin}/inside`], `${origin}/inside`]);
    contents.removeAllListeners('will-navigate');
    contents.removeAllListeners('did-navigate-in-page');
  });
  await check('a frame that goes somewhere is asked about as a frame', async () => {
    const asked: [string, boolean][] = [];
    contents.on('will-frame-navigate', (details) => {
      asked.push([details.url, details.isMainFrame]);
      details.preventDefault();
    });
    await inPage(`void document.body.append(Object.assign(document.createElement('iframe'), { src: '/frame' }))`);
    await settle();
    assert.deepEqual(asked, [[`${origin}/frame`, false]]);
    assert.equal(
      seen.some(({ url }) => url === '/frame'),
      false,
    );
    contents.removeAllListeners('will-frame-navigate');
  });
  await check('a page that cannot be reached rejects, and says why', async () => {
    const failed = new Promise((resolve) => {
      contents.once('did-fail-load', (_event, code, description, url, isMainFrame) =>
        resolve([code, description, url, isMainFrame]),
      );
    });
    await assert.rejects(
      window.loadURL('http://127.0.0.1:59998/'),
      /^Error: ERR_CONNECTION_REFUSED \(-102\) loading 'http:\/\/127\.0\.0\.1:59998\/'$/,
    );
    assert.deepEqual(await failed, [-102, 'ERR_CONNECTION_REFUSED', 'http://127.0.0.1:59998/', true]);
  });
  await window.loadURL(`${origin}/fifth`);
  await check('code runs in the page, and answers', async () =>
    assert.equal(await inPage(`document.querySelector('#text').textContent`), 'words'),
  );
  await check('code that throws rejects', () => assert.rejects(inPage(`null.nothing`)));
  await check('a page starts unzoomed, and keeps the zoom it is given', () => {
    assert.equal(contents.getZoomLevel(), 0);
    contents.setZoomLevel(1);
    assert.equal(contents.getZoomLevel(), 1);
    contents.setZoomLevel(0);
  });
  await check('a new window is asked about with its name', async () => {
    const asked: string[] = [];
    let didCreate = false;
    contents.on('did-create-window', () => {
      didCreate = true;
    });
    contents.setWindowOpenHandler(({ url, frameName }) => {
      asked.push(`${url} ${frameName}`);
      return { action: 'deny' };
    });
    await inPage(`void window.open('${origin}/new', 'named')`);
    await settle();
    assert.deepEqual([asked, didCreate], [[`${origin}/new named`], false]);
  });
  await check('webRequest sees what a page asks for, and can stop it', async () => {
    const kinds: string[] = [];
    ours.webRequest.onBeforeRequest({ urls: [`${origin}/*`] }, ({ resourceType }, answer) => {
      kinds.push(resourceType);
      answer({ cancel: true });
    });
    assert.equal(await inPage(`fetch('/data').then(() => 'read', () => 'failed')`), 'failed');
    assert.deepEqual(kinds, ['xhr']);
  });
  await check('webRequest leaves alone what its filter does not name', async () => {
    ours.webRequest.onBeforeRequest({ urls: ['https://example.invalid/*'] }, (_details, answer) =>
      answer({ cancel: true }),
    );
    assert.equal(await inPage(`fetch('/data').then((found) => found.text())`), 'data');
  });
  await check('a second listener of webRequest replaces the first', async () => {
    ours.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true }));
    ours.webRequest.onBeforeRequest((_details, answer) => answer({}));
    assert.equal(await inPage(`fetch('/data').then((found) => found.text(), () => 'failed')`), 'data');
  });
  await check('null takes a listener of webRequest away', async () => {
    ours.webRequest.onBeforeRequest((_details, answer) => answer({ cancel: true }));
    ours.webRequest.onBeforeRequest(null);
    assert.equal(await inPage(`fetch('/data').then((found) => found.text(), () => 'failed')`), 'data');
  });
  await check('webRequest can add to what is sent', async () => {
    ours.webRequest.onBeforeSendHeaders(({ requestHeaders }, answer) =>
      answer({ requestHeaders: { ...requestHeaders, 'x-added': 'yes' } }),
    );
    await inPage(`fetch('/data').then((found) => found.text())`);
    assert.equal(seen.at(-1)?.header, 'yes');
    ours.webRequest.onBeforeSendHeaders(null);
  });
  await check('webRequest can add to what is received', async () => {
    ours.webRequest.onHeadersReceived(({ responseHeaders }, answer) =>
      answer({ responseHeaders: { ...responseHeaders, 'x-received': ['yes'] } }),
    );
    assert.equal(await inPage(`fetch('/data').then((found) => found.headers.get('x-received'))`), 'yes');
    ours.webRequest.onHeadersReceived(null);
  });
  await check('what is sent to a page without a preload is lost, and nothing breaks', () => contents.send('nobody', 1));
  await check('what cannot be copied is not sent, and whoever sends it is not told', () =>
    contents.send('note', () => 0),
  );
  await check('a message needs a channel', () =>
    assert.throws(() => contents.send(undefined as unknown as string), /Missing required channel argument/),
  );
  await check('destroying a window asks nobody, and tells everybody', async () => {
    const told: string[] = [];
    window.on('close', () => told.push('close'));
    window.on('closed', () => told.push('closed'));
    contents.on('destroyed', () => told.push('destroyed'));
    window.destroy();
    // Its contents follow in their own time.
    await settle();
    assert.equal(told.includes('close'), false);
    assert.equal(told.filter((name) => name === 'closed').length, 1);
    assert.equal(contents.isDestroyed(), true);
  });
  await check('what was destroyed cannot be used', () => {
    assert.throws(() => contents.send('note'), /destroyed/);
    assert.throws(() => contents.setZoomLevel(1), /destroyed/);
    assert.throws(() => window.getBounds(), /destroyed/);
    assert.throws(() => void window.loadURL(origin), /destroyed/);
  });
  await check('a window can be destroyed twice', () => window.destroy());
  server.closeAllConnections();
  server.close();
}
