import { composerOf, expect, rowOf, test } from './test.ts';

test('goes everywhere and does the daily work without a mouse', async ({ page, person }) => {
  await person.addTask({ title: 'First', due: 'today' });
  await person.addTask({ title: 'Second', due: 'tomorrow' });
  await page.goto('/');
  await expect(page.locator('[data-task]')).toHaveCount(2);

  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Search tasks')).toBeFocused();
  await page.keyboard.type('second');
  await expect(page.locator('[data-task]')).toHaveCount(1);
  await page.getByLabel('Search tasks').clear();
  await expect(page.locator('[data-task]')).toHaveCount(2);

  await page.getByRole('link', { name: /^First/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: /^Second/ })).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.getByText('Completed “Second”.')).toBeVisible();
  await page.getByRole('link', { name: /^First/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/tasks\/1$/);

  await page.getByRole('link', { name: /^First/ }).focus();
  await page.keyboard.press('n');
  await expect(page.getByLabel('Title')).toBeFocused();
  await page.keyboard.type('Third');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Added “Third”.')).toBeVisible();

  await page.getByRole('button', { name: 'Undo' }).last().focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(composerOf(page)).toBeFocused();
  await page.keyboard.type('ng?/x');
  await expect(composerOf(page)).toHaveText('ng?/x');
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('link', { name: 'Chat', exact: true })).toBeFocused();
});

test('starts with a link that skips the navigation', async ({ page, person }) => {
  await person.addTask({ title: 'First', due: 'today' });
  await page.goto('/');
  await expect(page.locator('[data-task]')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Quick add' })).toBeFocused();
});

test('goes where one expects after opening, closing, adding, saving, ticking off and deleting', async ({
  page,
  person,
}) => {
  for (const title of ['First', 'Second', 'Third', 'Fourth']) await person.addTask({ title });
  await page.goto('/tasks');
  const link = (title: string) => rowOf(page, title).getByRole('link');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await link('Second').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Task 2' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(link('Second')).toBeFocused();
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Enter');
  await page.getByLabel('Title').fill('Second, changed');
  await page.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved “Second, changed”.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await expect(link('Third')).toBeFocused();
  await rowOf(page, 'Third').getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(rowOf(page, 'Third')).toHaveCount(0);
  await expect(rowOf(page, 'Fourth').getByRole('checkbox')).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.type('Fifth');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Task 5' })).toBeFocused();
});

test('takes no letter for a shortcut while the chat and its text field are still being loaded', async ({
  page,
  person,
}) => {
  const loading = Promise.withResolvers<void>();
  await page.route('**/assets/define-chatkit-element*.js', (route) => loading.promise.then(() => route.continue()));
  await page.goto('/');
  await expect(page.getByText('No tasks yet.')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/\/chat$/);
  for (const key of 'n/?gt') await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  loading.resolve();
  await expect(composerOf(page)).toBeFocused();
  expect(person.name).toBe('Ana Torres');
});
