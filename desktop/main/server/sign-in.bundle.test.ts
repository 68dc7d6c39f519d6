import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  fixture.api().seen.length = 0;
});
afterEach(() => rm(home, { recursive: true, force: true }));

const stateOf = (desktop: DesktopUnderTest) =>
  desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));

const vaultFile = (of = home) => path.join(of, 'profile/sessions.json');

describe('signing in and out', () => {
  let desktop: DesktopUnderTest;
  const signOut = () => desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.signOut()));
  beforeAll(async () => {
    desktop = await fixture.launch();
  });
  afterAll(() => desktop.close());

  it('passes the server’s own words on when it refuses', async () => {
    fixture
      .api()
      .script('POST /api/auth/sign-in/email', (_request, response) =>
        json(response, 401, { code: 'INVALID_EMAIL_OR_PASSWORD', message: 'Invalid email or password' }),
      );
    expect(await signIn(desktop)).toEqual({
      ok: false,
      code: 'invalid_email_or_password',
      message: 'Invalid email or password',
    });
    fixture.api().script('POST /api/auth/sign-in/email', null);
  });

  it('A-142 tells the page who is signed in, and keeps the token to itself', async () => {
    const result = await signIn(desktop);
    expect(result).toEqual({
      ok: true,
      account: expect.objectContaining({ userId: 'user-1', email: 'alice@example.com', server: fixture.api().url }),
    });
    expect(JSON.stringify([result, await stateOf(desktop)])).not.toContain(fixture.api().secrets.session);
    await signOut();
  });

  it('E-55 A-150 A-159 leaves no token in any file, any line of the log or on the screen', async () => {
    await signIn(desktop);
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        await fetch('/api/user-1/tasks');
        await fetch('/api/user-1/nothing');
      }),
    );
    const { session, access } = fixture.api().secrets;
    for (const file of await filesIn(desktop.userData)) {
      const content = await readFile(file, 'latin1');
      expect(content.includes(session) || content.includes(access), file).toBe(false);
    }
    const { argv, titles, journal } = await desktop.run(({ double, BrowserWindow }) => ({
      argv: process.argv.join(' '),
      titles: BrowserWindow.getAllWindows().map((window) => window.getTitle()),
      journal: JSON.stringify(double.journal),
    }));
    for (const place of [desktop.output(), argv, titles.join(), journal]) {
      expect(place).not.toContain(session);
      expect(place).not.toContain(access);
    }
    const inPage = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() =>
        JSON.stringify([{ ...localStorage }, document.title, document.documentElement.outerHTML]),
      ),
    );
    expect(inPage).not.toContain(session);
    expect(inPage).not.toContain(access);
    await signOut();
  });

  it('E-54 is gone after signing out: here, in the pages’ storage and on the server', async () => {
    await desktop.run(({ double }) => void (double.journal.length = 0));
    await signIn(desktop);
    const inPage = <Value>(what: 'keep' | 'count') =>
      desktop.run(
        async ({ page }, asked) =>
          (await page()).evaluate(async (each) => {
            if (each === 'keep') localStorage.setItem('kept', 'words');
            if (each === 'keep') await fetch('/api/user-1/tasks');
            return localStorage.getItem('kept');
          }, asked),
        what,
      ) as Promise<Value>;
    expect(await inPage('keep')).toBe('words');
    await signOut();
    expect(await stateOf(desktop)).toMatchObject({ account: null });
    expect(await inPage('count')).toBeNull();
    expect(existsSync(vaultFile(desktop.home))).toBe(false);
    // The short token of before is gone as well: the same session has to ask for a new one.
    const minted = () => fixture.api().seen.filter(({ path: where }) => where === '/api/auth/token').length;
    const before = minted();
    await signIn(desktop);
    await inPage('keep');
    expect(minted()).toBe(before + 1);
    await signOut();
    expect(
      await desktop.run(({ double }) => double.journal.some(({ call }) => call === 'session.clearStorageData')),
    ).toBe(true);
    await expect
      .poll(() => fixture.api().seen.find(({ path: where }) => where === '/api/auth/sign-out')?.headers.authorization)
      .toBe(`Bearer ${fixture.api().secrets.session}`);
  });

  it('E-54 tells the server later when signing out happened offline', async () => {
    await signIn(desktop);
    await desktop.run(({ double }) => void (double.config.isOnline = false));
    await signOut();
    expect(await stateOf(desktop)).toMatchObject({ account: null });
    await desktop.run(({ double, system }) => {
      double.config.isOnline = true;
      system.powerMonitor.emit('resume');
    });
    await expect.poll(() => fixture.api().seen.some(({ path: where }) => where === '/api/auth/sign-out')).toBe(true);
  });

  it('signed out everywhere means signed out here', async () => {
    await signIn(desktop);
    fixture.api().script('GET /api/auth/token', (_request, response) => json(response, 401, {}));
    fixture.api().script('GET /api/user-1/tasks', (_request, response) => json(response, 401, {}));
    const get = () =>
      desktop.run(async ({ page }) => (await page()).evaluate(async () => (await fetch('/api/user-1/tasks')).status));
    await get();
    expect(await get()).toBe(401);
    expect(await stateOf(desktop)).toMatchObject({ account: null });
    fixture.api().script('GET /api/auth/token', null);
    fixture.api().script('GET /api/user-1/tasks', null);
  });

  it('says so when the server is away', async () => {
    const desktop = await fixture.launch({ home, server: 'http://127.0.0.1:9' });
    expect(await signIn(desktop)).toMatchObject({ ok: false, code: 'server_away' });
    await desktop.close();
  });
});

describe('the session', () => {
  it('E-51 E-52 is kept encrypted, for its owner’s eyes, and is there after a restart', async () => {
    await fixture.fillSignedIn(home);
    const text = await readFile(vaultFile(), 'utf8');
    expect(JSON.parse(text)).toEqual({ v: 1, backend: 'gnome_libsecret', ciphertextB64: expect.any(String) });
    expect((await stat(vaultFile())).mode & 0o777).toBe(0o600);
    const second = await fixture.launch({ home });
    expect(await stateOf(second)).toMatchObject({ account: { userId: 'user-1' }, sessionStorage: 'keyring' });
    await second.close();
  });

  it.each([null, 'basic_text'])(
    'E-51 stays in memory where the keyring is %s, unless the person agrees',
    async (keyring) => {
      const desktop = await fixture.launch({ home, double: { keyring } });
      await signIn(desktop);
      expect(await stateOf(desktop)).toMatchObject({ sessionStorage: 'memory', account: { userId: 'user-1' } });
      expect(existsSync(vaultFile())).toBe(false);
      await desktop.run(async ({ page }) =>
        (await page()).evaluate(() => window.parley?.updateSettings({ keepSessionWithoutKeyring: true })),
      );
      expect(JSON.parse(await readFile(vaultFile(), 'utf8'))).toMatchObject({ backend: 'basic_text', consent: true });
      await desktop.close();
    },
  );

  it('E-51 stays in memory where nothing seals it, whatever the person agrees to', async () => {
    const desktop = await fixture.launch({ home, double: { platform: 'darwin', keyring: null } });
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => window.parley?.updateSettings({ keepSessionWithoutKeyring: true })),
    );
    await signIn(desktop);
    expect(await stateOf(desktop)).toMatchObject({ sessionStorage: 'memory', account: { userId: 'user-1' } });
    expect(existsSync(vaultFile())).toBe(false);
    await desktop.close();
  });

  it('does not keep the window waiting for a keyring that wants to be unlocked', async () => {
    await fixture.fillSignedIn(home);
    const second = await fixture.launch({ home, double: { keyringLatency: 3000 } });
    await second.run(({ waitFor, window }) => waitFor(() => window().isVisible(), 2000));
    expect(await stateOf(second)).toMatchObject({ account: { userId: 'user-1' } });
    await second.close();
  });

  it('E-53 keeps aside what another keyring wrote', async () => {
    await fixture.fillSignedIn(home);
    const second = await fixture.launch({ home, double: { keyring: 'kwallet6' } });
    expect(await stateOf(second)).toMatchObject({ account: null });
    expect(existsSync(`${vaultFile()}.bak`)).toBe(true);
    await signIn(second);
    await second.close();
    // Back at the first desktop, nobody has to sign in again; and what the second one kept waits in turn.
    const third = await fixture.launch({ home });
    expect(await stateOf(third)).toMatchObject({ account: { userId: 'user-1' }, sessionStorage: 'keyring' });
    expect(JSON.parse(await readFile(vaultFile(), 'utf8'))).toMatchObject({ backend: 'gnome_libsecret' });
    expect(JSON.parse(await readFile(`${vaultFile()}.bak`, 'utf8'))).toMatchObject({ backend: 'kwallet6' });
    await third.close();
  });

  it.each([
    ['linux', 'gnome_libsecret'],
    ['darwin', 'keychain'],
  ] as const)(
    'E-53 keeps the session where the keyring was not unlocked this once, on %s',
    async (platform, keyring) => {
      if (platform === 'linux') {
        await fixture.fillSignedIn(home);
      } else {
        const first = await fixture.launch({ home, double: { platform, keyring } });
        await signIn(first);
        await first.close();
      }
      const locked = await fixture.launch({ home, double: { platform, keyring: null } });
      expect(await stateOf(locked)).toMatchObject({ account: null });
      await locked.close();
      const third = await fixture.launch({ home, double: { platform, keyring } });
      expect(await stateOf(third)).toMatchObject({ account: { userId: 'user-1' } });
      await third.close();
    },
  );
});

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
