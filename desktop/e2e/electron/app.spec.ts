import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright/test';
import { expect, test } from 'playwright/test';
import { type RealApp, launchApp, signIn } from './launch-app.ts';

let real: RealApp;

/** What axe holds against a page that matters. */
const findSerious = async (page: Page): Promise<string[]> => {
  const { violations } = (await page.evaluate(
    `${axe.source}; axe.run(document, { resultTypes: ['violations'] })`,
  )) as AxeResults;
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id);
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

test('mounts the chat on its own origin', async () => {
  real = await launchApp();
  await signIn(real);
  const page = await real.app.firstWindow();
  // A new chat has a link as well, and its name has this one in it.
  await page.getByRole('navigation').getByRole('link', { name: 'Chat', exact: true }).click();
  await expect(page.locator('openai-chatkit').getByRole('textbox')).toBeVisible();
  expect(page.url()).toMatch(/^parley:\/\/app\/chat/);
});

test('E-94 has nothing serious against it: signing in, dashboard, tasks, chat, profile', async () => {
  real = await launchApp();
  const page = await real.app.firstWindow();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await findSerious(page)).toEqual([]);
  await signIn(real);
  for (const name of ['Dashboard', 'Tasks', 'Chat', 'Profile']) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
    expect(await findSerious(page), name).toEqual([]);
  }
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
  await signIn(real);
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
  expect(await signIn(real)).toMatchObject({ ok: true });
  const page = await real.app.firstWindow();
  const state = await page.evaluate(() => window.parley?.getState());
  const file = path.join(real.profile, 'sessions.json');
  expect(existsSync(file)).toBe(state?.sessionStorage === 'keyring');
  if (existsSync(file)) expect(await readFile(file, 'utf8')).not.toContain(real.api.secrets.session);
});

test('E-51 E-52 finds the session of before after a restart, where there is a keyring', async () => {
  const first = await launchApp();
  real = first;
  await signIn(real);
  const page = await first.app.firstWindow();
  const storage = await page.evaluate(async () => (await window.parley?.getState())?.sessionStorage);
  await first.quit();
  await first.close();
  real = await launchApp({ profile: first.profile });
  const next = await real.app.firstWindow();
  const account = () => next.evaluate(async () => (await window.parley?.getState())?.account?.email ?? null);
  await expect.poll(account).toBe(storage === 'keyring' ? 'alice@example.com' : null);
});

test('E-51 stores nothing with the basic password store', async () => {
  test.skip(process.platform !== 'linux', 'Only Linux has a choice of password stores.');
  real = await launchApp({ arguments: ['--password-store=basic'] });
  await signIn(real);
  expect(existsSync(path.join(real.profile, 'sessions.json'))).toBe(false);
});

test('opens a deep link it was started with', async () => {
  real = await launchApp({ arguments: ['parley://task/12'] });
  await signIn(real);
  const page = await real.app.firstWindow();
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/tasks/12');
});

test('opens a deep link while it runs', async () => {
  real = await launchApp();
  await signIn(real);
  // The packed app gets it from a second process; here macOS tells by an event, the others by arguments.
  await real.app.evaluate(({ app }) => {
    if (process.platform === 'darwin') app.emit('open-url', { preventDefault: () => undefined }, 'parley://chat/abc');
    else app.emit('second-instance', {}, [], '', { argv: ['parley://chat/abc'] });
  });
  const page = await real.app.firstWindow();
  await expect.poll(() => page.evaluate(() => location.pathname)).toBe('/chat/abc');
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
