import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { makeDataDir, removeDataDir, startParley } from './parley-server.ts';
import { expect, test } from './test.ts';

test('signs another browser out, which cannot go on there', async ({ page, person, browser, baseURL }) => {
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
  const other = await elsewhere.newPage();
  await other.goto('/sign-in');
  await other.getByLabel('Email').fill(person.email);
  await other.getByLabel('Password', { exact: true }).fill(person.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('navigation', { name: 'Main' })).toBeVisible();

  await page.goto('/profile');
  const devices = page.getByRole('region', { name: 'Devices' });
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await expect(devices.getByRole('listitem').first()).toContainText('this device');
  await devices.getByRole('button', { name: /^Sign out .*Linux/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await devices.getByRole('button', { name: /^Sign out .*Linux/ }).click();
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('It is signed out.')).toBeVisible();
  await expect(devices.getByText('You are signed in nowhere else.')).toBeVisible();

  await other.goto('/tasks');
  await expect(other.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await elsewhere.close();
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
});

test('says when the devices cannot be loaded, and tries again', async ({ page, person }) => {
  await page.route('**/api/auth/list-sessions', (route) => route.fulfill({ status: 400, json: {} }), { times: 1 });
  await page.goto('/profile');
  const devices = page.getByRole('region', { name: 'Devices' });
  await devices.getByRole('button', { name: 'Try again' }).click();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  expect(person.name).toBe('Ana Torres');
});

test('says at the field that a password is guessed first', async ({ page }) => {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ana');
  await page.getByLabel('Email').fill('ana.password@example.com');
  await page.getByLabel('Password', { exact: true }).fill('Password123');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Many people use this password')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
});

test('makes an account by the operator’s invitation, and by nothing else where that is needed', async ({ page }) => {
  const dataDir = await makeDataDir();
  const server = await startParley({ dataDir, env: { SIGN_UP: 'invite' } });
  try {
    await page.goto(`${server.url}/sign-up`);
    await expect(page.getByRole('heading', { name: 'By invitation' })).toBeVisible();
    await expect(page.getByLabel('Password', { exact: true })).toBeHidden();
    await page.getByLabel('Your invitation link').fill('https://parley.example.com/sign-up');
    await page.getByRole('button', { name: 'Use invitation' }).click();
    await expect(page.getByText('That is not an invitation link.')).toBeVisible();

    const env = { ...process.env, PARLEY_DATA_DIR: dataDir, PORT: new URL(server.url).port };
    const { stdout } = await promisify(execFile)(process.execPath, ['server/auth/sign-up/invite.ts'], { env });
    await page.getByLabel('Your invitation link').fill(/http:\S+/.exec(stdout)?.[0] ?? '');
    await page.getByRole('button', { name: 'Use invitation' }).click();
    await page.getByLabel('Name').fill('Ana');
    await page.getByLabel('Email').fill('ana@example.com');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  } finally {
    await server.stop();
    await removeDataDir(dataDir);
  }
});
