import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, changeSettings, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { findAxeProblems, goTo, waitForText } from '../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop({ canCrash: true });
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const crash = (desktop: DesktopUnderTest) =>
  desktop.run(async ({ page, double, waitFor }) => {
    const loads = () => double.journal.filter(({ call }) => call === 'webContents.loadURL').length;
    const before = loads();
    const shown = await page();
    const cdp = await shown.context().newCDPSession(shown);
    // The answer never comes: whoever would send it is gone.
    void cdp.send('Page.crash').catch(() => undefined);
    await waitFor(() => loads() > before);
  });
const address = (desktop: DesktopUnderTest) => desktop.run(({ window }) => window().webContents.getURL());
const click = (desktop: DesktopUnderTest, name: string) =>
  desktop.run(async ({ page }, label) => (await page()).getByRole('button', { name: label }).click(), name);
describe('crashes', () => {
  it('E-76 E-94 F-51 the page comes back by itself once, where it was, and an error page without accessibility problems after the second time', async () => {
    const desktop = await fixture.launch({ home });
    await goTo(desktop, '/tasks');
    await crash(desktop);
    await waitForText(desktop, 'Sign in to Parley');
    expect(await address(desktop)).toBe('parley://app/tasks');
    await crash(desktop);
    await waitForText(desktop, 'Parley’s window crashed twice in a minute');
    for (const theme of ['light', 'dark'] as const) {
      await changeSettings(desktop, { theme });
      expect(await findAxeProblems(desktop), theme).toEqual([]);
    }
    await click(desktop, 'Copy details');
    await waitForText(desktop, 'The details were copied.');
    expect(await desktop.run(({ double }) => double.clipboard)).toMatch(/^Parley 0\.1\.0 linux \w+: crashed$/);
    await click(desktop, 'Reload');
    await waitForText(desktop, 'Sign in to Parley');
    expect(await address(desktop)).toBe('parley://app/');
    expect(await callsOf(desktop, 'dialog.showMessageBox')).toEqual([]);
    await desktop.close();
  });

  it('E-76 the error page speaks the person’s language, and can quit', async () => {
    const desktop = await fixture.launch({ home, double: { languages: ['de-DE'] } });
    await crash(desktop);
    await waitForText(desktop, 'Bei Parley anmelden');
    await crash(desktop);
    await waitForText(desktop, 'Das Fenster von Parley ist zweimal in einer Minute abgestürzt');
    await desktop.run(({ page }) => {
      setImmediate(() => void page().then((shown) => shown.getByRole('button', { name: 'Parley beenden' }).click()));
    });
    expect(await desktop.exited).toBe(0);
    await desktop.close();
  });
});

describe('an app that goes on', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch();
  });
  afterAll(() => desktop.close());

  it('E-76 no page but the error page can quit or reload the app that way', async () => {
    const loads = async () => (await callsOf(desktop, 'webContents.loadURL')).length;
    const before = await loads();
    for (const choice of ['quit', 'reload', 'copy'] as const) {
      await desktop.run(
        async ({ page }, wanted) => (await page()).evaluate((each) => window.parley?.recover({ choice: each }), wanted),
        choice,
      );
    }
    expect(await loads()).toBe(before);
    expect(await callsOf(desktop, 'app.quit')).toEqual([]);
    expect(await desktop.run(({ double }) => double.clipboard)).toBe('');
  });

  it('E-87 goes on after a rejection nobody handled, and counts them in the log', async () => {
    await desktop.run(() => {
      void Promise.reject(new Error('first'));
      void Promise.reject(new Error('second'));
    });
    const log = () => readFile(path.join(desktop.userData, 'logs/parley.log'), 'utf8').catch(() => '');
    await expect.poll(log).toMatch(/first[\s\S]*"count":1[\s\S]*second[\s\S]*"count":2/);
    expect(desktop.process.exitCode).toBeNull();
  });

  it('E-76 F-51 a page that hangs can be waited for or is replaced, and nobody is asked twice at once', async () => {
    const ended = () => callsOf(desktop, 'webContents.forcefullyCrashRenderer');
    const loads = async () => (await callsOf(desktop, 'webContents.loadURL')).length;
    const asked = async () => (await callsOf(desktop, 'dialog.showMessageBox')).length;
    const before = await loads();
    await desktop.run(({ double, window }) => {
      double.dialogAnswers.push('wait');
      window().emit('unresponsive');
      window().emit('unresponsive');
      window().emit('responsive');
    });
    expect(await asked()).toBe(1);
    expect(await ended()).toEqual([]);
    await desktop.run(({ double, window }) => {
      double.dialogAnswers.push(1);
      window().emit('unresponsive');
    });
    await expect.poll(ended).toHaveLength(1);
    // A page that is loaded before this one is gone is lost with it, in Electron as in the double.
    await expect.poll(loads).toBe(before + 1);
    await waitForText(desktop, 'Sign in to Parley');
    expect(await asked()).toBe(2);
    // Ending it was no crash: the next one is the first.
    await crash(desktop);
    await waitForText(desktop, 'Sign in to Parley');
    expect(await address(desktop)).toBe('parley://app/');
  });
});

describe('graphics that keep crashing', () => {
  const crashGpu = (desktop: DesktopUnderTest, times: number, answer?: number) =>
    desktop.run(
      ({ app, double }, given) => {
        if (given.answer !== null) double.dialogAnswers.push(given.answer);
        for (let time = 0; time < given.times; time += 1)
          app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
      },
      { times, answer: answer ?? null },
    );
  const isOff = async (desktop: DesktopUnderTest) =>
    (await callsOf(desktop, 'app.disableHardwareAcceleration')).length === 1;

  it('E-76 F-51 are switched off for good when somebody agrees, and on again in the settings', async () => {
    const appImage = path.join(home, 'Parley.AppImage');
    const desktop = await fixture.launch({ home, environment: { APPIMAGE: appImage } });
    expect(await isOff(desktop)).toBe(false);
    await crashGpu(desktop, 2);
    expect(await callsOf(desktop, 'dialog.showMessageBox')).toEqual([]);
    await desktop.run(({ double }) => {
      double.events.on('exit', () => {
        const value = double.journal.filter(({ call }) => call === 'app.relaunch').map((entry) => entry.arguments);
        process.send?.({ id: -1, value });
      });
    });
    const relaunches = new Promise((resolve) => {
      desktop.process.on('message', (message: { id?: number; value?: unknown }) => {
        if (message.id === -1) resolve(message.value);
      });
    });
    await crashGpu(desktop, 1, 0);
    expect(await desktop.exited).toBe(0);
    expect(await relaunches).toEqual([[{ execPath: appImage }]]);
    await desktop.close();
    const again = await fixture.launch({ home });
    expect(await isOff(again)).toBe(true);
    expect(await callsOf(again, 'app.commandLine.appendSwitch')).toContainEqual(['disable-gpu', '']);
    await changeSettings(again, { hardwareAcceleration: true });
    await again.close();
    const third = await fixture.launch({ home });
    expect(await isOff(third)).toBe(false);
    await third.close();
  });

  it('E-76 are asked about again at the next start when the app went down with them', async () => {
    const desktop = await fixture.launch({ home });
    await crashGpu(desktop, 3);
    await expect
      .poll(() => readFile(path.join(home, 'profile/profile.json'), 'utf8').catch(() => ''))
      .toContain('"isGpuFailing": true');
    expect(await readFile(path.join(home, 'profile/logs/parley.log'), 'utf8')).toContain('"type":"GPU"');
    desktop.process.kill('SIGKILL');
    await desktop.exited;
    const again = await fixture.launch({ home });
    const asked = async () => (await callsOf(again, 'dialog.showMessageBox')).map(([options]) => options);
    expect(await asked()).toMatchObject([{ message: 'Parley’s graphics keep crashing.' }]);
    await again.run(({ double }) => void (double.gaps.length = 0));
    await again.close();
  });
});

describe('what is left when something breaks', () => {
  it('E-86 E-87 leaves when something in main is beyond repair, says so, and starts again when asked to', async () => {
    const appImage = path.join(home, 'Parley.AppImage');
    const desktop = await fixture.launch({ home, environment: { APPIMAGE: appImage } });
    const last = new Promise((resolve) => {
      desktop.process.on('message', (message: { id?: number; value?: unknown }) => {
        if (message.id === -1) resolve(message.value);
      });
    });
    await desktop.run(({ double }) => {
      double.dialogAnswers.push(0);
      double.events.on('exit', () =>
        process.send?.({
          id: -1,
          value: double.journal
            .filter(({ call }) => /MessageBoxSync|relaunch/.test(call))
            .map((entry) => [entry.call, entry.arguments.at(-1)]),
        }),
      );
      setImmediate(() => {
        throw new Error('broken');
      });
    });
    expect(await desktop.exited).toBe(1);
    expect(await last).toEqual([
      ['dialog.showMessageBoxSync', expect.anything()],
      ['app.relaunch', { execPath: appImage }],
    ]);
    expect(await readFile(path.join(home, 'profile/logs/parley.log'), 'utf8')).toContain('broken');
    await desktop.close();
  });

  it('E-86 E-89 exports logs, versions and the last errors, in which nobody is named, and no crash dump', async () => {
    await mkdir(path.join(home, 'profile/logs'), { recursive: true });
    await mkdir(path.join(home, 'profile/Crashpad/completed'), { recursive: true });
    await writeFile(path.join(home, 'profile/Crashpad/completed/1.dmp'), 'CANARY');
    await writeFile(
      path.join(home, 'profile/logs/parley.log.5'),
      `${'{"level":50,"time":"1","msg":"old"}\n'.repeat(30)}`,
    );
    await writeFile(path.join(home, 'profile/logs/notes.txt'), 'CANARY');
    const desktop = await fixture.launch({ home });
    await signIn(desktop);
    await desktop.run(async ({ page }) => (await page()).evaluate(() => fetch('/api/user-1/x?secret=1')));
    // A call that is refused is one of the errors.
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const settings: object = { theme: 'CANARY' };
        await window.parley?.updateSettings(settings).catch(() => undefined);
      }),
    );
    const target = path.join(home, 'diagnostics.zip');
    await desktop.run(({ double }, file) => void double.dialogAnswers.push(file), target);
    const result = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => window.parley?.exportDiagnostics()),
    );
    expect(result).toEqual({ ok: true });
    const files = Object.entries(unzipSync(await readFile(target))).map(([name, data]): [string, string] => [
      name,
      Buffer.from(data).toString('utf8'),
    ]);
    expect(files.map(([name]) => name).toSorted()).toEqual([
      'about.json',
      'errors.json',
      'logs/parley.log',
      'logs/parley.log.5',
    ]);
    const texts = new Map(files);
    expect(JSON.parse(texts.get('about.json') ?? '')).toMatchObject({
      version: '0.1.0',
      platform: 'linux',
      accounts: 1,
      isBuiltInServer: true,
      versions: { node: process.versions.node },
    });
    const errors: unknown[] = JSON.parse(texts.get('errors.json') ?? '');
    expect(errors).toHaveLength(20);
    expect(errors.at(-1)).toMatchObject({ msg: 'a call with the wrong input was refused' });
    for (const [name, text] of files) expect(text, name).not.toMatch(/alice|user-1|CANARY|127\.0\.0\.1|secret=/i);
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    await desktop.close();
  });
});
