import type { Browser, BrowserContext, Page } from 'playwright/test';
import { composerOf, expect, rowOf, say, signUp, test, watchForFaults } from './test.ts';

/** The same person on another device. */
async function onAnotherDevice(browser: Browser, context: BrowserContext): Promise<Page> {
  const other = await browser.newContext({ storageState: await context.storageState() });
  return other.newPage();
}

test('shows on another device what is added, ticked and deleted here, while one looks', async ({
  page,
  person,
  browser,
  context,
}) => {
  await person.addTask({ title: 'Buy milk', due: 'today' });
  const other = await onAnotherDevice(browser, context);
  const faults = watchForFaults(other);
  await page.goto('/tasks');
  await other.goto('/tasks');
  await expect(rowOf(other, 'Buy milk')).toBeVisible();

  await person.addTask({ title: 'Call the bank', due: 'tomorrow' });
  for (const device of [page, other]) {
    await expect(rowOf(device, 'Call the bank')).toBeVisible({ timeout: 5_000 });
    await expect(device.getByText('2 tasks')).toBeVisible({ timeout: 5_000 });
  }
  await page.getByRole('checkbox', { name: 'Complete “Buy milk”' }).check();
  await expect(rowOf(other, 'Buy milk')).toHaveCount(0, { timeout: 5_000 });
  await rowOf(page, 'Call the bank').getByRole('link').click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(other.getByText('Nothing on your list')).toBeVisible({ timeout: 5_000 });
  expect(faults).toEqual([]);
  await other.context().close();
});

test('shows what is said on another device in the conversation that is open here', async ({
  page,
  person,
  browser,
  context,
}) => {
  expect(person.name).toBe('Ana Torres');
  await page.goto('/chat');
  await say(page, 'add buy milk tomorrow');
  await expect(
    page
      .locator('openai-chatkit')
      .getByText(/Buy milk/i)
      .last(),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/chat\/.+/);
  const other = await onAnotherDevice(browser, context);
  await other.goto(new URL(page.url()).pathname);
  await expect(
    other
      .locator('openai-chatkit')
      .getByText(/Buy milk/i)
      .last(),
  ).toBeVisible();
  await say(page, 'add call the plumber on friday');
  await expect(
    other
      .locator('openai-chatkit')
      .getByText(/call the plumber/i)
      .last(),
  ).toBeVisible();
  await other.context().close();
});

test('shows in cards what their tasks are now, wherever that was done, and loses nothing of what is being written', async ({
  page,
  person,
  browser,
  context,
}) => {
  for (const title of ['Buy milk', 'Old idea']) await person.addTask({ title, due: 'today 23:30' });
  await page.goto('/chat');
  const chat = page.locator('openai-chatkit');
  await say(page, 'show my tasks');
  await expect(chat.getByText('2 tasks', { exact: true })).toBeVisible();
  await expect(chat.getByText('Today 23:30')).toHaveCount(2);
  await say(page, 'add call mom tomorrow');
  const undo = chat.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  await expect(chat.getByText('Added', { exact: true })).toBeVisible();
  const draft = composerOf(page);
  await draft.fill('a half-written thought');

  const other = await onAnotherDevice(browser, context);
  await other.goto('/tasks');
  await other.getByRole('checkbox', { name: 'Complete “Buy milk”' }).check();
  await expect(chat.getByRole('checkbox', { name: 'Complete “Buy milk”' })).toBeChecked({ timeout: 5_000 });
  await rowOf(other, 'Old idea').getByRole('link').click();
  await other.getByRole('button', { name: 'Delete' }).click();
  await expect(chat.getByText('2 tasks · 1 done · 1 deleted')).toBeVisible({ timeout: 5_000 });
  await expect(chat.getByRole('checkbox', { name: 'Complete “Old idea”' })).toHaveCount(0);

  await other.goto(new URL(page.url()).pathname);
  await other.locator('openai-chatkit').getByRole('button', { name: 'Undo' }).click();
  await expect(chat.getByText('off the list again')).toBeVisible({ timeout: 5_000 });
  await expect(undo).toHaveCount(0);
  await expect(chat.getByText('Added', { exact: true })).toHaveCount(0);
  await expect(draft).toHaveText('a half-written thought');
  await expect(draft).toBeFocused();
  await other.context().close();
});

test('shows on both devices what was answered on one, and nothing above it says otherwise', async ({
  page,
  person,
  browser,
  context,
}) => {
  for (const title of ['Old idea', 'Older idea']) await person.addTask({ title });
  await page.goto('/chat');
  const chat = page.locator('openai-chatkit');
  await say(page, 'delete old idea and older idea');
  const confirm = chat.getByRole('button', { name: 'Delete', exact: true });
  await expect(confirm).toBeVisible();
  await expect(chat.getByText('Nothing has changed yet', { exact: false })).toBeVisible();
  const other = await onAnotherDevice(browser, context);
  await other.goto(new URL(page.url()).pathname);
  await other.locator('openai-chatkit').getByRole('button', { name: 'Delete', exact: true }).click();
  for (const device of [page, other]) {
    const shown = device.locator('openai-chatkit');
    await expect(shown.getByText('Deleted · 2')).toBeVisible({ timeout: 5_000 });
    await expect(shown.getByRole('button', { name: 'Delete', exact: true })).toHaveCount(0);
    await expect(shown.getByText(/Nothing has (?:changed|happened) yet/)).toHaveCount(0);
  }
  await other.context().close();
});

test('tells a second tab of the same browser through the first, and goes on when that is closed', async ({
  page,
  person,
  context,
}) => {
  await page.goto('/tasks');
  await expect(page.getByText('Nothing on your list')).toBeVisible();
  const second = await context.newPage();
  const asked: string[] = [];
  second.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await second.goto('/tasks');
  await expect(second.getByText('Nothing on your list')).toBeVisible();
  await person.addTask({ title: 'Buy milk' });
  await expect(rowOf(second, 'Buy milk')).toBeVisible({ timeout: 5_000 });
  expect(asked.filter((path) => path.endsWith('/events'))).toEqual([]);
  await page.goto('about:blank');
  await person.addTask({ title: 'Buy bread' });
  await expect(rowOf(second, 'Buy bread')).toBeVisible({ timeout: 5_000 });
  expect(asked.filter((path) => path.endsWith('/events'))).toHaveLength(1);
});

test('asks to sign in at once when the session was ended elsewhere', async ({ page, browser, baseURL }) => {
  const person = await signUp(page, baseURL ?? '');
  await page.goto('/tasks');
  const other = await (await browser.newContext()).newPage();
  const signedIn = await other.request.post(`${baseURL}/api/auth/sign-in/email`, {
    data: { email: person.email, password: person.password },
  });
  expect(signedIn.ok()).toBe(true);
  await expect(page.getByText('Nothing on your list')).toBeVisible();
  const revoked = await other.request.post(`${baseURL}/api/auth/revoke-other-sessions`, {
    data: {},
    headers: { Origin: baseURL ?? '' },
  });
  expect(revoked.ok(), await revoked.text()).toBe(true);
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible({ timeout: 5_000 });
  await other.context().close();
});
