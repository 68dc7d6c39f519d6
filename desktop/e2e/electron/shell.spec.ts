import { expect, test } from 'playwright/test';
import { scriptedTask } from '../../../server/testing/scripted-task.ts';
import { type RealApp, askPage, launchApp, signIn } from './launch-app.ts';
import { clickNotification, clickTray, clickTrayItem, countNotifications } from './watch-shell.ts';

const MAX_MEMORY_KB = 700_000;
const QUIT_MS = 5_000;
const HEADING = `document.querySelector('h1')?.textContent ?? null`;
/** Not the page that was there, with its bridge, and what it shows. */
const SIGN_IN_PAGE = [undefined, 'object', 'Sign in to Parley'];

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
  real.api.reminders.push(scriptedTask({ title: 'Call the bank', due_at: new Date().toISOString() }));
  await signIn(real);
  await expect.poll(() => countNotifications(real.app)).toBe(1);
  await clickNotification(real.app);
  const page = await real.app.firstWindow();
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/tasks/12');
});

test('survives sleep', async () => {
  real = await launchApp();
  await real.app.firstWindow();
  await real.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  await expect.poll(() => askPage(real, 'location.href')).toBe('parley://app/');
});

test('E-76 F-51 brings its page back after a crash, and an error page after the next', async () => {
  real = await launchApp();
  await expect.poll(() => askPage(real, HEADING)).not.toBeNull();
  const crash = () =>
    real.app.evaluate(({ BrowserWindow }) => {
      const [main] = BrowserWindow.getAllWindows().filter((window) => window.getTitle() !== 'Parley quick add');
      main?.webContents.forcefullyCrashRenderer();
    });
  await askPage(real, 'globalThis.isOld = true');
  await crash();
  await expect.poll(() => askPage(real, `[globalThis.isOld, typeof parley, ${HEADING}]`)).toEqual(SIGN_IN_PAGE);
  await crash();
  await expect.poll(() => askPage(real, 'location.pathname')).toBe('/crashed.html');
});

test('E-76 F-51 replaces a page that hangs', async () => {
  real = await launchApp();
  await expect.poll(() => askPage(real, HEADING)).not.toBeNull();
  await askPage(real, 'globalThis.isOld = true; setTimeout(() => { for (;;); }, 0)');
  await expect.poll(() => askPage(real, '1')).toBeNull();
  await real.app.evaluate(({ BrowserWindow, dialog }) => {
    // A person takes the second button; Chromium asks after half a minute of clicks that nobody answers.
    Object.assign(dialog, { showMessageBox: async () => ({ response: 1, checkboxChecked: false }) });
    const [main] = BrowserWindow.getAllWindows().filter((window) => window.getTitle() !== 'Parley quick add');
    main?.emit('unresponsive');
  });
  await expect.poll(() => askPage(real, `[globalThis.isOld, typeof parley, ${HEADING}]`)).toEqual(SIGN_IN_PAGE);
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
