import type { Page } from 'playwright/test';
import { composerOf, expect, rowOf, say, test } from './test.ts';

test('keeps draft and conversation while other pages are open, and follows the address', async ({ page, person }) => {
  await page.goto('/chat');
  await say(page, 'add buy milk tomorrow at 5pm');
  await expect(page).toHaveURL(/\/chat\/.+/);
  const conversation = page.url();
  const chat = page.locator('openai-chatkit');
  await expect(chat.getByText(/^buy milk$/i).first()).toBeVisible();
  await composerOf(page).fill('and a half-written thought');

  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await expect(rowOf(page, 'buy milk')).toBeVisible();
  await page.getByRole('link', { name: 'Chat', exact: true }).click();
  await expect(page).toHaveURL(conversation);
  await expect(composerOf(page)).toHaveText('and a half-written thought');

  await page.goto('/');
  await page.getByRole('link', { name: 'New chat' }).click();
  await expect(chat.getByText('What would you like to get done?')).toBeVisible();
  await page.goto(conversation);
  await expect(chat.getByText('add buy milk tomorrow at 5pm', { exact: true })).toBeVisible();
  expect(person.name).toBe('Ana Torres');
});

test('refreshes the lists when the chat changed something', async ({ page, person, baseURL }) => {
  await person.addTask({ title: 'Buy milk', due: 'today' });
  await page.goto('/');
  await expect(rowOf(page, 'Buy milk')).toBeVisible();
  await page.getByRole('link', { name: 'Chat', exact: true }).click();
  await say(page, 'complete buy milk');
  await expect(page.locator('openai-chatkit').getByText('Completed', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await expect(rowOf(page, 'Buy milk')).toHaveCount(0);
  expect(baseURL).toContain('http');
});

test('deletes only after the card was confirmed', async ({ page, person }) => {
  await person.addTask({ title: 'Old idea' });
  await page.goto('/chat');
  await say(page, 'delete old idea');
  const chat = page.locator('openai-chatkit');
  await chat
    .getByRole('button', { name: /confirm|delete/i })
    .last()
    .click();
  await expect(chat.getByRole('button', { name: /^undo$/i })).toBeVisible();
  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await expect(page.getByText('Nothing on your list')).toBeVisible();
});

test('asks which day is meant, and adds the task with the one that was clicked', async ({ page, person }) => {
  await page.goto('/chat');
  await say(page, 'add call mom friday or saturday');
  const chat = page.locator('openai-chatkit');
  await expect(chat.getByRole('button', { name: /^Friday, / })).toBeVisible();
  await chat.getByRole('button', { name: /^Saturday, / }).click();
  await expect(chat.getByRole('button', { name: /^undo$/i })).toBeVisible();
  await expect(chat.getByRole('button', { name: /^Friday, / })).toHaveCount(0);
  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await expect(rowOf(page, 'call mom')).toBeVisible();
  expect(person.name).toBe('Ana Torres');
});

test('opens the task a receipt names', async ({ page, person }) => {
  await page.goto('/chat');
  await say(page, 'add water the plants tomorrow');
  await page
    .locator('openai-chatkit')
    .getByRole('link', { name: /water the plants/i })
    .click();
  await expect(page).toHaveURL(/\/tasks\/1$/);
  await expect(page.getByLabel('Title')).toHaveValue(/water the plants/i);
  expect(person.name).toBe('Ana Torres');
});

test('sends a start prompt with one click', async ({ page, person }) => {
  await person.addTask({ title: 'Water the plants', due: 'today' });
  await page.goto('/chat');
  await page.getByRole('button', { name: 'What is on my list today?' }).click();
  await expect(
    page
      .locator('openai-chatkit')
      .getByText(/Water the plants/)
      .filter({ visible: true }),
  ).not.toHaveCount(0);
});

test('mentions a task with @', async ({ page, person }) => {
  await person.addTask({ title: 'Water the plants', due: 'today' });
  await page.goto('/chat');
  await composerOf(page).click();
  await page.keyboard.type('complete @wat');
  await page
    .locator('openai-chatkit')
    .getByRole('option', { name: /Water the plants/ })
    .click();
  await page.keyboard.press('Enter');
  await expect(page.locator('openai-chatkit').getByText('Completed', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await expect(page.getByText('Nothing on your list')).toBeVisible();
});

test('asks for no file where the offline model could not read it', async ({ page, person }) => {
  await page.goto('/chat');
  await expect(composerOf(page)).toBeVisible();
  await expect(page.locator('openai-chatkit').getByRole('button', { name: /attach/i })).toHaveCount(0);
  expect(person.name).toBe('Ana Torres');
});

test('says that a conversation does not exist, and begins a new one instead', async ({ page, person }) => {
  const chat = page.locator('openai-chatkit');
  for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
    await page.goto(`/chat/${id}`);
    await expect(chat.getByText('This chat does not exist.')).toBeVisible();
    await expect(composerOf(page)).toHaveCount(0);
    await chat.getByRole('alert').getByRole('button', { name: 'New chat' }).click();
    await expect(page).toHaveURL(/\/chat$/);
    await expect(composerOf(page)).toBeEditable();
  }
  expect(person.name).toBe('Ana Torres');
});

async function pretendModelReadsFiles(page: Page): Promise<void> {
  await page.route('**/api/config', async (route) => {
    const response = await route.fetch();
    const config = await response.json();
    await route.fulfill({ response, json: { ...config, model: { name: 'other', offline: false } } });
  });
}

test('sends a file along and shows it with the message again after a reload', async ({ page, person }) => {
  await pretendModelReadsFiles(page);
  await page.goto('/chat');
  const chat = page.locator('openai-chatkit');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    chat.getByRole('button', { name: /attach/i }).click(),
  ]);
  await chooser.setFiles({ name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('buy apples') });
  await expect(chat.getByText('list.txt', { exact: true }).last()).toBeVisible();
  await composerOf(page).fill('here is my list');
  // Sending waits for the upload.
  await chat.getByRole('button', { name: /^send/i }).click();
  await expect(page).toHaveURL(/\/chat\/.+/);
  await expect(chat.getByText('here is my list', { exact: true })).toBeVisible();
  await page.reload();
  await expect(chat.getByText('here is my list', { exact: true })).toBeVisible();
  await expect(chat.getByText('list.txt', { exact: true }).last()).toBeVisible();
  expect(person.name).toBe('Ana Torres');
});

test('leads back to a new chat when the open conversation is deleted', async ({ page, person }) => {
  await page.goto('/chat');
  await say(page, 'add buy milk tomorrow');
  await expect(page).toHaveURL(/\/chat\/.+/);
  const chat = page.locator('openai-chatkit');
  await expect(chat.getByRole('button', { name: /^undo$/i })).toBeVisible();
  await chat.getByRole('button', { name: /history/i }).click();
  await chat.getByRole('button', { name: /more|options|actions/i }).click();
  await chat.getByRole('menuitem', { name: /delete/i }).click();
  await chat.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page).toHaveURL(/\/chat$/);
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await expect(page.getByText('Your conversations will appear here.')).toBeVisible();
  await expect(rowOf(page, 'buy milk')).toBeVisible();
  expect(person.name).toBe('Ana Torres');
});
