import { chmod, link, mkdir, mkdtemp, readFile, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { type DesktopUnderTest, launchDesktop } from '../../testing/electron-double/launch-desktop.ts';

const FILES = ['profile.json', 'sessions.json', 'logs/parley.log'];

const fixture = useDesktop();
let home: string;
let profile: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  profile = path.join(home, 'profile');
  await mkdir(path.join(profile, 'logs'), { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const change = (desktop: DesktopUnderTest, settings: object) =>
  desktop.run(
    async ({ page }, wanted) => (await page()).evaluate((each) => window.parley?.updateSettings(each), wanted),
    settings,
  );

describe('the command line', () => {
  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect=0',
    '--inspect-brk',
    '--js-flags=--allow-natives-syntax',
    '--load-extension=/tmp/x',
    '--gpu-launcher=cmd',
    '--renderer-cmd-prefix=cmd',
    '--utility-cmd-prefix=cmd',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--log-net-log=/tmp/net.json',
    '--user-data-dir=/tmp/elsewhere',
  ])('A-135 A-149 ends an installed app at once that is started with %s', async (argument) => {
    const desktop = await launchDesktop({
      browser: null,
      server: fixture.api().url,
      home,
      argv: [argument, 'parley://task/1'],
    });
    expect(await desktop.exited).toBe(0);
    expect(desktop.output()).toBe('');
    expect(desktop.calls()).not.toContain('app.requestSingleInstanceLock');
    expect(desktop.calls()).not.toContain('new BrowserWindow');
    expect(await readdir(profile, { recursive: true })).toEqual(['logs']);
  });
});

describe('A-151 links in the profile', () => {
  it.each([
    ['links', symlink],
    ['second names', link],
  ] as const)('that are %s of somebody’s files are never written through', async (_what, make) => {
    const victims = path.join(home, 'victims');
    await mkdir(victims);
    for (const name of FILES) {
      const victim = path.join(victims, path.basename(name));
      await writeFile(victim, 'precious\n');
      await make(victim, path.join(profile, name));
    }
    const desktop = await fixture.launch({ home });
    expect(await signIn(desktop)).toMatchObject({ ok: true });
    await change(desktop, { theme: 'dark' });
    await desktop.run(({ app }) => void app.emit('second-instance', {}, ['parley', 'parley://nonsense'], '/', null));
    await desktop.close();
    for (const name of await readdir(victims)) {
      expect(await readFile(path.join(victims, name), 'utf8'), name).toBe('precious\n');
    }
  });

  it('are not packed into what somebody exports to send it to us', async () => {
    const secret = path.join(home, 'id_rsa');
    await writeFile(secret, 'PRIVATE KEY');
    await symlink(secret, path.join(profile, 'logs/parley.log.1'));
    const desktop = await fixture.launch({ home });
    const target = path.join(home, 'diagnostics.zip');
    await desktop.run(({ double }, file) => void double.dialogAnswers.push(file), target);
    await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.exportDiagnostics()));
    const packed = Object.values(unzipSync(await readFile(target))).map((bytes) => Buffer.from(bytes).toString('utf8'));
    expect(packed.join('\n')).not.toContain('PRIVATE KEY');
    await desktop.close();
  });
});

describe('A-152 files that went bad', () => {
  it.each([
    ['random bytes', (file: string) => writeFile(file, randomBytes(4096))],
    [
      'a gigabyte',
      async (file: string) => {
        await writeFile(file, '');
        await truncate(file, 1024 ** 3);
      },
    ],
    ['directories', (file: string) => mkdir(path.join(file, 'inside'), { recursive: true })],
    ['nothing', (file: string) => writeFile(file, '')],
  ])('as %s do not keep the app from starting, signing in and remembering', async (_what, spoil) => {
    for (const name of FILES) await spoil(path.join(profile, name));
    await writeFile(path.join(profile, 'neighbour.txt'), 'somebody else’s');
    const desktop = await fixture.launch({ home });
    const state = await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
    expect(state).toMatchObject({ account: null, settings: { theme: 'system', closeToTray: true } });
    expect(await signIn(desktop)).toMatchObject({ ok: true });
    await change(desktop, { theme: 'dark' });
    await desktop.close();
    expect(await readFile(path.join(profile, 'neighbour.txt'), 'utf8')).toBe('somebody else’s');
    const again = await fixture.launch({ home });
    const later = await again.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
    expect(later).toMatchObject({ account: { userId: 'user-1' }, settings: { theme: 'dark' } });
    await again.close();
  });

  it('or that cannot be written leave the app working with what it holds', async () => {
    const first = await fixture.launch({ home });
    await signIn(first);
    await change(first, { theme: 'dark' });
    await first.close();
    const before = await readFile(path.join(profile, 'sessions.json'), 'utf8');
    const desktop = await fixture.launch({ home });
    await desktop.run(() => {
      // Nothing is read-only for root.
      if (process.geteuid?.() === 0) process.seteuid?.(65_534);
    });
    if (process.geteuid?.() !== 0) await chmod(profile, 0o500);
    const state = await change(desktop, { theme: 'light' });
    expect(state).toMatchObject({ account: { userId: 'user-1' }, settings: { theme: 'light' } });
    await desktop.run(({ window }) => window().setBounds({ x: 1, y: 2, width: 900, height: 700 }));
    expect(
      await desktop.run(async ({ page }) =>
        (await page()).evaluate(async () => (await fetch('/api/user-1/tasks')).status),
      ),
    ).toBe(200);
    await desktop.close();
    await chmod(profile, 0o700);
    expect(await readFile(path.join(profile, 'sessions.json'), 'utf8')).toBe(before);
  });

  it('E-21 puts nothing of a profile into the preferences of a window', async () => {
    const bounds = { x: 5, y: 6, width: 900, height: 700, webPreferences: { sandbox: false, preload: '/tmp/x.js' } };
    const saved = { bounds, isMaximized: false, isFullScreen: false, zoom: 0, webPreferences: { sandbox: false } };
    await writeFile(path.join(profile, 'profile.json'), JSON.stringify({ v: 1, window: saved }));
    const desktop = await fixture.launch({ home });
    const windows = await desktop.run(({ double }) =>
      double.journal.filter(({ call }) => call === 'new BrowserWindow').map((entry) => entry.arguments[0]),
    );
    for (const window of windows) expect(window).toMatchObject({ webPreferences: { sandbox: true } });
    expect(JSON.stringify(windows)).not.toContain('/tmp/x.js');
    await desktop.close();
  });
});
