import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { startSignInProvider, type ScriptedProvider } from '../../server/testing/sign-in-provider.ts';
import { makeDataDir, removeDataDir, startParley, type ParleyServer } from './parley-server.ts';
import { expect, signUp, test } from './test.ts';

/** A server of its own, which another provider signs people in to; side by side, each worker would start one. */
test.describe.configure({ mode: 'default' });

let provider: ScriptedProvider;
let server: ParleyServer;
let dataDir: string;

test.beforeAll(async () => {
  provider = await startSignInProvider();
  dataDir = await makeDataDir();
  server = await startParley({ dataDir, env: provider.environment });
});
test.afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
  await provider.stop();
});

function become(name: string, email = `${randomUUID()}@provider.example`) {
  provider.person = { sub: randomUUID(), email, email_verified: true, name };
}

test('signs in with another provider and opens the page that was asked for', async ({ page }) => {
  become('Pia Provider');
  await page.goto(`${server.url}/tasks?status=all`);
  await page.getByRole('button', { name: 'Continue with Example ID' }).click();
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
  await expect(page).toHaveURL(/\/tasks\?status=all$/);
});

test('says what to do when the email address has a password here, and when the person cancelled', async ({ page }) => {
  const { email, password } = await signUp(page, server.url);
  await page.context().clearCookies();
  become('Somebody', email);
  await page.goto(`${server.url}/`);
  await page.getByRole('button', { name: 'Continue with Example ID' }).click();
  await expect(page.getByRole('alert')).toHaveText(/already an account with this email address/);
  provider.denyNext();
  await page.getByRole('button', { name: 'Continue with Example ID' }).click();
  await expect(page.getByRole('alert')).toHaveText('Signing in was cancelled.');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana');
});

test('hands a desktop app’s sign-in over: by a link, and by a code that can be copied', async ({ page }) => {
  become('Dan Desktop');
  const verifier = randomBytes(48).toString('base64url');
  const state = randomBytes(24).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  await page.goto(`${server.url}/desktop-sign-in?provider=oidc&state=${state}&code_challenge=${challenge}`);
  await expect(page.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
  const code = await page.getByLabel('Code from the page in the browser').inputValue();
  await expect(page.getByRole('link', { name: 'Open Parley' })).toHaveAttribute(
    'href',
    `parley://auth/callback#token=${code}`,
  );
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const handed = JSON.parse(Buffer.from(code, 'base64url').toString('utf8')) as { identifier: string; state: string };
  expect(handed.state).toBe(state);
  // The app is no browser: it sends neither cookies nor an origin.
  const answer = await fetch(`${server.url}/api/auth/electron/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: handed.identifier, state, code_verifier: verifier }),
  });
  expect(answer.ok, await answer.text()).toBe(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This sign-in is over' })).toBeVisible();
});

test('tells a desktop app’s person why it did not work', async ({ page }) => {
  become('Nobody');
  provider.denyNext();
  await page.goto(`${server.url}/desktop-sign-in?provider=oidc&state=s&code_challenge=c`);
  await expect(page.getByRole('alert')).toHaveText('Signing in was cancelled.');
  await expect(page.getByText('Go back to the Parley app and try again.')).toBeVisible();
  await page.goto(`${server.url}/desktop-sign-in?provider=unheard-of&state=s&code_challenge=c`);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await page.goto(`${server.url}/desktop-sign-in`);
  await expect(page.getByRole('heading', { name: 'This sign-in is over' })).toBeVisible();
});

test('connects another way in to an account with a password, signs in by it, and takes it away again', async ({
  page,
}) => {
  await signUp(page, server.url, 'Lin King');
  const id = randomUUID();
  provider.person = { sub: id, email: `${id}@elsewhere.example`, email_verified: true, name: 'Lin' };
  await page.goto(`${server.url}/profile`);
  await page.getByRole('button', { name: 'Connect Example ID' }).click();
  await expect(page.getByText('Example ID: connected')).toBeVisible();
  await page.context().clearCookies();
  await page.goto(`${server.url}/profile`);
  await page.getByRole('button', { name: 'Continue with Example ID' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Lin King');
  await page.getByRole('button', { name: 'Disconnect Example ID' }).click();
  await expect(page.getByRole('button', { name: 'Connect Example ID' })).toBeVisible();
});

test('does not offer a password to somebody who has none, nor to take the only way in away', async ({ page }) => {
  become('Only Way');
  await page.goto(`${server.url}/profile`);
  await page.getByRole('button', { name: 'Continue with Example ID' }).click();
  await expect(page.getByText('Example ID: your only way in')).toBeVisible();
  await expect(page.getByRole('button', { name: /Disconnect|Change password/ })).toHaveCount(0);
});
