import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { composerOf, expect, say, signUp, test } from './test.ts';

test('explains what is wrong with a new account before and after asking the server', async ({ page, person }) => {
  await page.context().clearCookies();
  await page.goto('/sign-up');
  const create = page.getByRole('button', { name: 'Create account' });
  await create.click();
  for (const mistake of ['Please enter a name.', 'Please enter your email.', 'Please enter your password.'])
    await expect(page.getByText(mistake)).toBeVisible();
  await expect(page.getByLabel('Name')).toBeFocused();
  await page.getByLabel('Name').fill('Ana');
  await page.getByLabel('Email').fill('not an address');
  await create.click();
  await expect(page.getByText('That does not look like an email address.')).toBeVisible();
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill('short');
  await create.click();
  await expect(page.getByText('Choose a password of at least 8 characters.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill('long enough now');
  await create.click();
  await expect(page.getByText('There is already an account with this email. Sign in instead?')).toBeVisible();
});

test('answers a wrong password and an unknown email alike, then opens the page that was asked for', async ({
  page,
  person,
}) => {
  await page.context().clearCookies();
  await page.goto('/tasks?status=all');
  const signIn = page.getByRole('button', { name: 'Sign in' });
  for (const email of [person.email, `${randomUUID()}@example.com`]) {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await signIn.click();
    await expect(page.getByRole('alert')).toHaveText('That email and password do not match. Check both and try again.');
  }
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text');
  await signIn.click();
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
  await expect(page).toHaveURL(/\/tasks\?status=all$/);
});

test('does not greet a first visitor as an old friend', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
});

test('signs out and leaves nothing behind', async ({ page, person }) => {
  await person.addTask({ title: 'Secret plan' });
  await page.goto('/tasks');
  await expect(page.getByText('Secret plan')).toBeVisible();
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(page.getByText('Secret plan')).toHaveCount(0);
});

test('keeps what was being written when the session ends, and gives it back after signing in', async ({
  page,
  person,
}) => {
  await page.clock.install();
  await page.goto('/tasks/new');
  await expect(page.getByText('Nothing on your list')).toBeVisible();
  await page.getByLabel('Title').fill('Half a thought');
  await page.context().clearCookies();
  // The token in memory is good for five minutes; the list beside the form then asks for another, in vain.
  await page.clock.fastForward(5 * 60_000);
  await expect(page.getByRole('heading', { name: 'Please sign in again' })).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Title')).toHaveValue('Half a thought');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(page.getByText('Added “Half a thought”.')).toBeVisible();
});

/** Ends the session at the server, lets the token in memory run out, and has the page hear of it by what is said next. */
async function sayAfterTheEnd(page: Page, baseURL: string | undefined, text: string): Promise<void> {
  const headers = { Origin: baseURL ?? '' };
  const answer = await page.request.post(`${baseURL}/api/auth/sign-out`, { data: {}, headers });
  expect(answer.ok()).toBe(true);
  let letThrough = () => {};
  const said = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route('**/api/auth/token', async (route) => {
    await said;
    await route.continue();
  });
  await page.clock.fastForward(5 * 60_000);
  await say(page, text);
  letThrough();
}

test('gives a chat message back that was sent after the session ran out, to nobody else', async ({
  page,
  person,
  baseURL,
}) => {
  await page.clock.install();
  // Whoever is told that the session ended is asked to sign in before anything can be sent.
  await page.route('**/events', (route) => route.abort());
  await page.goto('/chat');
  await say(page, 'add task: water the plants');
  await expect(page.getByText('Added', { exact: false }).first()).toBeVisible();
  await sayAfterTheEnd(page, baseURL, 'add task: call the plumber');
  await expect(page.getByRole('heading', { name: 'Please sign in again' })).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(composerOf(page)).toHaveText('add task: call the plumber');
  await expect(page.getByText('You are signed out. Sign in again to continue.')).toBeVisible();
  await composerOf(page).press('Enter');
  await expect(page.getByText('call the plumber').filter({ visible: true }).nth(1)).toBeVisible();
  await expect(composerOf(page)).toHaveText('');

  await sayAfterTheEnd(page, baseURL, 'my secret plan');
  await expect(page.getByRole('heading', { name: 'Please sign in again' })).toBeVisible();
  const other = await signUp(page, baseURL ?? '', 'Bea');
  await page.context().clearCookies();
  await page.getByLabel('Email').fill(other.email);
  await page.getByLabel('Password', { exact: true }).fill(other.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByRole('button', { name: 'New chat' }).click();
  await expect(composerOf(page)).toHaveText('');
  await expect(page.getByText('my secret plan')).toHaveCount(0);
});

test('keeps a message with what it mentions and its file while the page that asks to sign in is loaded again', async ({
  page,
  person,
  baseURL,
}) => {
  await page.route('**/api/config', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), model: { name: 'other', offline: false } } });
  });
  await person.addTask({ title: 'Water the plants', due: 'today' });
  await page.goto('/chat');
  const chat = page.locator('openai-chatkit');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    chat.getByRole('button', { name: /attach/i }).click(),
  ]);
  await chooser.setFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('buy apples') });
  await expect(chat.getByText('list.txt', { exact: true }).last()).toBeVisible();
  await composerOf(page).click();
  await page.keyboard.type('complete @wat');
  await chat.getByRole('option', { name: /Water the plants/ }).click();
  const headers = { Origin: baseURL ?? '' };
  expect((await page.request.post(`${baseURL}/api/auth/sign-out`, { data: {}, headers })).ok()).toBe(true);
  await expect(page.getByRole('heading', { name: 'Please sign in again' })).toBeVisible();
  for (let reloads = 0; reloads < 2; reloads += 1) {
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  }
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(composerOf(page)).toContainText('complete');
  await expect(chat.getByText('list.txt', { exact: true }).last()).toBeVisible();
  const sent = page.waitForRequest((request) => (request.postData() ?? '').includes('"threads.create"'));
  await composerOf(page).press('Enter');
  expect((await sent).postDataJSON()).toMatchObject({
    params: {
      input: {
        content: [{ type: 'input_text' }, { type: 'input_tag', text: 'Water the plants' }],
        attachments: [expect.any(String)],
      },
    },
  });
  expect(await page.evaluate(() => sessionStorage.getItem('parley.kept-work'))).toBeNull();
});

test('never puts a session where scripts could read it', async ({ page, person }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ana');
  const readable = await page.evaluate(() =>
    [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie].join(),
  );
  expect(readable).not.toMatch(/eyJ|session|token/i);
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => name.includes('session')).every(({ httpOnly }) => httpOnly)).toBe(true);
  expect(person.email).toContain('@');
});
