import { startMailServer, type MailServer } from '../../server/testing/mail-server.ts';
import { makeDataDir, removeDataDir, startParley, type ParleyServer } from './parley-server.ts';
import { expect, signUp, test } from './test.ts';

/** A server of its own, which sends mail; side by side, each worker would start one. */
test.describe.configure({ mode: 'default' });

let smtp: MailServer;
let server: ParleyServer;
let dataDir: string;

test.beforeAll(async () => {
  smtp = await startMailServer();
  dataDir = await makeDataDir();
  server = await startParley({ dataDir, env: smtp.environment });
});
test.afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
  await smtp.stop();
});

async function linkTo(address: string, page: string, count: number): Promise<string> {
  const mails = await smtp.mailsTo(address, count);
  return new RegExp(`${page}#token=[\\w-]+`).exec(mails[count - 1]?.text ?? '')?.[0] ?? '';
}

test('a forgotten password is replaced by one that a mail leads to, with the keyboard alone', async ({ page }) => {
  const { email, password } = await signUp(page, server.url);
  await page.context().clearCookies();
  await page.goto(`${server.url}/sign-in`);
  await page.getByRole('link', { name: 'Forgotten your password?' }).press('Enter');
  await page.getByLabel('Email').fill('ana');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('That does not look like an email address.');
  await page.getByLabel('Email').fill(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Look at your mail' })).toBeFocused();

  const link = await linkTo(email, '/reset-password', 2);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  await page.goto(server.url + link);
  await expect(page).toHaveURL(`${server.url}/reset-password`);
  await page.getByLabel('New password').fill('a better horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Your password is changed' })).toBeFocused();
  expect(asked.filter((line) => line.includes('token='))).toEqual([]);
  await page.getByRole('link', { name: 'Sign in' }).press('Enter');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill('a better horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana');

  await page.goto('about:blank');
  await page.goto(server.url + link);
  await expect(page.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible();
  await page.goto(`${server.url}/reset-password#token=half`);
  await expect(page.getByRole('heading', { name: 'This link is not whole' })).toBeVisible();
});

test('an address is confirmed by a button, and the profile says so', async ({ page }) => {
  const { email } = await signUp(page, server.url);
  const first = await linkTo(email, '/verify-address', 1);
  await page.goto(`${server.url}/profile`);
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await expect(page.getByText('The mail is on its way.')).toBeVisible();
  await page.goto(server.url + (await linkTo(email, '/verify-address', 2)));
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await expect(page.getByRole('heading', { name: 'Your address is confirmed' })).toBeFocused();
  await page.getByRole('link', { name: 'Open Parley' }).click();
  await page.goto(`${server.url}/profile`);
  await expect(page.locator('#content').getByText(email)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send the mail again' })).toBeHidden();
  expect(first).not.toBe('');
});

test('a server without mail says whom to ask', async ({ page, baseURL }) => {
  await page.goto(`${baseURL}/forgot-password`);
  await expect(page.getByText('This server sends no mail.')).toBeVisible();
  await page.getByRole('link', { name: 'Back to signing in' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});
