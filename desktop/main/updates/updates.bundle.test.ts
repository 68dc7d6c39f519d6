import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateState } from '../../ipc-contract.ts';
import { changeSettings, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { PUBLISHER, type UpdateFeed, describeUpdate, sha512, startUpdateFeed } from '../../testing/update-feed.ts';

const HOST = 'https://updates.parley.example';
const NAME = 'Parley-0.2.0.AppImage';
const DAY = 24 * 60 * 60_000;

const fixture = useDesktop();
let home: string;
let feed: UpdateFeed;
let appImage: string;
let installer: Buffer;

const setUp = async (): Promise<void> => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  feed = await startUpdateFeed();
  appImage = path.join(home, 'Parley.AppImage');
  await writeFile(appImage, 'the version that runs');
  await mkdir(path.join(home, 'resources'));
  await writeFile(path.join(home, 'resources/app-update.yml'), `provider: generic\nurl: ${HOST}/desktop\n`);
  installer = Buffer.from(`#!/bin/sh\necho "$0" > '${home}/started'\n`);
  publish('0.2.0');
  feed.files.set(`/desktop/${NAME}`, (response) => void response.end(installer));
};
const tearDown = async (): Promise<void> => {
  await feed.close();
  await chmod(home, 0o755);
  await rm(home, { recursive: true, force: true });
};

function publish(version: string, over: Record<string, unknown> = {}): void {
  const files = [{ url: NAME, sha512: sha512(installer), size: installer.length }];
  const text = describeUpdate({ version, path: NAME, files, ...over });
  feed.files.set('/desktop/latest-linux.yml', (response) => void response.end(text));
}

const launch = (): Promise<DesktopUnderTest> =>
  fixture.launch({
    home,
    environment: { PARLEY_DISABLE_UPDATES: '0', APPIMAGE: appImage, XDG_CACHE_HOME: path.join(home, 'cache') },
    double: { hosts: { [HOST]: feed.url } },
  });
const call = (desktop: DesktopUnderTest, name: 'checkForUpdates' | 'restartToUpdate' | 'openLogFolder') =>
  desktop.run(
    async ({ page }, which) =>
      (await page()).evaluate(async (each): Promise<unknown> => window.parley?.[each](), which),
    name,
  );
const stateOf = (desktop: DesktopUnderTest): Promise<UpdateState | undefined> =>
  desktop.run(async ({ page }) => (await page()).evaluate(async () => (await window.parley?.getState())?.update));
const journal = (desktop: DesktopUnderTest, what: string) =>
  desktop.run(
    ({ double }, name) => double.journal.filter((entry) => entry.call === name).map((entry) => entry.arguments),
    what,
  );
const becomes = async (desktop: DesktopUnderTest, status: UpdateState['status']): Promise<void> => {
  await expect.poll(async () => (await stateOf(desktop))?.status).toBe(status);
};
/** Writes what an earlier run of the app left behind. */
const remember = async (profile: object): Promise<void> => {
  await mkdir(path.join(home, 'profile'), { recursive: true });
  await writeFile(path.join(home, 'profile/profile.json'), JSON.stringify({ v: 1, ...profile }));
};

describe('an update in the built app', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('E-78 is downloaded, said once a day in a notification, and offered in tray, settings and navigation', async () => {
    const desktop = await launch();
    await signIn(desktop);
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    expect(await desktop.run(({ trayMenu }) => trayMenu())).toContain('Restart to update (0.2.0)');
    await desktop.run(async ({ page }) => {
      const shown = await page();
      await shown
        .getByRole('navigation')
        .getByRole('link', { name: /an update is ready/ })
        .click();
      await shown.getByRole('button', { name: 'Restart to update' }).waitFor();
    });
    await expect
      .poll(async () => (await desktop.run(({ notifications }) => notifications())).map(({ title }) => title))
      .toEqual(['Parley 0.2.0 is ready']);
    await desktop.close();
    const again = await launch();
    await call(again, 'checkForUpdates');
    await becomes(again, 'ready');
    expect(await again.run(({ notifications }) => notifications())).toEqual([]);
    await again.close();
  });

  it('E-78 is asked about once, in a dialog on the main window, after it waited for seven days', async () => {
    const readySince = new Date(Date.now() - 8 * DAY).toISOString();
    await remember({ pendingUpdate: { version: '0.2.0', readySince, announcedOn: null, wasAsked: false } });
    const desktop = await launch();
    await desktop.run(({ double }) => void double.dialogAnswers.push(1));
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    await expect
      .poll(() => journal(desktop, 'dialog.showMessageBox'))
      .toMatchObject([[{ message: 'Parley 0.2.0 is ready', buttons: ['Restart now', 'Later'] }]]);
    await desktop.close();
    const again = await launch();
    await call(again, 'checkForUpdates');
    await becomes(again, 'ready');
    expect(await journal(again, 'dialog.showMessageBox')).toEqual([]);
    await again.close();
  });

  it('E-78 F-52 E-75 starts its week anew with a newer version, and is left for the next time when the system shuts down, which would end it half way', async () => {
    const readySince = new Date(Date.now() - 8 * DAY).toISOString();
    await remember({ pendingUpdate: { version: '0.1.9', readySince, announcedOn: null, wasAsked: false } });
    const desktop = await launch();
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    expect(await journal(desktop, 'dialog.showMessageBox')).toEqual([]);
    await expect.poll(() => desktop.run(({ notifications }) => notifications().length)).toBe(1);
    await desktop.run(({ system }) => void setImmediate(() => system.powerMonitor.emit('shutdown')));
    expect(await desktop.exited).toBe(0);
    expect(await readFile(appImage, 'utf8')).toBe('the version that runs');
    await desktop.close();
  });

  it('E-72 is what starts at the next login when it brought a new name along', async () => {
    const named = path.join(home, 'Parley-0.1.0.AppImage');
    await rename(appImage, named);
    appImage = named;
    const desktop = await launch();
    await changeSettings(desktop, { launchAtLogin: true });
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    const entry = await desktop.run(({ app }) => app.getPath('appData'));
    await desktop.run(({ app }) => void setImmediate(() => app.quit()));
    expect(await desktop.exited).toBe(0);
    expect(await readFile(path.join(entry, 'autostart/parley.desktop'), 'utf8')).toContain(path.join(home, NAME));
    await desktop.close();
  });

  it('E-78 E-79 E-63 that cannot be installed leaves an app that still hides to the tray, tries again, and is installed when it quits', async () => {
    const desktop = await launch();
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    await rm(appImage);
    await mkdir(appImage);
    expect(await call(desktop, 'restartToUpdate')).toEqual({ ok: true });
    await becomes(desktop, 'failed');
    await desktop.run(async ({ double, window, waitFor }) => {
      double.dialogAnswers.push({ response: 0, checkboxChecked: true });
      window().show();
      window().close();
      await waitFor(() => !window().isVisible());
    });
    await rm(appImage, { recursive: true });
    await writeFile(appImage, 'the version that runs');
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    await desktop.run(({ app }) => void setImmediate(() => app.quit()));
    expect(await desktop.exited).toBe(0);
    expect((await readFile(appImage)).equals(installer)).toBe(true);
    await desktop.close();
  });

  it('E-83 A-148 is refused on Windows where nothing can check its signature, as without PowerShell', async () => {
    const config = { provider: 'generic', url: `${HOST}/desktop`, publisherName: [PUBLISHER] };
    await writeFile(path.join(home, 'resources/app-update.yml'), JSON.stringify(config));
    const files = [{ url: 'Parley-0.2.0.exe', sha512: sha512(installer), size: installer.length }];
    const text = describeUpdate({ version: '0.2.0', path: 'Parley-0.2.0.exe', files });
    feed.files.set('/desktop/latest.yml', (response) => void response.end(text));
    feed.files.set('/desktop/Parley-0.2.0.exe', (response) => void response.end(installer));
    const desktop = await fixture.launch({
      home,
      environment: { PARLEY_DISABLE_UPDATES: '0', LOCALAPPDATA: path.join(home, 'cache') },
      double: { platform: 'win32', hosts: { [HOST]: feed.url } },
    });
    await call(desktop, 'checkForUpdates');
    await expect.poll(() => stateOf(desktop)).toEqual({ status: 'failed', reason: 'refused' });
    expect(feed.seen.map((request) => request.path)).toContain('/desktop/Parley-0.2.0.exe');
    await desktop.close();
  });

  it('E-85 looks nowhere when updates are switched off, or the AppImage cannot be replaced', async () => {
    const off = await fixture.launch({ home, environment: { PARLEY_DISABLE_UPDATES: '1', APPIMAGE: appImage } });
    expect(await call(off, 'checkForUpdates')).toEqual({ status: 'off', reason: 'switched_off' });
    await off.close();
    appImage = '/nowhere/Parley.AppImage';
    const readOnly = await launch();
    expect(await call(readOnly, 'checkForUpdates')).toEqual({ status: 'off', reason: 'read_only' });
    expect(feed.seen).toEqual([]);
    await readOnly.close();
  });
});

describe('in an app that looks again and again', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    await setUp();
    desktop = await launch();
    await signIn(desktop);
  });
  afterAll(async () => {
    await desktop.close();
    await tearDown();
  });

  it('E-79 a page that starts finds what the page of before was in the middle of, once', async () => {
    const shown = await desktop.run(async ({ page, window }) => {
      const write = async () => {
        const open = await page();
        await open.getByRole('link', { name: 'New task' }).first().click();
        await open.getByLabel('Title').fill('Half a thought');
      };
      const title = async () => {
        const open = await page();
        await open.waitForLoadState();
        return [new URL(open.url()).pathname, await open.getByLabel('Title').inputValue()];
      };
      await write();
      window().webContents.send('parley:event', { type: 'flush' });
      await (await page()).waitForFunction(() => localStorage.getItem('parley.kept-work') !== null);
      await window().loadURL('parley://app/');
      return [await title(), await (await page()).evaluate(() => localStorage.getItem('parley.kept-work'))];
    });
    expect(shown).toEqual([['/tasks/new', 'Half a thought'], null]);
  });

  it('E-79 the message that was being written to the assistant is in the composer again', async () => {
    const kept = await desktop.run(async ({ page, window }) => {
      const composer = async () => (await page()).locator('openai-chatkit').getByRole('textbox');
      await (await page()).getByRole('link', { name: 'Chat', exact: true }).first().click();
      await (await composer()).fill('remind me to call');
      window().webContents.send('parley:event', { type: 'flush' });
      await (await page()).waitForFunction(() => localStorage.getItem('parley.kept-work') !== null);
      await window().loadURL('parley://app/');
      await (await composer()).waitFor();
      await (
        await page()
      ).waitForFunction(
        () =>
          document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('[role="textbox"]')?.textContent !== '',
      );
      return [new URL((await page()).url()).pathname, (await (await composer()).innerText()).trim()];
    });
    expect(kept).toEqual(['/chat', 'remind me to call']);
  });

  it('E-78 says in dialogs what came of a look from the menu, and tries again when asked to', async () => {
    publish('0.1.0');
    await desktop.run(({ double, clickTray }) => {
      double.dialogAnswers.push(0);
      clickTray('updates');
    });
    await becomes(desktop, 'idle');
    await expect
      .poll(() => journal(desktop, 'dialog.showMessageBox'))
      .toMatchObject([[{ message: 'Parley is up to date.', detail: expect.stringMatching(/^0\.1\.0, \d/) }]]);
    expect((await desktop.run(({ trayMenu }) => trayMenu())).join()).toMatch(/Up to date: 0\.1\.0, \d/);
    feed.files.delete('/desktop/latest-linux.yml');
    await desktop.run(({ double, clickAppMenu }) => {
      double.dialogAnswers.push(0, 1);
      clickAppMenu('updates');
    });
    await expect
      .poll(async () => (await journal(desktop, 'dialog.showMessageBox')).slice(1))
      .toMatchObject([
        [{ message: 'Parley could not fetch the update.', buttons: ['Try again', 'Later'] }],
        [{ message: 'Parley could not fetch the update.' }],
      ]);
    expect(await desktop.run(({ trayMenu }) => trayMenu())).toContain('Update failed. Try again…');
  });

  it('E-85 E-89 tells a person whose system is too old, once, and opens the folder of the logs whatever the page says', async () => {
    publish('0.2.0', { minimumSystemVersion: '14.0' });
    await call(desktop, 'checkForUpdates');
    expect(await stateOf(desktop)).toEqual({ status: 'unsupported', version: '0.2.0', minimum: '14.0' });
    await call(desktop, 'checkForUpdates');
    await expect
      .poll(async () => (await desktop.run(({ notifications }) => notifications())).map(({ title }) => title))
      .toEqual(['Parley 0.2.0 needs a newer system']);
    await call(desktop, 'openLogFolder');
    expect(await journal(desktop, 'shell.openPath')).toEqual([[path.join(desktop.userData, 'logs')]]);
  });

  it('E-01 E-83 A-148 follows no redirect of the installer to plain http', async () => {
    const location = `${HOST.replace('https', 'http')}/desktop/${NAME}`;
    publish('0.2.0');
    const before = (await journal(desktop, 'net.request')).length;
    feed.files.set(`/desktop/${NAME}`, (response) => void response.writeHead(302, { location }).end());
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'failed');
    const asked = (await journal(desktop, 'net.request')).slice(before).flat();
    expect(asked).toEqual([`${HOST}/desktop/${NAME}`, location]);
    expect(feed.seen.filter((request) => request.path === `/desktop/${NAME}`)).toHaveLength(1);
    expect(await journal(desktop, 'webRequest.onBeforeRequest')).toContainEqual([{ urls: ['http://*/*'] }]);
    feed.files.set(`/desktop/${NAME}`, (response) => void response.end(installer));
  });

  it('E-78 is said in no notification while those are not wanted, and afterwards', async () => {
    const said = () => desktop.run(({ notifications }) => notifications().length);
    const before = await said();
    await changeSettings(desktop, { notifications: false });
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    expect(await said()).toBe(before);
    await changeSettings(desktop, { notifications: true });
    await desktop.run(({ window }) => window().show());
    await expect.poll(said).toBe(before + 1);
  });

  it('E-79 keeps what is being written, replaces the app, and starts it', async () => {
    await call(desktop, 'checkForUpdates');
    await becomes(desktop, 'ready');
    await desktop.run(async ({ page }) => {
      const shown = await page();
      await shown.getByRole('link', { name: 'New task' }).first().click();
      await shown.getByLabel('Title').fill('Half a thought');
    });
    await call(desktop, 'restartToUpdate').catch(() => undefined);
    expect(await desktop.exited).toBe(0);
    expect((await readFile(appImage)).equals(installer)).toBe(true);
    expect((await stat(appImage)).mode & 0o111).not.toBe(0);
    await expect.poll(() => readFile(path.join(home, 'started'), 'utf8').catch(() => '')).toContain('Parley.AppImage');
  });
});
