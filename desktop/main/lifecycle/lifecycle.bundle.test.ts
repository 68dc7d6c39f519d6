import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, changeSettings, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { launchDesktop } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const profile = async () =>
  JSON.parse(await readFile(path.join(home, 'profile/profile.json'), 'utf8')) as Record<string, unknown>;

describe('the start', () => {
  it.each(['--remote-debugging-port=9222', '--inspect', '--load-extension=/tmp/x'])(
    'A-149 ends at once when an installed app is started with %s',
    async (argument) => {
      const desktop = await launchDesktop({
        browser: fixture.browser(),
        server: fixture.api().url,
        home,
        argv: [argument],
      });
      expect(await desktop.exited).toBe(0);
      expect(desktop.output()).toBe('');
    },
  );

  it('E-72 stays in the tray when the computer started it', async () => {
    const desktop = await fixture.launch({ home, argv: ['--hidden'] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await desktop.run(({ window }) => window().isVisible())).toBe(false);
    await desktop.close();
  });

  it.each([
    ['linux', async () => readFile(path.join(home, 'appData/autostart/parley.desktop'), 'utf8')],
    ['win32', null],
    ['darwin', null],
  ] as const)('E-72 at login is set up on %s only when asked for', async (platform, readEntry) => {
    const desktop = await fixture.launch({ home, double: { platform } });
    expect(await callsOf(desktop, 'app.setLoginItemSettings')).toEqual([]);
    expect(await changeSettings(desktop, { launchAtLogin: true })).toMatchObject({ loginItem: 'on' });
    if (readEntry) expect(await readEntry()).toMatch(/Exec=".+" --hidden/);
    else expect((await callsOf(desktop, 'app.setLoginItemSettings'))[0]?.[0]).toMatchObject({ openAtLogin: true });
    expect(await changeSettings(desktop, { launchAtLogin: false })).toMatchObject({ loginItem: 'off' });
    await desktop.close();
  });

  it('E-73 puts the window where it was, and on a screen that exists', async () => {
    const first = await fixture.launch({ home });
    await first.run(({ window }) => {
      window().setBounds({ x: 300, y: 200, width: 900, height: 700 });
      window().webContents.setZoomLevel(1);
      window().blur();
    });
    await expect
      .poll(async () => (await profile())['window'])
      .toMatchObject({ bounds: { x: 300, y: 200, width: 900, height: 700 }, zoom: 1 });
    await first.close();
    const second = await fixture.launch({ home });
    expect(await second.run(({ window }) => window().getBounds())).toEqual({ x: 300, y: 200, width: 900, height: 700 });
    await second.run(({ waitFor, window }) => waitFor(() => window().webContents.getZoomLevel() === 1));
    await second.close();
    const third = await fixture.launch({ home, double: { displays: [{ x: 5000, y: 0, width: 1280, height: 800 }] } });
    expect(await third.run(({ window }) => window().getBounds().x)).toBe(5040);
    await third.close();
  });

  it.each([
    ['random bytes', '\u0000\u0001\u0002'],
    ['an empty file', ''],
    ['a newer version', JSON.stringify({ v: 2, settings: 'elsewhere' })],
    [
      'nonsense in places',
      JSON.stringify({ v: 1, settings: { theme: 'neon', closeToTray: false }, window: { bounds: 'big' } }),
    ],
  ])('E-73 F-50 A-152 opens a profile that holds %s', async (_what, content) => {
    await mkdir(path.join(home, 'profile'), { recursive: true });
    await writeFile(path.join(home, 'profile/profile.json'), content);
    const desktop = await fixture.launch({ home });
    const state = await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
    expect(state?.settings.theme).toBe('system');
    if (content.includes('closeToTray')) expect(state?.settings.closeToTray).toBe(false);
    else if (content !== '') expect(await readFile(path.join(home, 'profile/profile.json.bak'), 'utf8')).toBe(content);
    await desktop.close();
  });

  it('A-152 does not mind a directory where a file should be', async () => {
    for (const name of ['profile.json', 'sessions.json', 'logs/parley.log']) {
      await mkdir(path.join(home, 'profile', name), { recursive: true });
    }
    const desktop = await fixture.launch({ home });
    expect(await signIn(desktop)).toMatchObject({ ok: true });
    await desktop.close();
  });
});
