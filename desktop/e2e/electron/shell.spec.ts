import { expect, test } from 'playwright/test';
import { type RealApp, launchApp, signIn } from './launch-app.ts';
import { clickNotification, clickTray, clickTrayItem, countNotifications } from './watch-shell.ts';

const MAX_MEMORY_KB = 700_000;
const QUIT_MS = 5_000;

let real: RealApp;
test.afterEach(() => real?.close());

test('E-62 a click on the tray brings the window, or its menu does', async () => {
  real = await launchApp({ arguments: ['--hidden'] });
  await real.app.firstWindow();
  const isVisible = () =>
    real.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
  expect(await isVisible()).toBe(false);
  if (process.platform === 'darwin') await clickTrayItem(real.app, 'open');
  else await clickTray(real.app);
  await expect.poll(isVisible).toBe(true);
});

test('E-63 hides to the tray instead of closing, and comes back', async () => {
  real = await launchApp();
  await real.app.firstWindow();
  const isVisible = () =>
    real.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
  await expect.poll(isVisible).toBe(true);
  await real.app.evaluate(({ BrowserWindow, dialog }) => {
    // The notice of the first time waits for a person.
    Object.assign(dialog, { showMessageBox: async () => ({ response: 0, checkboxChecked: true }) });
    for (const window of BrowserWindow.getAllWindows()) if (window.isVisible()) window.close();
  });
  await expect.poll(isVisible).toBe(false);
  await real.app.evaluate(({ app }) => void app.emit('activate', {}, false));
  await expect.poll(isVisible).toBe(true);
});

test('E-66 quick add shows within 100 ms', async () => {
  real = await launchApp();
  await real.app.firstWindow();
  // It is made ready once the main window has something to show.
  await expect.poll(() => real.app.windows().length).toBe(2);
  const took = await real.app.evaluate(async ({ BrowserWindow }) => {
    const quickAdd = BrowserWindow.getAllWindows().find((window) => window.getTitle() === 'Parley quick add');
    const before = performance.now();
    const shown = new Promise<void>((resolve) => void quickAdd?.once('show', () => resolve()));
    quickAdd?.show();
    await shown;
    return performance.now() - before;
  });
  expect(took).toBeLessThan(100);
});

test('E-69 E-70 a click on a reminder opens its task', async () => {
  real = await launchApp();
  real.api.reminders.push({ id: 12, title: 'Call the bank', due_at: new Date().toISOString(), due_is_date: false });
  await signIn(real);
  await expect.poll(() => countNotifications(real.app)).toBe(1);
  await clickNotification(real.app);
  const page = await real.app.firstWindow();
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/tasks/12');
});

test('survives sleep, and a crash of its page', async () => {
  real = await launchApp();
  const page = await real.app.firstWindow();
  await real.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  await real.app.evaluate(({ BrowserWindow }) => {
    const [main] = BrowserWindow.getAllWindows().filter((window) => window.getTitle() !== 'Parley quick add');
    main?.webContents.forcefullyCrashRenderer();
  });
  await expect
    .poll(() =>
      real.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().every((window) => !window.webContents.isCrashed()),
      ),
    )
    .toBe(true);
  expect(page.isClosed()).toBe(false);
});

test('uses a handful of processes, and not all of the memory', async () => {
  real = await launchApp();
  await signIn(real);
  // Quick add is made ready once the main window has something to show.
  await expect.poll(() => real.app.windows().length).toBe(2);
  const metrics = await real.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ type, memory }) => ({ type, kilobytes: memory.workingSetSize })),
  );
  expect(metrics.filter(({ type }) => type === 'Tab')).toHaveLength(2);
  expect(metrics.length).toBeLessThanOrEqual(8);
  expect(metrics.reduce((sum, { kilobytes }) => sum + kilobytes, 0)).toBeLessThan(MAX_MEMORY_KB);
});

test('quits in time, and its window does not keep it', async () => {
  real = await launchApp();
  await real.app.firstWindow();
  expect(await real.quit()).toBeLessThan(QUIT_MS);
});
