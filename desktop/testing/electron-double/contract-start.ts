import assert from 'node:assert/strict';
import {
  Menu,
  Notification,
  app,
  dialog,
  globalShortcut,
  nativeImage,
  net,
  powerMonitor,
  safeStorage,
  screen,
  session,
} from 'electron';
import { check } from './contract-checks.ts';

/** What can be used before the app is ready, and what cannot. */
export async function checkBeforeReady(): Promise<void> {
  await check('a dialog before ready throws', () =>
    assert.throws(() => void dialog.showMessageBox({ message: 'early' }), /ready/),
  );
  await check('net.fetch before ready fails', () =>
    assert.rejects(async () => net.fetch('http://127.0.0.1:59998/'), /ready/),
  );
  await check('the default session before ready throws', () => assert.throws(() => session.defaultSession, /ready/));
  await check('the screen before ready throws', () => assert.throws(() => screen.getAllDisplays(), /ready/));
  await check('no shortcut is registered before ready', () =>
    assert.equal(globalShortcut.isRegistered('Alt+K'), false),
  );
  await check('giving a shortcut back before ready throws', () => {
    assert.throws(() => globalShortcut.unregister('Alt+K'), /ready/);
    assert.throws(() => globalShortcut.unregisterAll(), /ready/);
  });
  await check('a notification before ready throws', () =>
    assert.throws(() => new Notification({ title: 'early' }), /ready/),
  );
  await check('power events can be listened to before ready', () => {
    const listener = (): void => undefined;
    powerMonitor.on('resume', listener);
    powerMonitor.removeListener('resume', listener);
  });
  await check('a menu can be built before ready', () =>
    assert.equal(Menu.buildFromTemplate([{ label: 'early' }]).items.length, 1),
  );
  await check('an image can be made before ready', () => assert.equal(nativeImage.createEmpty().isEmpty(), true));
  await check('nobody knows the keyring before ready', () => {
    if (process.platform === 'linux') assert.equal(safeStorage.getSelectedStorageBackend(), 'unknown');
  });
  await check('nothing is encrypted before ready', async () => {
    assert.equal(await safeStorage.isAsyncEncryptionAvailable(), false);
    await assert.rejects(safeStorage.encryptStringAsync('early'), /ready/);
  });
  await check('a switch that is added is there, with its value', () => {
    app.commandLine.appendSwitch('parley-contract', 'value');
    assert.equal(app.commandLine.hasSwitch('parley-contract'), true);
    assert.equal(app.commandLine.getSwitchValue('parley-contract'), 'value');
    assert.equal(app.commandLine.getSwitchValue('parley-no-such-switch'), '');
  });
  await check('a relative path is refused', () => assert.throws(() => app.setPath('userData', 'relative/place')));
  await check('a path nobody knows is refused', () =>
    assert.throws(() => app.getPath('no such place' as 'home'), /Failed to get 'no such place' path/),
  );
  await check('a path that is set is there', () => {
    const before = app.getPath('downloads');
    app.setPath('downloads', app.getPath('temp'));
    assert.equal(app.getPath('downloads'), app.getPath('temp'));
    app.setPath('downloads', before);
  });
  await check('whether the app is packaged is known', () => assert.equal(typeof app.isPackaged, 'boolean'));
}
