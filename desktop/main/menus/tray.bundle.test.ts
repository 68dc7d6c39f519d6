import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { scriptedTask } from '../../../server/testing/scripted-task.ts';

const fixture = useDesktop();
const TASK = scriptedTask({ title: 'Pay R&D\tinvoice', due_at: '2026-11-20T17:00:00Z', due: 'today at 5 PM' });

describe('the tray', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch();
  });
  afterAll(() => desktop.close());
  const menu = () => desktop.run(({ trayMenu }) => trayMenu());

  it('E-61 offers to sign in while nobody is signed in', async () => {
    expect(await menu()).toEqual([
      'Open Parley',
      'Sign in…',
      '-',
      'Pause notifications',
      '  For 1 hour',
      '  Until tomorrow',
      'Settings…',
      'Check for updates…',
      '-',
      'Quit Parley',
    ]);
  });

  it('E-61 A-154 shows what is due today, its labels harmless, once somebody is signed in', async () => {
    fixture.api().tasks.push(TASK);
    await signIn(desktop);
    await desktop.run(({ waitFor, trayMenu }) =>
      waitFor(() => trayMenu().some((label) => label.startsWith('Due today'))),
    );
    expect(await menu()).toEqual([
      'Open Parley',
      'New chat',
      'Quick add…',
      '-',
      'Due today: 1',
      'Pay R&&D invoice',
      '  Mark as done',
      '  Open',
      '-',
      'Pause notifications',
      '  For 1 hour',
      '  Until tomorrow',
      'Settings…',
      'Check for updates…',
      '-',
      'Quit Parley',
    ]);
    expect(await desktop.run(({ tray, app }) => [tray().tooltip, app.getBadgeCount()])).toEqual([
      'Parley: 1 due today',
      1,
    ]);
  });

  it('E-61 does not call due today what is late', async () => {
    fixture.api().tasks.push({ ...TASK, id: 13, title: 'Taxes', overdue: true });
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await expect.poll(menu).toContain('Due today: 1 · Overdue: 1');
    expect(await desktop.run(({ tray }) => tray().tooltip)).toBe('Parley: 1 due today, 1 overdue');
    fixture.api().tasks.pop();
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await expect.poll(menu).toContain('Due today: 1');
  });

  it('completes a task with one click', async () => {
    fixture.api().seen.length = 0;
    await desktop.run(({ clickTray }) => clickTray('complete-12'));
    await expect
      .poll(() => fixture.api().seen.find(({ method }) => method === 'PATCH')?.body)
      .toBe('{"status":"completed"}');
  });

  it('opens a task, a new chat and the settings in the page', async () => {
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const opened: unknown[] = [];
        Reflect.set(window, 'opened', opened);
        await window.parley?.onOpen((target) => opened.push(target));
      }),
    );
    for (const id of ['open-12', 'new-chat', 'settings'])
      await desktop.run(({ clickTray }, item) => clickTray(item), id);
    const opened = () =>
      desktop.run(async ({ page }) => (await page()).evaluate(() => Reflect.get(window, 'opened') as unknown[]));
    await expect.poll(opened).toEqual([{ kind: 'task', id: 12 }, { kind: 'chat', id: null }, { kind: 'settings' }]);
  });

  it('pauses notifications and offers to resume them', async () => {
    await desktop.run(({ clickTray }) => clickTray('pause-hour'));
    const labels = async (): Promise<string> => (await menu()).join('\n');
    await expect.poll(labels).toMatch(/^Resume notifications \(paused until .*\d:\d\d.*\)$/m);
    await desktop.run(({ clickTray }) => clickTray('resume'));
    await expect.poll(menu).toContain('Pause notifications');
  });

  it('E-61 says in menu and tooltip that the server is away, and no longer when it is back', async () => {
    const ask = () =>
      desktop.run(async ({ page }) => (await page()).evaluate(async () => (await fetch('/api/user-1/tasks')).status));
    const tooltip = () => desktop.run(({ tray }) => tray().tooltip);
    await fixture.api().goDown();
    await ask();
    await expect.poll(menu).toContain('Parley’s server is not answering');
    await expect.poll(tooltip).toContain(', server away');
    await fixture.api().comeBack();
    await ask();
    await expect.poll(menu).not.toContain('Parley’s server is not answering');
    await expect.poll(tooltip).not.toContain('server away');
  });

  it('E-62 is still there after the memory was tidied', async () => {
    expect(
      await desktop.run(async ({ tray }) => {
        for (let round = 0; round < 3; round += 1) {
          globalThis.gc?.();
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        return tray().tooltip;
      }),
    ).toContain('Parley');
  });

  it('E-63 shows and hides the window on a click, once for a double click', async () => {
    const visibility = await desktop.run(async ({ tray, window }) => {
      const seen: boolean[] = [];
      window().show();
      for (const wait of [0, 0, 400]) {
        // Both halves of a double click come at once, however busy this machine is.
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        tray().emit('click');
        seen.push(window().isVisible());
      }
      return seen;
    });
    expect(visibility).toEqual([false, false, true]);
  });

  it('E-74 has a menu bar without developer tools, with everything people look for there', async () => {
    const bar = await desktop.run(({ appMenu }) => appMenu());
    expect(bar).toEqual(
      expect.arrayContaining(['&File', '  New chat', '  New task', '&Edit', '&Window', '  Export diagnostics…']),
    );
    expect(bar).not.toEqual(expect.arrayContaining(['  Developer tools']));
  });
});
