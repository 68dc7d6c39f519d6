import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const journal = (desktop: DesktopUnderTest, call: string) =>
  desktop.run(
    ({ double }, name) => double.journal.filter((entry) => entry.call === name).map((entry) => entry.arguments),
    call,
  );
describe('crashes', () => {
  it('E-76 F-51 the page comes back by itself once, and asks when it happens again', async () => {
    const desktop = await fixture.launch({ home });
    const loads = () =>
      journal(desktop, 'webContents.loadURL').then((calls) => calls.filter(([url]) => url === 'parley://app/').length);
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
    expect(await journal(desktop, 'dialog.showMessageBox')).toMatchObject([
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
    await expect.poll(async () => (await journal(desktop, 'webContents.loadURL')).length).toBe(3);
    await desktop.close();
  });

  it('E-87 leaves when something in main is beyond repair, and says so', async () => {
    const desktop = await fixture.launch({ home });
    await desktop.run(
      () =>
        void setImmediate(() => {
          throw new Error('broken');
        }),
    );
    expect(await desktop.exited).toBe(1);
    expect(await readFile(path.join(home, 'profile/logs/parley.log'), 'utf8')).toContain('broken');
    await desktop.close();
  });

  it('E-89 exports logs and versions in which nobody is named', async () => {
    const desktop = await fixture.launch({ home });
    await signIn(desktop);
    await desktop.run(async ({ page }) => (await page()).evaluate(() => fetch('/api/user-1/x?secret=1')));
    const target = path.join(home, 'diagnostics.zip');
    await desktop.run(({ double }, file) => void double.dialogAnswers.push(file), target);
    const result = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => window.parley?.exportDiagnostics()),
    );
    expect(result).toEqual({ ok: true });
    const files = unzipSync(await readFile(target));
    const about = Buffer.from(files['about.json'] ?? []).toString('utf8');
    expect(JSON.parse(about)).toMatchObject({ version: '0.1.0', platform: 'linux', accounts: 1 });
    expect(about).not.toMatch(/alice|user-1/i);
    await desktop.close();
  });
});
