import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BrowserWindow, app, ipcMain, session } from 'electron';
import { check } from './contract-checks.ts';

const PRELOAD = `
  const { contextBridge, ipcRenderer } = require('electron');
  let wasFsFound = true;
  try { require('fs') } catch { wasFsFound = false }
  const heard = [];
  ipcRenderer.on('note', (_event, ...values) => heard.push(values));
  contextBridge.exposeInMainWorld('bridge', {
    constant: 7,
    text: 'words',
    platform: process.platform,
    wasFsFound,
    ask: (...values) => ipcRenderer.invoke('ask', ...values),
    fail: () => ipcRenderer.invoke('fail'),
    nobody: () => ipcRenderer.invoke('nobody'),
    heard: async () => heard,
    later: async (callback) => { callback('called'); },
    stop: async () => async () => 'stopped',
  });
`;

/** What Parley relies on in windows, pages, bridges and calls. */
export async function checkWindows(): Promise<void> {
  const preload = path.join(app.getPath('userData'), 'contract-preload.cjs');
  mkdirSync(path.dirname(preload), { recursive: true });
  writeFileSync(preload, PRELOAD);
  const ours = session.fromPartition('contract');
  const seen: { url: string; initiator: string | undefined; method: string; body: string }[] = [];
  let noteCancel = (): void => undefined;
  const endless = (): ReadableStream =>
    new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        controller.enqueue(new Uint8Array(16));
      },
      cancel: () => noteCancel(),
    });
  ours.protocol.handle('contract', async (request) => {
    if (new URL(request.url).pathname === '/endless') return new Response(endless());
    const { initiatorOrigin } = request as unknown as { initiatorOrigin?: string };
    seen.push({ url: request.url, initiator: initiatorOrigin, method: request.method, body: await request.text() });
    const isPage = new URL(request.url).pathname === '/';
    return new Response(isPage ? '<title>contract</title>' : 'data', {
      headers: { 'content-type': isPage ? 'text/html' : 'text/plain', 'x-seen': 'yes' },
    });
  });
  const window = new BrowserWindow({
    show: false,
    width: 500,
    height: 400,
    webPreferences: { preload, partition: 'contract', sandbox: true, contextIsolation: true },
  });
  const inPage = <Value>(code: string): Promise<Value> => window.webContents.executeJavaScript(code) as Promise<Value>;
  let senderFrame: Electron.WebFrameMain | null = null;
  ipcMain.handle('ask', (event, ...values: unknown[]) => {
    senderFrame = event.senderFrame;
    return values;
  });
  ipcMain.handle('fail', () => {
    throw new Error('inside');
  });

  await check('a hidden window is hidden', () => assert.equal(window.isVisible(), false));
  await check('a window has the size it was given', () => assert.equal(window.getBounds().width, 500));
  await check('ready-to-show comes once there is something to show', async () => {
    const ready = new Promise<void>((resolve) => {
      window.once('ready-to-show', () => resolve());
    });
    await window.loadURL('contract://app/');
    await ready;
  });
  await check('the page has the app’s own address', () => assert.equal(window.webContents.getURL(), 'contract://app/'));
  await check('the handler saw a request the browser started', () => {
    assert.equal(seen[0]?.url, 'contract://app/');
    assert.equal(seen[0]?.initiator, undefined);
  });
  await check('the handler sees what a page starts, with its origin and body', async () => {
    assert.equal(await inPage(`fetch('/x', { method: 'POST', body: 'é' }).then((r) => r.text())`), 'data');
    assert.deepEqual(seen.at(-1), { url: 'contract://app/x', initiator: 'contract://app', method: 'POST', body: 'é' });
  });
  await check('headers of the handler reach the page', async () =>
    assert.equal(await inPage(`fetch('/x').then((r) => r.headers.get('x-seen'))`), 'yes'),
  );
  await check('a page that stops listening has the body cancelled', async () => {
    const reading = `fetch('/endless', { signal: stop.signal }).then((r) => r.body.getReader().read())`;
    const wasCancelled = new Promise<void>((resolve) => {
      noteCancel = resolve;
    });
    await inPage(`(globalThis.stop = new AbortController(), ${reading}.then(() => stop.abort()))`);
    const late = new Promise((_resolve, reject) => {
      setTimeout(() => reject(new Error('nothing was cancelled')), 2000);
    });
    await Promise.race([wasCancelled, late]);
  });
  await check('the page is a secure context', async () => assert.equal(await inPage('isSecureContext'), true));
  await check('constants cross the bridge as they are', async () =>
    assert.deepEqual(await inPage('[bridge.constant, bridge.text]'), [7, 'words']),
  );
  await check('a sandboxed preload has no fs', async () => assert.equal(await inPage('bridge.wasFsFound'), false));
  await check('the bridge cannot be replaced', async () =>
    assert.equal(await inPage('Reflect.set(window, "bridge", 1)'), false),
  );
  await check('the bridge cannot be changed', async () =>
    assert.equal(await inPage('Reflect.set(bridge, "ask", 1)'), false),
  );
  await check('the page has no require, no process and no ipcRenderer', async () =>
    assert.deepEqual(await inPage('[typeof require, typeof process, typeof ipcRenderer]'), [
      'undefined',
      'undefined',
      'undefined',
    ]),
  );
  await check('values cross as structured clones', async () =>
    assert.deepEqual(await inPage(`bridge.ask(1, 'x', null, undefined, [true], { a: { b: 2 } })`), [
      1,
      'x',
      null,
      undefined,
      [true],
      { a: { b: 2 } },
    ]),
  );
  await check('dates and maps keep their kind', async () =>
    assert.deepEqual(
      await inPage(`bridge.ask(new Date(5), new Map([[1, 2]])).then(([d, m]) => [d.getTime(), m.get(1)])`),
      [5, 2],
    ),
  );
  await check('the sender is the main frame', () => {
    assert.equal(senderFrame, window.webContents.mainFrame);
    assert.equal(senderFrame?.parent, null);
    assert.equal(senderFrame?.url, 'contract://app/');
  });
  await check('an error of a handler reaches the page with its words', async () =>
    assert.equal(
      await inPage('bridge.fail().catch((error) => error.message)'),
      `Error invoking remote method 'fail': Error: inside`,
    ),
  );
  await check('a channel nobody handles rejects', async () =>
    assert.match(await inPage('bridge.nobody().catch((error) => error.message)'), /No handler registered for 'nobody'/),
  );
  await check('a second handler throws', () => assert.throws(() => ipcMain.handle('ask', () => 0), /second handler/));
  await check('send() reaches the preload', async () => {
    window.webContents.send('note', 1, { a: 2 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(await inPage('bridge.heard()'), [[1, { a: 2 }]]);
  });
  await check('callbacks are called across the bridge', async () =>
    assert.equal(await inPage('new Promise((resolve) => bridge.later(resolve))'), 'called'),
  );
  await check('functions come back across the bridge', async () =>
    assert.equal(await inPage('bridge.stop().then((stop) => stop())'), 'stopped'),
  );
  await check('a prevented navigation leaves the page', async () => {
    const stay = (event: { preventDefault: () => void }): void => event.preventDefault();
    window.webContents.on('will-frame-navigate', stay);
    await inPage(`void (location.href = 'https://example.invalid/')`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(window.webContents.getURL(), 'contract://app/');
  });
  await check('a denied window does not open', async () => {
    let asked = '';
    window.webContents.setWindowOpenHandler(({ url }) => {
      asked = url;
      return { action: 'deny' };
    });
    await inPage(`void window.open('https://example.invalid/')`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(asked, 'https://example.invalid/');
    assert.equal(BrowserWindow.getAllWindows().length, 1);
  });
  await check('windows are found by their contents', () =>
    assert.equal(BrowserWindow.fromWebContents(window.webContents)?.id, window.id),
  );
  await check('show and hide say so, on macOS a moment later', async () => {
    const shown = new Promise<void>((resolve) => void window.once('show', () => resolve()));
    window.show();
    await shown;
    const hidden = new Promise<void>((resolve) => void window.once('hide', () => resolve()));
    window.hide();
    await hidden;
    assert.equal(window.isVisible(), false);
  });
  await check('maximising a hidden window shows it', () => {
    const hidden = new BrowserWindow({ show: false, width: 300, height: 200 });
    hidden.maximize();
    assert.equal(hidden.isVisible(), true);
    hidden.destroy();
  });
  await check('a prevented close keeps the window', () => {
    window.once('close', (event) => event.preventDefault());
    window.close();
    assert.equal(window.isDestroyed(), false);
  });
  await check('a page that is ended says so, and loads again from then on', async () => {
    const gone = new Promise<string>((resolve) => {
      window.webContents.once('render-process-gone', (_event, { reason }) => {
        // What is loaded before the process is gone is lost with it (electron#48661).
        window.webContents.reload();
        resolve(reason);
      });
    });
    const isBack = new Promise<void>((resolve) => {
      window.webContents.once('did-finish-load', () => resolve());
    });
    window.webContents.forcefullyCrashRenderer();
    assert.match(await gone, /killed|crashed/);
    await isBack;
    assert.equal(await inPage('document.title'), 'contract');
  });
  await check('a destroyed window cannot be used', async () => {
    app.once('window-all-closed', () => undefined);
    window.destroy();
    assert.equal(window.isDestroyed(), true);
    assert.throws(() => window.show(), /destroyed/);
    assert.equal(BrowserWindow.getAllWindows().length, 0);
  });
}
