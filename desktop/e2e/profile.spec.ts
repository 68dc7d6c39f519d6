import { readFile } from 'node:fs/promises';
import { expect, test } from './test.ts';

test('applies a theme at once and before the first paint of the next visit', async ({ page, person }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/profile');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByText('Saved')).toBeVisible();
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(person.name).toBe('Ana Torres');
});

test('follows the system until told otherwise', async ({ page, person }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/profile');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(person.name).toBe('Ana Torres');
});

test('speaks another language, dates included', async ({ page, person }) => {
  await person.addTask({ title: 'Comprar leche', due: 'tomorrow 5pm' });
  await page.goto('/profile');
  await page.getByLabel('Language').selectOption('Español');
  await expect(page.getByRole('heading', { name: 'Perfil' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByRole('link', { name: 'Tareas' }).click();
  await expect(page.locator('[data-task]')).toContainText('mañana, 17:00');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Tareas' })).toBeVisible();
});

test('counts days in the zone the person chose', async ({ page, person }) => {
  await person.addTask({ title: 'Call Tokyo', due: '2027-01-15 09:00' });
  await page.goto('/tasks');
  await expect(page.locator('[data-task]')).toContainText('15 Jan 2027, 09:00');
  await page.goto('/profile');
  await page.getByLabel('Time zone').fill('Asia/Tokyo');
  await expect(page.getByText('Saved')).toBeVisible();
  await page.goto('/tasks');
  await expect(page.locator('[data-task]')).toContainText('15 Jan 2027, 17:00');
  await page.goto('/profile');
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo');
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await expect(page.getByText('Pick a time zone from the list.')).toBeVisible();
});

test('changes the name', async ({ page, person }) => {
  await page.goto('/profile');
  await page.getByLabel('Name').fill('Ana María');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Name')).toHaveValue('Ana María');
  expect(person.name).toBe('Ana Torres');
});

test('changes the password, and ends the sessions elsewhere', async ({ page, person, browser, baseURL }) => {
  const elsewhere = await browser.newContext();
  const signIn = (password: string) =>
    elsewhere.request.post(`${baseURL}/api/auth/sign-in/email`, { data: { email: person.email, password } });
  expect((await signIn(person.password)).ok()).toBe(true);
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Change password…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change your password' });
  const change = dialog.getByRole('button', { name: 'Change password' });
  await change.click();
  await expect(dialog.getByText('Please enter your password.')).toBeVisible();
  await expect(dialog.getByText('Please enter a new password.')).toBeVisible();
  await expect(dialog.getByLabel('Current password')).toBeFocused();
  await dialog.getByLabel('Current password').fill('not the password');
  await dialog.getByLabel('New password').fill('short');
  await change.click();
  await expect(dialog.getByText('Choose a password of at least 8 characters.')).toBeVisible();
  await dialog.getByLabel('New password').fill('staple battery horse');
  await change.click();
  await expect(dialog.getByText('That is not your current password.')).toBeVisible();
  await dialog.getByLabel('Current password').fill(person.password);
  await change.click();
  await expect(page.getByText('Your password has been changed. You are signed out everywhere else.')).toBeVisible();
  await expect(dialog).toHaveCount(0);

  expect((await elsewhere.request.get(`${baseURL}/api/auth/token`)).status()).toBe(401);
  expect((await signIn(person.password)).status()).toBe(401);
  expect((await signIn('staple battery horse')).ok()).toBe(true);
  await elsewhere.close();
  await page.goto('/tasks');
  await expect(page.getByText('Nothing on your list')).toBeVisible();
});

test('exports everything as a file', async ({ page, person }) => {
  await person.addTask({ title: 'Take me along' });
  await page.goto('/profile');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export my data' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^parley-export-\d{4}-\d\d-\d\d\.json$/);
  const content = await readFile(await download.path(), 'utf8');
  expect(content).toContain('Take me along');
  expect(content).toContain(person.email);
  await expect(page.getByText('Your export has been downloaded.')).toBeVisible();
});

test('deletes the account only after the word was typed', async ({ page, person }) => {
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Delete my account…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog).toContainText(person.email);
  const remove = dialog.getByRole('button', { name: 'Delete everything' });
  await expect(remove).toBeDisabled();
  await dialog.getByRole('textbox').fill('delete');
  await remove.click();
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not match');
});
