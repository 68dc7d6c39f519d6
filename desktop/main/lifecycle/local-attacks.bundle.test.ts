import { existsSync } from 'node:fs';
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
  const profileFile = () => path.join(profile, 'profile.json');
  const vaultFile = () => path.join(profile, 'sessions.json');
  const notesFile = () => path.join(profile, 'quick-add.json');
  const stateOf = (desktop: DesktopUnderTest) =>
    desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
  /** What cannot be opened is gone, and the log says so once without saying what it was. */
  const expectSignedOut = async (desktop: DesktopUnderTest, held: string): Promise<void> => {
    expect(await stateOf(desktop)).toMatchObject({ account: null });
    expect(existsSync(vaultFile())).toBe(false);
    const log = (await readFile(path.join(profile, 'logs/parley.log'), 'latin1')).split('\n');
    const about = log.filter((line) => line.includes('could not be opened') && line.includes('sessions.json'));
    expect(about).toHaveLength(1);
    expect(about[0]).not.toContain(held.slice(0, 12));
  };
  const expectWorkingNotes = async (desktop: DesktopUnderTest): Promise<void> => {
    fixture.api().seen.length = 0;
    const answer = await desktop.run(async ({ page }) =>
      (await page('quickAdd')).evaluate(() =>
        window.parleyQuickAdd?.submit({ text: 'works', draftId: crypto.randomUUID() }),
      ),
    );
    expect(answer).toMatchObject({ outcome: 'sent' });
    const sent = fixture.api().seen.filter(({ method, path: at }) => method === 'POST' && at === '/api/user-1/chat');
    const messages = sent.map(({ body }) => (JSON.parse(body) as { message?: string }).message);
    expect(messages.filter((message) => message !== undefined)).toEqual(['works']);
  };

  const noise = randomBytes(4096);
  it.each([
    ['random bytes', (file: string) => writeFile(file, noise)],
    [
      'a gigabyte',
      async (file: string) => {
        await writeFile(file, '');
        await truncate(file, 1024 ** 3);
      },
    ],
    ['directories', (file: string) => mkdir(path.join(file, 'inside'), { recursive: true })],
    ['nothing', (file: string) => writeFile(file, '')],
  ])('E-52 E-66 E-73 F-50 as %s do not keep the app from starting, signing in and remembering', async (what, spoil) => {
    for (const name of [...FILES, 'quick-add.json']) await spoil(path.join(profile, name));
    await writeFile(path.join(profile, 'neighbour.txt'), 'somebody else’s');
    const desktop = await fixture.launch({ home });
    expect(await stateOf(desktop)).toMatchObject({
      account: null,
      settings: { theme: 'system', closeToTray: true },
    });
    if (what === 'random bytes') {
      await expectSignedOut(desktop, noise.toString('latin1'));
      expect(noise.equals(await readFile(`${profileFile()}.bak`))).toBe(true);
    }
    expect(await signIn(desktop)).toMatchObject({ ok: true });
    await change(desktop, { theme: 'dark' });
    await expectWorkingNotes(desktop);
    await desktop.close();
    expect(await readFile(path.join(profile, 'neighbour.txt'), 'utf8')).toBe('somebody else’s');
    const again = await fixture.launch({ home });
    expect(await stateOf(again)).toMatchObject({ account: { userId: 'user-1' }, settings: { theme: 'dark' } });
    await again.close();
  });

  it.each([
    [
      'of another version',
      JSON.stringify({ v: 2, settings: 'elsewhere' }),
      JSON.stringify({ v: 9, tokens: ['x'] }),
      '{"v":2,"notes":["x"]}',
    ],
    [
      'with nonsense in places, and what somebody else encrypted',
      JSON.stringify({ v: 1, settings: { theme: 'neon', closeToTray: false }, window: { bounds: 'big' } }),
      JSON.stringify({ v: 1, backend: 'gnome_libsecret', ciphertextB64: 'QUJD' }),
      '{"v":1,"backend":"gnome_libsecret","ciphertextB64":"AAAA"}',
    ],
    ['of control characters, and too large', '\u0000\u0001\u0002', 'x'.repeat(20_000), 'x'.repeat(2 << 20)],
  ])('E-52 E-66 E-73 F-50 %s open as if they were not there', async (_what, settings, sessions, notes) => {
    await writeFile(profileFile(), settings);
    await writeFile(vaultFile(), sessions);
    await writeFile(notesFile(), notes);
    const desktop = await fixture.launch({ home });
    const state = await stateOf(desktop);
    expect(state?.settings.theme).toBe('system');
    if (settings.includes('closeToTray')) expect(state?.settings.closeToTray).toBe(false);
    else expect(await readFile(`${profileFile()}.bak`, 'utf8')).toBe(settings);
    await expectSignedOut(desktop, sessions);
    await signIn(desktop);
    await expectWorkingNotes(desktop);
    await desktop.close();
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
