import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { type RealApp, launchApp } from './launch-app.ts';

let real: RealApp;

const signIn = async (): Promise<unknown> => {
  const page = await real.app.firstWindow();
  return page.evaluate(() => window.parley?.signIn({ email: 'alice@example.com', password: 'correct horse' }));
};

test.afterEach(() => real?.close());

test('starts in time, and shows the app from its own origin', async () => {
  const before = Date.now();
  real = await launchApp();
  const page = await real.app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  expect(Date.now() - before).toBeLessThan(10_000);
  expect(page.url()).toBe('parley://app/');
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(await page.evaluate(() => [isSecureContext, location.origin])).toEqual([true, 'parley://app']);
});

test('E-04 runs its pages in a sandbox, with a bridge and nothing else', async () => {
  real = await launchApp();
  const page = await real.app.firstWindow();
  expect(await page.evaluate(() => [typeof window.parley, typeof Reflect.get(window, 'require')])).toEqual([
    'object',
    'undefined',
  ]);
});

test('E-07 E-26 is held to its content security policy', async () => {
  real = await launchApp();
  const page = await real.app.firstWindow();
  const wasRun = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.wasRun = true';
    document.body.append(script);
    return 'wasRun' in window;
  });
  expect(wasRun).toBe(false);
});

test('streams an answer as it is made, and stops it when the page stops listening', async () => {
  real = await launchApp();
  await signIn();
  let wasClosed = false;
  real.api.script('POST /api/user-1/chat', async (_request, response) => {
    response.on('close', () => (wasClosed = true));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let count = 0; !response.destroyed; count += 1) {
      response.write(`data: ${count}\n\n`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  const page = await real.app.firstWindow();
  const spread = await page.evaluate(async () => {
    const aborter = new AbortController();
    const response = await fetch('/api/user-1/chat', { method: 'POST', body: '{}', signal: aborter.signal });
    const reader = response.body?.getReader();
    const times: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      await reader?.read();
      times.push(performance.now());
    }
    aborter.abort();
    return (times[3] ?? 0) - (times[0] ?? 0);
  });
  expect(spread).toBeGreaterThan(90);
  await expect.poll(() => wasClosed).toBe(true);
});

test('E-51 keeps the session over a restart, or in memory where there is no keyring', async () => {
  real = await launchApp();
  expect(await signIn()).toMatchObject({ ok: true });
  const page = await real.app.firstWindow();
  const state = await page.evaluate(() => window.parley?.getState());
  const file = path.join(real.profile, 'sessions.json');
  expect(existsSync(file)).toBe(state?.sessionStorage === 'keyring');
  if (existsSync(file)) expect(await readFile(file, 'utf8')).not.toContain(real.api.secrets.session);
});

test('E-51 stores nothing with the basic password store', async () => {
  test.skip(process.platform !== 'linux', 'Only Linux has a choice of password stores.');
  real = await launchApp({ arguments: ['--password-store=basic'] });
  await signIn();
  expect(existsSync(path.join(real.profile, 'sessions.json'))).toBe(false);
});

test('opens a deep link it was started with', async () => {
  real = await launchApp({ arguments: ['parley://task/12'] });
  await signIn();
  const page = await real.app.firstWindow();
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/tasks/12');
});

test('opens a deep link while it runs', async () => {
  real = await launchApp();
  await signIn();
  await real.app.evaluate(({ app }) => void app.emit('second-instance', {}, [], '', { argv: ['parley://chat/abc'] }));
  const page = await real.app.firstWindow();
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/chat/abc');
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

test('uses a handful of processes', async () => {
  real = await launchApp();
  await real.app.firstWindow();
  const kinds = await real.app.evaluate(({ app }) => app.getAppMetrics().map(({ type }) => type));
  expect(kinds.filter((type) => type !== 'Tab').length).toBeLessThanOrEqual(12);
});

test('A-138 gives the frame of the hosted chat no bridge', async () => {
  real = await launchApp();
  const page = await real.app.firstWindow();
  await page.route('https://cdn.platform.openai.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<body>chat</body>' }),
  );
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://cdn.platform.openai.com/chat.html';
    document.body.append(frame);
  });
  await expect.poll(() => page.frames().length).toBe(2);
  expect(await page.frames()[1]?.evaluate(() => typeof window.parley)).toBe('undefined');
});
