import type { Browser, Page } from 'playwright/test';
import { startEmbeddedPostgres } from '../../server/database/embedded/embedded-postgres.ts';
import { createLogger } from '../../server/ground/logger.ts';
import { TcpProxy } from '../../server/testing/tcp-proxy.ts';
import { makeDataDir, removeDataDir, startParley, type ParleyServer } from './parley-server.ts';
import { startSlowModel, type SlowModel } from './slow-model.ts';
import { composerOf, expect, say, signUp, test } from './test.ts';

/** Two instances on one database, with a model that answers as slowly as a test likes. */
test.describe.configure({ mode: 'serial' });

let model: SlowModel;
/** To the first instance; it can be cut. */
let wire: TcpProxy;
let instances: readonly [ParleyServer, ParleyServer];
const stops: (() => Promise<void>)[] = [];

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const directories = [await makeDataDir(), await makeDataDir(), await makeDataDir()] as const;
  const postgres = await startEmbeddedPostgres(directories[0], createLogger('silent'));
  model = await startSlowModel();
  wire = new TcpProxy(() => Number(new URL(instances[0].url).port));
  await wire.mend();
  const env = {
    ...model.env,
    DATABASE_URL: postgres.url,
    BETTER_AUTH_SECRET: 'a secret that only these tests ever use',
    // Tokens name who signed them: both instances are the same.
    BETTER_AUTH_URL: `http://127.0.0.1:${wire.port}`,
  };
  const first = await startParley({ dataDir: directories[1], env });
  instances = [first, await startParley({ dataDir: directories[2], env })];
  stops.push(
    () => wire.cut(),
    model.stop,
    ...instances.map((each) => () => each.stop()),
    postgres.stop,
    ...directories.map((each) => () => removeDataDir(each)),
  );
});
test.afterAll(async () => {
  for (const stop of stops) await stop();
});
test.afterEach(() => model.end());

const answerOf = (page: Page) => page.locator('openai-chatkit .assistant');
const stopButton = (page: Page) => page.getByRole('button', { name: 'Stop responding' });
const cut = (page: Page) => page.getByText('This reply was interrupted.');

/** Somebody new at the first instance, whose question is being answered. */
async function beginAnswer(page: Page): Promise<string> {
  await signUp(page, instances[0].url);
  await page.goto(`${instances[0].url}/chat`);
  await say(page, 'Talk to me');
  model.sayUpTo(3);
  await expect(answerOf(page)).toContainText('word3');
  await expect(page).toHaveURL(/\/chat\/.+/);
  return new URL(page.url()).pathname;
}

/** The same person on another device, which talks to the other instance. */
async function onAnotherDevice(browser: Browser, page: Page, path: string): Promise<Page> {
  // Cookies know no ports.
  const context = await browser.newContext({ storageState: await page.context().storageState() });
  const other = await context.newPage();
  await other.goto(instances[1].url + path);
  return other;
}

test('an answer goes on through reloads, is seen growing on two instances, and is there once when it ends', async ({
  page,
  browser,
}) => {
  const path = await beginAnswer(page);
  await page.reload();
  await expect(answerOf(page)).toContainText('word3');
  await expect(stopButton(page)).toBeVisible();
  const other = await onAnotherDevice(browser, page, path);
  model.sayUpTo(6);
  for (const device of [page, other]) {
    await expect(answerOf(device)).toContainText('word6');
    await expect(stopButton(device)).toBeVisible();
  }
  await page.reload();
  model.sayUpTo(9);
  model.end();
  for (const device of [page, other]) {
    await expect(answerOf(device)).toHaveText(/^word1 .* word9\s*$/);
    await expect(stopButton(device)).toBeHidden();
    await expect(cut(device)).toBeHidden();
    await expect(device.locator('openai-chatkit .bubble')).toHaveText(['Talk to me']);
  }
  await composerOf(page).fill('And now?');
  await expect(page.getByRole('button', { name: 'Send message' })).toBeEnabled();
  await other.context().close();
});

test('only Stop stops: from another device too; the cut answer is marked everywhere and goes on with one click', async ({
  page,
  browser,
}) => {
  const path = await beginAnswer(page);
  const other = await onAnotherDevice(browser, page, path);
  await expect(answerOf(other)).toContainText('word3');
  await stopButton(other).click();
  for (const device of [page, other]) {
    await expect(cut(device)).toBeVisible();
    await expect(answerOf(device)).toContainText('word3');
    await expect(stopButton(device)).toBeHidden();
    await expect(device.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  }
  model.end();
  await page.reload();
  await expect(cut(page)).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  model.sayUpTo(5);
  for (const device of [page, other]) await expect(answerOf(device)).toContainText('word5');
  model.end();
  for (const device of [page, other]) {
    await expect(answerOf(device)).toHaveText(/^word1 .* word5\s*$/);
    await expect(cut(device)).toBeHidden();
  }
  await other.context().close();
});

test('going to another page of the app, or closing this one, stops nothing', async ({ page }) => {
  const path = await beginAnswer(page);
  await page.getByRole('link', { name: 'Tasks' }).first().click();
  await expect(page).toHaveURL(/\/tasks/);
  model.sayUpTo(5);
  await page.close();
  const again = await page.context().newPage();
  await again.goto(instances[0].url + path);
  await expect(answerOf(again)).toContainText('word5');
  await expect(stopButton(again)).toBeVisible();
  model.sayUpTo(7);
  model.end();
  await expect(answerOf(again)).toHaveText(/^word1 .* word7\s*$/);
  await expect(cut(again)).toBeHidden();
});

test('a connection that breaks in the middle stops nothing: the page comes back to the answer', async ({ page }) => {
  const url = `http://127.0.0.1:${wire.port}`;
  await signUp(page, instances[0].url);
  await page.goto(`${url}/chat`);
  await say(page, 'Talk to me');
  model.sayUpTo(3);
  await expect(answerOf(page)).toContainText('word3');
  await wire.cut();
  model.sayUpTo(6);
  await wire.mend();
  await expect(answerOf(page)).toContainText('word6', { timeout: 20_000 });
  await expect(stopButton(page)).toBeVisible();
  model.sayUpTo(8);
  model.end();
  await expect(answerOf(page)).toHaveText(/^word1 .* word8\s*$/);
  await expect(page.locator('openai-chatkit .bubble')).toHaveText(['Talk to me']);
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
});
