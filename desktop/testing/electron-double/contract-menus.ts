import assert from 'node:assert/strict';
import { Menu, MenuItem, Notification, Tray, globalShortcut, nativeImage, screen } from 'electron';
import { check } from './contract-checks.ts';

/** Defaults and mistakes of menus, and of what hangs beside them. */
export async function checkMenuDetails(): Promise<void> {
  await check('an item is enabled and visible unless it says otherwise', () => {
    const item = new MenuItem({ label: 'a' });
    assert.deepEqual([item.enabled, item.visible, item.type], [true, true, 'normal']);
  });
  await check('an item may be disabled or hidden', () => {
    const item = new MenuItem({ label: 'a', enabled: false, visible: false });
    assert.deepEqual([item.enabled, item.visible], [false, false]);
  });
  await check('a box to tick is not ticked at first', () =>
    assert.equal(new MenuItem({ label: 'a', type: 'checkbox' }).checked, false),
  );
  await check('a box to tick may start ticked', () =>
    assert.equal(new MenuItem({ label: 'a', type: 'checkbox', checked: true }).checked, true),
  );
  await check('a list of items makes a submenu', () => {
    const item = new MenuItem({ label: 'a', submenu: [{ label: 'b' }, { label: 'c' }] });
    assert.equal(item.type, 'submenu');
    assert.deepEqual(
      item.submenu?.items.map(({ label }) => label),
      ['b', 'c'],
    );
  });
  await check('a submenu without items throws', () =>
    assert.throws(() => new MenuItem({ label: 'a', type: 'submenu' })),
  );
  await check('a separator is one', () => assert.equal(new MenuItem({ type: 'separator' }).type, 'separator'));
  await check('a template that is no list throws', () =>
    assert.throws(() => Menu.buildFromTemplate({} as unknown as []), TypeError),
  );
  await check('what is no menu cannot be the application menu', () =>
    assert.throws(() => Menu.setApplicationMenu({} as unknown as Menu), TypeError),
  );
  await check('the application menu can be taken away', () => {
    Menu.setApplicationMenu(null);
    assert.equal(Menu.getApplicationMenu(), null);
  });
  await check('items keep their order', () =>
    assert.deepEqual(
      Menu.buildFromTemplate([{ label: '1' }, { label: '2' }, { label: '3' }]).items.map(({ label }) => label),
      ['1', '2', '3'],
    ),
  );
  await check('unregisterAll gives every shortcut back', () => {
    globalShortcut.register('Alt+Shift+F11', () => undefined);
    globalShortcut.unregisterAll();
    assert.equal(globalShortcut.isRegistered('Alt+Shift+F11'), false);
  });
  await check('a shortcut nobody registered is not registered', () =>
    assert.equal(globalShortcut.isRegistered('Alt+Shift+F10'), false),
  );
  await check('giving back what was not taken does nothing', () => globalShortcut.unregister('Alt+Shift+F9'));
  await check('a notification tells when it is shown, or why not', () => {
    const notification = new Notification({ title: 'Parley', body: 'contract', silent: true });
    for (const event of ['show', 'click', 'reply', 'action', 'close', 'failed'] as const) {
      assert.equal(notification.listenerCount(event), 0);
    }
  });
  await check('a tray takes an image, words and a menu, and can be destroyed', () => {
    if (
      process.platform === 'linux' &&
      process.env['DISPLAY'] === undefined &&
      process.env['PARLEY_DOUBLE'] === undefined
    ) {
      return;
    }
    const tray = new Tray(nativeImage.createEmpty());
    tray.setToolTip('contract');
    tray.setContextMenu(Menu.buildFromTemplate([{ label: 'a' }]));
    assert.equal(tray.isDestroyed(), false);
    tray.destroy();
    assert.equal(tray.isDestroyed(), true);
  });
  await check('the primary display is one of the displays', () =>
    assert.ok(screen.getAllDisplays().some(({ id }) => id === screen.getPrimaryDisplay().id)),
  );
  await check('a display has bounds around its work area, and a scale', () => {
    const { bounds, workArea, scaleFactor } = screen.getPrimaryDisplay();
    assert.ok(bounds.width >= workArea.width && bounds.height >= workArea.height && scaleFactor > 0);
  });
  await check('displays that come and go are announced', () => {
    const listener = (): void => undefined;
    for (const event of ['display-added', 'display-removed', 'display-metrics-changed'] as const) {
      screen.on(event as 'display-added', listener);
      assert.equal(screen.listenerCount(event), 1);
      screen.removeListener(event as 'display-added', listener);
    }
  });
}
