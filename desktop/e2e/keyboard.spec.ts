import { composerOf, expect, test } from './test.ts';

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
