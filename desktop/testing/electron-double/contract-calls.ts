import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BrowserWindow, app, ipcMain, session } from 'electron';
import { check } from './contract-checks.ts';

const PRELOAD = `
  const { contextBridge, ipcRenderer } = require('electron');
  const found = (name) => { try { return typeof require(name) } catch (error) { return error.message } };
  let twice = '';
  contextBridge.exposeInMainWorld('calls', {
    modules: [typeof require('events').EventEmitter, typeof require('timers').setImmediate, typeof require('url').parse],
    url: typeof require('url').URL,
    missing: [found('fs'), found('child_process'), found('./other.js')],
    process: [process.type, String(process.sandboxed), String(process.contextIsolated), typeof process.versions.electron, typeof process.argv.length],
    send: async (...values) => ipcRenderer.send('told', ...values),
    invoke: (name, ...values) => ipcRenderer.invoke(name, ...values),
    twice: async () => twice,
    wrong: async () => { throw new Error('words of the preload') },
    listen: async (callback) => {
      const listener = (_event, value) => callback(value);
      ipcRenderer.on('news', listener);
      return async () => { ipcRenderer.removeListener('news', listener) };
    },
  });
  try { contextBridge.exposeInMainWorld('calls', {}) } catch (error) { twice = error.message }
`;

/** What crosses between a page, its preload and the main process. */
export async function checkCalls(): Promise<void> {
  const preload = path.join(app.getPath('userData'), 'contract-calls.cjs');
  mkdirSync(path.dirname(preload), { recursive: true });
  writeFileSync(preload, PRELOAD);
  const ours = session.fromPartition('contract-calls');
  ours.protocol.handle(
    'contract',
    () => new Response('<title>calls</title>', { headers: { 'content-type': 'text/html' } }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: { preload, partition: 'contract-calls', sandbox: true, contextIsolation: true },
  });
  const inPage = <Value>(code: string): Promise<Value> => window.webContents.executeJavaScript(code) as Promise<Value>;
  const fails = (code: string): Promise<string> => inPage(`${code}.then(() => 'taken', (error) => error.message)`);
  await window.loadURL('contract://app/');

  await check('a sandboxed preload has three modules of Node', async () =>
    assert.deepEqual(await inPage('calls.modules'), ['function', 'function', 'function']),
  );
  await check('its URL is the one of the page, not one of Node', async () =>
    assert.equal(await inPage('calls.url'), 'undefined'),
  );
  await check('any other module is not found', async () =>
    assert.deepEqual(await inPage('calls.missing'), [
      'module not found: fs',
      'module not found: child_process',
      'module not found: ./other.js',
    ]),
  );
  await check('a preload knows what it runs in', async () =>
    assert.deepEqual(await inPage('calls.process'), ['renderer', 'true', 'true', 'string', 'number']),
  );
  await check('an API is exposed once', async () =>
    assert.match(await inPage('calls.twice()'), /Cannot bind an API on top of an existing property/),
  );
  await check('the words of a preload’s error reach the page', async () =>
    assert.equal(await fails('calls.wrong()'), 'words of the preload'),
  );
  await check('send() of a page reaches the main process', async () => {
    const told = new Promise((resolve) => {
      ipcMain.once('told', (event, ...values: unknown[]) => resolve([event.sender.id, values]));
    });
    await inPage(`calls.send(1, 'x', { a: [2] })`);
    assert.deepEqual(await told, [window.webContents.id, [1, 'x', { a: [2] }]]);
  });
  await check('a handler may take its time', async () => {
    ipcMain.handle('slow', async (_event, value: unknown) => {
      await new Promise((resolve) => void setTimeout(resolve, 20));
      return value;
    });
    assert.equal(await inPage(`calls.invoke('slow', 7)`), 7);
  });
  await check('a handler that rejects is worded as one that throws', async () => {
    ipcMain.handle('rejects', async () => Promise.reject(new TypeError('not today')));
    assert.equal(
      await fails(`calls.invoke('rejects')`),
      `Error invoking remote method 'rejects': TypeError: not today`,
    );
  });
  await check('what a handler answers has to be copied', async () => {
    ipcMain.handle('function', () => () => 0);
    assert.match(await fails(`calls.invoke('function')`), /could not be cloned/);
  });
  await check('what a page sends has to be copied', async () =>
    assert.match(await fails(`calls.invoke('slow', () => 0)`), /could not be cloned/),
  );
  await check('bytes and sets keep their kind', async () =>
    assert.deepEqual(
      await inPage(`calls.invoke('slow', [new Uint8Array([1, 2]), new Set([3])]).then(([b, s]) => [b[1], s.has(3)])`),
      [2, true],
    ),
  );
  await check('no argument and undefined are what they are', async () => {
    ipcMain.handle('count', (_event, ...values: unknown[]) => values.length);
    assert.deepEqual(await inPage(`Promise.all([calls.invoke('count'), calls.invoke('count', undefined)])`), [0, 1]);
  });
  await check('a handler that was removed is not there', async () => {
    ipcMain.removeHandler('slow');
    assert.match(await fails(`calls.invoke('slow', 1)`), /No handler registered for 'slow'/);
  });
  await check('a channel that was given back can be taken again', async () => {
    ipcMain.handle('slow', () => 'again');
    assert.equal(await inPage(`calls.invoke('slow')`), 'again');
  });
  await check('a handler is a function', () =>
    assert.throws(() => ipcMain.handle('wrong', 'text' as unknown as () => 0), TypeError),
  );
  await check('a handler that answers once does so once', async () => {
    ipcMain.handleOnce('once', () => 'only');
    assert.equal(await inPage(`calls.invoke('once')`), 'only');
    assert.match(await fails(`calls.invoke('once')`), /No handler registered for 'once'/);
  });
  await check('a page listens until it stops', async () => {
    await inPage(
      `(window.news = [], calls.listen((value) => news.push(value)).then((stop) => { window.stop = stop }))`,
    );
    window.webContents.send('news', 1);
    await new Promise((resolve) => void setTimeout(resolve, 150));
    await inPage('stop()');
    window.webContents.send('news', 2);
    await new Promise((resolve) => void setTimeout(resolve, 150));
    assert.deepEqual(await inPage('news'), [1]);
  });
  await check('a frame inside the page has no bridge', async () =>
    assert.equal(
      await inPage(`(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        return typeof frame.contentWindow.calls;
      })()`),
      'undefined',
    ),
  );
  await check('a scheme that is given back is handled no more', () => {
    ours.protocol.unhandle('contract');
    assert.equal(ours.protocol.isProtocolHandled('contract'), false);
    assert.throws(() => ours.protocol.unhandle('contract'));
  });
  await check('an app that is asked to quit may refuse', () => {
    app.once('before-quit', (event) => event.preventDefault());
    app.quit();
    assert.equal(window.isDestroyed(), false);
  });
  window.destroy();
}
