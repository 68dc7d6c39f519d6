import { makeDataDir, removeDataDir, startParley } from './parley-server.ts';
import { composerOf, expect, rowOf, say, test, watchForFaults } from './test.ts';

test('signs up, adds a task by talking, finds it on the list, and finds everything again after a restart', async ({
  browser,
}) => {
  // Two starts and a stop of a server with its database, besides the journey.
  test.setTimeout(90_000);
  const dataDir = await makeDataDir();
  let server = await startParley({ dataDir });
  const port = Number(new URL(server.url).port);
  const page = await browser.newPage();
  const faults = watchForFaults(page);
  try {
    await page.goto(server.url);
    await page.getByRole('link', { name: 'Create account' }).click();
    await page.getByLabel('Name').fill('Ana Torres');
    await page.getByLabel('Email').fill('ana@example.com');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana');

    await page.getByRole('link', { name: 'Chat', exact: true }).click();
    await say(page, 'add buy milk tomorrow at 5pm');
    const chat = page.locator('openai-chatkit');
    await expect(chat.getByText(/^buy milk$/i).first()).toBeVisible();
    await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/);
    const conversation = page.url();

    await page.getByRole('link', { name: 'Tasks', exact: true }).click();
    await expect(rowOf(page, 'buy milk')).toContainText('tomorrow, 17:00');

    await server.stop();
    server = await startParley({ dataDir, port });

    await page.goto(`${server.url}/tasks`);
    await expect(rowOf(page, 'buy milk')).toContainText('tomorrow, 17:00');
    await page.goto(conversation);
    await expect(chat.getByText('add buy milk tomorrow at 5pm', { exact: true })).toBeVisible();
    await expect(chat.getByText(/^buy milk$/i).first()).toBeVisible();
    await expect(composerOf(page)).toBeEnabled();

    const stranger = await browser.newPage();
    await stranger.goto(`${server.url}/sign-up`);
    await stranger.getByLabel('Name').fill('Ben');
    await stranger.getByLabel('Email').fill('ben@example.com');
    await stranger.getByLabel('Password', { exact: true }).fill('another long password');
    await stranger.getByRole('button', { name: 'Create account' }).click();
    await expect(stranger.getByText('Your conversations will appear here.')).toBeVisible();
    await stranger.getByRole('link', { name: 'Tasks', exact: true }).click();
    await expect(stranger.getByText('Nothing on your list')).toBeVisible();
    await stranger.goto(conversation);
    await expect(stranger.getByText('This chat does not exist.')).toBeVisible();
    await expect(stranger.getByText('buy milk')).toHaveCount(0);
    await stranger.goto(`${server.url}/tasks/1`);
    await expect(stranger.getByText('This task is gone')).toBeVisible();
    await stranger.close();
    expect(faults).toEqual([]);
  } finally {
    await page.close();
    await server.stop();
    await removeDataDir(dataDir);
  }
});
