import assert from 'node:assert/strict';
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
import { check, printPlan } from './contract-checks.ts';
import { checkCalls } from './contract-calls.ts';
import { checkMenuDetails } from './contract-menus.ts';
import { checkNetwork } from './contract-network.ts';
import { checkPages } from './contract-pages.ts';
import { checkBeforeReady } from './contract-start.ts';
import { checkWindows } from './contract-windows.ts';

/**
 * What Parley relies on in Electron, as small statements. It runs on the double in the tests and on the real Electron in
 * the workflows; where the two differ, the double is wrong. Prints TAP.
 */
const early: string[] = [];

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
  await check('hardware acceleration is switched off before ready, or never', () =>
    assert.throws(() => app.disableHardwareAcceleration()),
  );
  await check('schemes after ready throw', () => assert.throws(() => protocol.registerSchemesAsPrivileged([])));
  await check('the same partition is the same session', () => {
    assert.equal(session.fromPartition('persist:x'), session.fromPartition('persist:x'));
    assert.notEqual(session.fromPartition('persist:x'), session.fromPartition('persist:y'));
  });
  await check('a session that is told of no language as it is made asks for no dictionary', async () => {
    const asked: string[] = [];
    app.once('session-created', (made) => {
      made.on('spellcheck-dictionary-download-begin', (_event, language) => asked.push(language));
      made.setSpellCheckerLanguages([]);
    });
    const made = session.fromPartition('persist:contract-spelling');
    assert.equal(made.listenerCount('spellcheck-dictionary-download-begin'), 1);
    await new Promise((resolve) => void setTimeout(resolve, 500));
    assert.deepEqual(asked, []);
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
    for (const emitter of [powerMonitor, autoUpdater, nativeTheme, screen, app])
      assert.equal(typeof emitter.on, 'function');
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
  await check('on Linux a cipher says whether the password everybody knows has made it', async () => {
    if (process.platform !== 'linux') return;
    const cipher = await safeStorage.encryptStringAsync('secret');
    const isFixed = safeStorage.getSelectedStorageBackend() === 'basic_text';
    assert.match(cipher.toString('latin1'), isFixed ? /^v10/ : /^v1[012]/);
  });
  await check('encryption is asynchronous, and its own inverse', async () => {
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
  await check('a tray takes no undefined for its GUID', () =>
    assert.throws(() => Reflect.construct(Tray, [nativeImage.createEmpty(), undefined])),
  );
  await check('an empty image is empty', () => assert.equal(nativeImage.createEmpty().isEmpty(), true));
  await check('a shortcut is registered, known and given back', () => {
    const taken = globalShortcut.register('Alt+Shift+F12', () => undefined);
    assert.equal(globalShortcut.isRegistered('Alt+Shift+F12'), taken);
    globalShortcut.unregister('Alt+Shift+F12');
    assert.equal(globalShortcut.isRegistered('Alt+Shift+F12'), false);
  });
  await check('nothing is registered while shortcuts are suspended', () => {
    globalShortcut.setSuspended(true);
    assert.equal(globalShortcut.isSuspended(), true);
    assert.equal(
      globalShortcut.register('Alt+Shift+F11', () => undefined),
      false,
    );
    globalShortcut.setSuspended(false);
    assert.equal(globalShortcut.isSuspended(), false);
  });
  await check('nonsense is no shortcut', () =>
    assert.throws(() => globalShortcut.register('not a key', () => undefined)),
  );
  await check('notifications can be asked about', () => assert.equal(typeof Notification.isSupported(), 'boolean'));
  await check('a notification has the id it was given, or one of its own', () => {
    assert.equal(new Notification({ id: 'task12', groupId: 'task12', title: 'a' }).id, 'task12');
    assert.notEqual(new Notification({ title: 'a' }).id, new Notification({ title: 'a' }).id);
  });
  await check('closing a notification that was never shown does nothing bad', () =>
    new Notification({ title: 'a' }).close(),
  );
  await check('clicks on toasts come through one function, on Windows alone', () =>
    assert.equal(typeof Notification.handleActivation, process.platform === 'win32' ? 'function' : 'undefined'),
  );
  if (process.platform === 'win32') {
    await check('the toast activator is a CLSID', () => {
      app.setToastActivatorCLSID('{7C1A4F0E-52D9-4B7B-9E0D-3A6C5B8F21D4}');
      assert.throws(() => app.setToastActivatorCLSID(''));
      assert.throws(() => app.setToastActivatorCLSID('not a CLSID'));
    });
  }
}

async function checkContract(): Promise<void> {
  await app.whenReady();
  await checkReady();
  await checkMenus();
  await checkMenuDetails();
  await checkPages();
  await checkCalls();
  await checkWindows();
  await checkNetwork();
  printPlan();
  const order: string[] = [];
  app.on('before-quit', () => order.push('before-quit'));
  app.on('will-quit', () => order.push('will-quit'));
  app.on('quit', () => process.stdout.write(`# quits in the order ${order.join(', ')}\n`));
  app.quit();
}

await checkEarly();
await checkBeforeReady();
app.on('window-all-closed', () => undefined);
// Waiting for it here would keep Electron from becoming ready.
void checkContract().catch((error: unknown) => {
  process.stdout.write(`not ok - the contract is checked to its end\n# ${String(error)}\n`);
  app.exit(1);
});
