import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  BrowserWindow,
  Menu,
  MenuItem,
  Notification,
  Tray,
  app,
  autoUpdater,
  clipboard,
  crashReporter,
  dialog,
  globalShortcut,
  ipcMain,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';

/**
 * What Parley relies on in Electron, as small statements. It runs on the double in the tests and on the real Electron in
 * the workflows; where the two differ, the double is wrong. Prints TAP.
 */
const results: { name: string; error: unknown }[] = [];
const early: string[] = [];

async function check(name: string, run: () => unknown): Promise<void> {
  try {
    await run();
    results.push({ name, error: null });
  } catch (error) {
    results.push({ name, error });
  }
}

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

/** What can only be seen before the app is ready. */
async function checkEarly(): Promise<void> {
  await check('isReady() is false at first', () => assert.equal(app.isReady(), false));
  await check('a window before ready throws', () => assert.throws(() => new BrowserWindow({ show: false })));
  await check('a tray before ready throws', () => assert.throws(() => new Tray(nativeImage.createEmpty())));
  await check('a session before ready throws', () => assert.throws(() => session.fromPartition('early')));
  await check('a shortcut before ready throws', () => assert.throws(() => globalShortcut.register('Alt+K', () => 0)));
  await check('enableSandbox() works before ready', () => app.enableSandbox());
  await check('schemes are registered before ready', () =>
    protocol.registerSchemesAsPrivileged([
      { scheme: 'contract', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]),
  );
  await check('the lock of a single instance is free', () => {
    assert.equal(app.requestSingleInstanceLock({ argv: [] }), true);
    assert.equal(app.hasSingleInstanceLock(), true);
  });
  await check('crash reports can stay on this computer', () => crashReporter.start({ uploadToServer: false }));
  await check('the name and version are texts', () => {
    assert.equal(typeof app.getName(), 'string');
    assert.equal(typeof app.getVersion(), 'string');
  });
  await check('getPath(userData) is absolute', () => assert.ok(path.isAbsolute(app.getPath('userData'))));
  await check('switches are read', () => assert.equal(app.commandLine.hasSwitch('no-such-switch-at-all'), false));
  app.on('will-finish-launching', () => early.push('will-finish-launching'));
  app.on('ready', () => early.push('ready'));
}

async function checkReady(): Promise<void> {
  await check('will-finish-launching comes before ready', () =>
    assert.deepEqual(early, ['will-finish-launching', 'ready']),
  );
  await check('isReady() is true', () => assert.equal(app.isReady(), true));
  await check('whenReady() resolves again', () => app.whenReady());
  await check('enableSandbox() after ready throws', () => assert.throws(() => app.enableSandbox()));
  await check('schemes after ready throw', () => assert.throws(() => protocol.registerSchemesAsPrivileged([])));
  await check('the same partition is the same session', () => {
    assert.equal(session.fromPartition('persist:x'), session.fromPartition('persist:x'));
    assert.notEqual(session.fromPartition('persist:x'), session.fromPartition('persist:y'));
  });
  await check('the default session is one', () => assert.equal(session.defaultSession, session.defaultSession));
  await check('a session takes every handler', () => {
    const ours = session.fromPartition('handlers');
    ours.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    ours.setPermissionCheckHandler(() => false);
    ours.setDevicePermissionHandler(() => false);
    ours.setDisplayMediaRequestHandler((_request, answer) => answer({}));
    ours.allowNTLMCredentialsForDomains('');
  });
  await check('a scheme is handled once', () => {
    const ours = session.fromPartition('handled');
    assert.equal(ours.protocol.isProtocolHandled('contract'), false);
    ours.protocol.handle('contract', () => new Response('x'));
    assert.equal(ours.protocol.isProtocolHandled('contract'), true);
    assert.throws(() => ours.protocol.handle('contract', () => new Response('y')));
  });
  await check('there is a screen', () => {
    const [display] = screen.getAllDisplays();
    assert.ok((display?.workArea.width ?? 0) > 0);
    assert.ok(screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea.height > 0);
  });
  await check('the theme is followed', () => {
    assert.equal(nativeTheme.themeSource, 'system');
    nativeTheme.themeSource = 'dark';
    assert.equal(nativeTheme.shouldUseDarkColors, true);
    nativeTheme.themeSource = 'system';
  });
  await check('the clipboard answers with promises', async () =>
    assert.ok(clipboard.writeText('x') instanceof Promise),
  );
  await check('emitters emit', () => {
    for (const emitter of [powerMonitor, autoUpdater, nativeTheme, app]) assert.equal(typeof emitter.on, 'function');
  });
  await check('net knows whether there is a network', () => assert.equal(typeof net.isOnline(), 'boolean'));
  await check('net.fetch names a refused connection', () =>
    assert.rejects(net.fetch('http://127.0.0.1:59998/'), /ERR_CONNECTION_REFUSED/),
  );
  await check('net.fetch stops when told to', () =>
    assert.rejects(net.fetch('http://127.0.0.1:59998/', { signal: AbortSignal.abort() })),
  );
  await check('shell and dialog are there', () => {
    assert.equal(typeof shell.openExternal, 'function');
    assert.equal(typeof dialog.showMessageBox, 'function');
  });
  await check('encryption is asynchronous, and its own inverse', async () => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return;
    const cipher = await safeStorage.encryptStringAsync('secret');
    assert.equal(cipher.includes('secret'), false);
    assert.equal((await safeStorage.decryptStringAsync(cipher)).result, 'secret');
    await assert.rejects(safeStorage.decryptStringAsync(Buffer.from('not a cipher at all')));
  });
}

async function checkMenus(): Promise<void> {
  const build = (item: Electron.MenuItemConstructorOptions): Menu => Menu.buildFromTemplate([item]);
  await check('a menu finds its items, inside submenus too', () => {
    const menu = build({ label: 'a', submenu: [{ id: 'inner', label: 'b' }] });
    assert.equal(menu.getMenuItemById('inner')?.label, 'b');
    assert.equal(menu.getMenuItemById('none'), null);
  });
  await check('a click calls its function', () => {
    let clicks = 0;
    new MenuItem({ label: 'a', click: () => (clicks += 1) }).click();
    assert.equal(clicks, 1);
  });
  await check('an unknown type throws', () => assert.throws(() => build({ label: 'a', type: 'nothing' as 'normal' })));
  await check('an item needs a label, a role or a type', () => assert.throws(() => build({})));
  await check('a separator needs nothing', () => void build({ type: 'separator' }));
  await check('roles are known', () => void build({ role: 'editMenu' }));
  await check('an application menu stays', () => {
    const menu = build({ label: 'a', submenu: [] });
    Menu.setApplicationMenu(menu);
    assert.equal(Menu.getApplicationMenu(), menu);
  });
  await check('an empty image is empty', () => assert.equal(nativeImage.createEmpty().isEmpty(), true));
  await check('a shortcut is registered, known and given back', () => {
    const taken = globalShortcut.register('Alt+Shift+F12', () => undefined);
    assert.equal(globalShortcut.isRegistered('Alt+Shift+F12'), taken);
    globalShortcut.unregister('Alt+Shift+F12');
    assert.equal(globalShortcut.isRegistered('Alt+Shift+F12'), false);
  });
  await check('nonsense is no shortcut', () =>
    assert.throws(() => globalShortcut.register('not a key', () => undefined)),
  );
  await check('notifications can be asked about', () => assert.equal(typeof Notification.isSupported(), 'boolean'));
}

async function checkWindows(): Promise<void> {
  const preload = path.join(app.getPath('userData'), 'contract-preload.cjs');
  mkdirSync(path.dirname(preload), { recursive: true });
  writeFileSync(preload, PRELOAD);
  const ours = session.fromPartition('contract');
  const seen: { url: string; initiator: string | undefined; method: string; body: string }[] = [];
  ours.protocol.handle('contract', async (request) => {
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
  await check('show and hide say so', () => {
    const events: string[] = [];
    window.on('show', () => events.push('show'));
    window.on('hide', () => events.push('hide'));
    window.show();
    window.hide();
    assert.deepEqual(events, ['show', 'hide']);
  });
  await check('a prevented close keeps the window', () => {
    window.once('close', (event) => event.preventDefault());
    window.close();
    assert.equal(window.isDestroyed(), false);
  });
  await check('a destroyed window cannot be used', async () => {
    app.once('window-all-closed', () => undefined);
    window.destroy();
    assert.equal(window.isDestroyed(), true);
    assert.throws(() => window.show(), /destroyed/);
    assert.equal(BrowserWindow.getAllWindows().length, 0);
  });
}

function report(): void {
  for (const [index, { name, error }] of results.entries()) {
    process.stdout.write(`${error === null ? 'ok' : 'not ok'} ${index + 1} - ${name}\n`);
    if (error !== null) process.stdout.write(`# ${String(error).replaceAll('\n', '\n# ')}\n`);
  }
  process.stdout.write(`1..${results.length}\n`);
}

async function checkContract(): Promise<void> {
  await app.whenReady();
  await checkReady();
  await checkMenus();
  await checkWindows();
  report();
  const order: string[] = [];
  app.on('before-quit', () => order.push('before-quit'));
  app.on('will-quit', () => order.push('will-quit'));
  app.on('quit', () => process.stdout.write(`# quits in the order ${order.join(', ')}\n`));
  app.quit();
}

await checkEarly();
app.on('window-all-closed', () => undefined);
// Waiting for it here would keep Electron from becoming ready.
void checkContract();
