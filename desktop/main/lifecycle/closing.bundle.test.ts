import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, changeSettings, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const OK = 0;
const SETTINGS = 1;
const profileIn = async (where: string) =>
  JSON.parse(await readFile(path.join(where, 'profile/profile.json'), 'utf8')) as Record<string, unknown>;
const profile = () => profileIn(home);
/** Closes the window as a person does; a notice is answered as told. */
const close = (desktop: DesktopUnderTest, answer?: unknown) =>
  desktop.run(({ window, double }, given) => {
    double.dialogAnswers = given === null ? [] : [given];
    window().show();
    window().close();
  }, answer ?? null);
const becomes = (desktop: DesktopUnderTest, state: 'hidden' | 'minimised') =>
  desktop.run(
    ({ waitFor, window }, wanted) =>
      waitFor(() => (wanted === 'hidden' ? !window().isVisible() : window().isMinimized())),
    state,
  );
const notices = (desktop: DesktopUnderTest) => callsOf(desktop, 'dialog.showMessageBox');
/** A session bus on which nobody shows trays, as on GNOME without an extension. */
async function withoutTrayHost(): Promise<Record<string, string>> {
  const bin = path.join(home, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(path.join(bin, 'gdbus'), '#!/bin/sh\necho "(false,)"\n');
  await chmod(path.join(bin, 'gdbus'), 0o755);
  return { PATH: `${bin}:${process.env['PATH'] ?? ''}` };
}

describe('closing the window', () => {
  it('E-63 E-73 hides it, says so once, and quitting still quits and keeps its place', async () => {
    const desktop = await fixture.launch({ home });
    await close(desktop, OK);
    await becomes(desktop, 'hidden');
    await close(desktop);
    await becomes(desktop, 'hidden');
    expect(await desktop.run(({ window }) => window().isDestroyed())).toBe(false);
    expect(await notices(desktop)).toMatchObject([
      [
        {
          message: 'Parley keeps running in the tray',
          buttons: ['OK', 'Settings…'],
          checkboxLabel: 'Don’t show this again',
          checkboxChecked: true,
        },
      ],
    ]);
    await desktop.run(({ clickTray, window }) => {
      window().setBounds({ x: 77, y: 88, width: 901, height: 702 });
      setImmediate(() => clickTray('quit'));
    });
    expect(await desktop.exited).toBe(0);
    expect(await profile()).toMatchObject({ window: { bounds: { x: 77, y: 88, width: 901, height: 702 } } });
    await desktop.close();
  });

  it('E-63 never makes it vanish where there is no tray', async () => {
    const desktop = await fixture.launch({ home, double: { hasTray: false } });
    await close(desktop);
    await becomes(desktop, 'minimised');
    expect(await desktop.run(({ window }) => window().isVisible())).toBe(true);
    await desktop.close();
  });

  it('E-63 never makes it vanish on a Linux desktop that shows no tray, not even when it was started hidden', async () => {
    const environment = await withoutTrayHost();
    const desktop = await fixture.launch({ home, environment, argv: ['--hidden'] });
    await desktop.run(({ waitFor, window }) => waitFor(() => window().isVisible(), 20_000));
    await close(desktop);
    await becomes(desktop, 'minimised');
    expect(await desktop.run(({ window }) => window().isVisible())).toBe(true);
    await desktop.close();
  });

  it('E-64 hides and shows the Dock icon as somebody wants it', async () => {
    const desktop = await fixture.launch({ home, double: { platform: 'darwin' } });
    expect(await callsOf(desktop, 'app.dock.hide')).toEqual([]);
    await changeSettings(desktop, { showInDock: false });
    expect(await callsOf(desktop, 'app.dock.hide')).toHaveLength(1);
    await desktop.close();
    const again = await fixture.launch({ home, double: { platform: 'darwin' } });
    expect(await callsOf(again, 'app.dock.hide')).toHaveLength(1);
    const shownBefore = (await callsOf(again, 'app.dock.show')).length;
    await changeSettings(again, { showInDock: true });
    expect(await callsOf(again, 'app.dock.show')).toHaveLength(shownBefore + 1);
    await again.close();
  });

  it.each([
    ['the installer is about to replace the app', 'darwin', 'before-quit-for-update'],
    ['Windows asks whether the session may end', 'win32', 'query-session-end'],
    ['the session ends', 'win32', 'session-end'],
  ] as const)('E-63 lets it close when %s', async (_when, platform, event) => {
    const desktop = await fixture.launch({ home, double: { platform } });
    const isDestroyed = await desktop.run(({ window, system }, name) => {
      const shown = window();
      if (name === 'before-quit-for-update') system.autoUpdater.emit(name);
      else shown.emit(name, {});
      shown.close();
      return shown.isDestroyed();
    }, event);
    expect(isDestroyed).toBe(true);
    await desktop.close();
  });

  it('E-63 E-75 quits in less than a second when the system shuts down, with everything written', async () => {
    const desktop = await fixture.launch({ home });
    await changeSettings(desktop, { theme: 'dark' });
    const startedAt = Date.now();
    await desktop.run(({ system, window }) => {
      window().setBounds({ x: 11, y: 22, width: 903, height: 704 });
      setImmediate(() => system.powerMonitor.emit('shutdown'));
    });
    expect(await desktop.exited).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(1000);
    expect(await profile()).toMatchObject({ settings: { theme: 'dark' }, window: { bounds: { x: 11, y: 22 } } });
    await desktop.close();
  });
});

describe.each(['linux', 'win32', 'darwin'] as const)('closing the window on %s', (platform) => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch({ double: { platform } });
  });
  afterAll(() => desktop.close());

  it.runIf(platform === 'linux')(
    'E-63 says so again when somebody wants to be told again, and leads to the setting',
    async () => {
      await close(desktop, { response: OK, checkboxChecked: false });
      await becomes(desktop, 'hidden');
      await close(desktop, { response: SETTINGS, checkboxChecked: true });
      await expect.poll(async () => (await profileIn(desktop.home))['shownNotices']).toEqual(['close-to-tray']);
      await expect.poll(() => desktop.run(({ window }) => window().isVisible())).toBe(true);
      expect(await notices(desktop)).toHaveLength(2);
    },
  );

  it.runIf(platform === 'win32')(
    'E-24 E-63 gives the focus back on Windows, where the app works in its own directory',
    async () => {
      await close(desktop, OK);
      await becomes(desktop, 'hidden');
      const calls = await desktop.run(({ double }) =>
        double.journal.map(({ call }) => call).filter((call) => /window\.(?:blur|hide)/.test(call)),
      );
      expect(calls).toEqual(['window.blur', 'window.hide']);
      const directory = await desktop.run(() => process.cwd());
      expect(directory).toBe(path.dirname(process.execPath));
    },
  );

  it.runIf(platform === 'darwin')(
    'E-63 E-64 leaves full screen first on macOS, and comes back when the Dock is clicked',
    async () => {
      await desktop.run(({ window }) => {
        window().setFullScreen(true);
        window().close();
      });
      await becomes(desktop, 'hidden');
      expect(await desktop.run(({ window }) => window().isFullScreen())).toBe(false);
      expect(await notices(desktop)).toEqual([]);
      await desktop.run(({ app }) => void app.emit('activate', {}));
      expect(await desktop.run(({ window }) => window().isVisible())).toBe(true);
    },
  );

  it('E-63 quits when somebody wants it so', async () => {
    await changeSettings(desktop, { closeToTray: false });
    await desktop.run(({ window }) => void setImmediate(() => window().close()));
    expect(await desktop.exited).toBe(0);
  });
});
