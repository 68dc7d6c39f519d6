import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, signIn, useDesktop } from '../../testing/desktop-fixture.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('crashes', () => {
  it('E-76 F-51 the page comes back by itself once, and asks when it happens again', async () => {
    const desktop = await fixture.launch({ home });
    const loads = () =>
      callsOf(desktop, 'webContents.loadURL').then((calls) => calls.filter(([url]) => url === 'parley://app/').length);
    const crash = () =>
      desktop.run(
        ({ window }) => void window().webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }),
      );
    expect(await loads()).toBe(1);
    await crash();
    await expect.poll(loads).toBe(2);
    await desktop.run(({ double }) => double.dialogAnswers.push(2));
    await crash();
    await expect.poll(loads).toBe(3);
    expect(await callsOf(desktop, 'dialog.showMessageBox')).toMatchObject([
      [{ buttons: ['Reload', 'Quit', 'Copy details'] }],
    ]);
    expect(await desktop.run(({ double }) => double.clipboard)).toMatch(/^Parley 0\.1\.0 linux \w+: crashed$/);
    await desktop.close();
  });

  it('E-76 a page that hangs can be waited for or loaded again', async () => {
    const desktop = await fixture.launch({ home });
    await desktop.run(({ double, window }) => {
      double.dialogAnswers.push(1);
      window().emit('unresponsive');
    });
    await expect.poll(async () => (await callsOf(desktop, 'webContents.loadURL')).length).toBe(3);
    await desktop.close();
  });

  it('E-86 E-87 leaves when something in main is beyond repair, says so, and starts again when asked to', async () => {
    const desktop = await fixture.launch({ home });
    await desktop.run(({ double }) => {
      double.dialogAnswers.push(0);
      double.events.on('exit', () =>
        process.send?.({
          id: -1,
          value: double.journal.filter(({ call }) => /MessageBoxSync|relaunch/.test(call)).map(({ call }) => call),
        }),
      );
      setImmediate(() => {
        throw new Error('broken');
      });
    });
    const last = new Promise((resolve) => {
      desktop.process.on('message', (message: { id?: number; value?: unknown }) => {
        if (message.id === -1) resolve(message.value);
      });
    });
    expect(await desktop.exited).toBe(1);
    expect(await last).toEqual(['dialog.showMessageBoxSync', 'app.relaunch']);
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
