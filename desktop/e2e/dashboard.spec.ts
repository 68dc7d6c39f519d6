import { expect, rowOf, say, test } from './test.ts';

test('shows what is late, due today and coming up', async ({ page, person }) => {
  await person.addTask({ title: 'Late report', due: 'yesterday' });
  await person.addTask({ title: 'Buy milk', due: 'today' });
  await person.addTask({ title: 'Dentist', due: 'in 4 days' });
  await person.addTask({ title: 'Far away', due: 'in 40 days' });
  await page.goto('/');
  await expect(page.getByText('1 task due today, 1 overdue.')).toBeVisible();
  const card = (name: string) => page.getByRole('region', { name }).locator('[data-task]');
  await expect(card('Overdue')).toHaveText(/Late report/);
  await expect(card('Today')).toHaveText(/Buy milk/);
  await expect(card('Next 7 days')).toHaveText(/Dentist/);
  await expect(rowOf(page, 'Far away')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Complete “Late report”' }).click();
  await expect(page.getByText('1 task due today.')).toBeVisible();
});

test('takes a line of plain words and shows what came of it', async ({ page, person }) => {
  await page.goto('/');
  await expect(page.getByText('No tasks yet.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Quick add' }).fill('call the bank tomorrow at 9am');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Next 7 days' }).locator('[data-task]')).toContainText(
    'tomorrow, 09:00',
  );
  await page.getByRole('link', { name: 'Open in chat' }).click();
  await expect(page).toHaveURL(/\/chat\/.+/);
  await expect(
    page.locator('openai-chatkit').getByText('call the bank tomorrow at 9am', { exact: true }),
  ).toBeVisible();
  expect(person.name).toBe('Ana Torres');
});

test('asks before a quick line deletes anything', async ({ page, person }) => {
  await person.addTask({ title: 'Old idea', due: 'today' });
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Quick add' }).fill('delete old idea');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('button', { name: 'Confirm' })).toHaveCount(0);
  await expect(rowOf(page, 'Old idea')).toHaveCount(0);
});

test('finds an earlier conversation by its title and opens it', async ({ page, person }) => {
  await page.goto('/chat');
  await say(page, 'add water the plants on friday');
  await expect(page.locator('openai-chatkit').getByText(/water the plants/i)).not.toHaveCount(1);
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await page.getByLabel('Search conversations').fill('WATER');
  const found = page.getByRole('region', { name: 'Conversations' }).getByRole('listitem');
  await expect(found).toHaveCount(1);
  await page.getByLabel('Search conversations').fill('nothing like that');
  await expect(page.getByText('No conversation has that in its title.')).toBeVisible();
  await page.getByLabel('Search conversations').fill('plants');
  await found.getByRole('link').click();
  await expect(page).toHaveURL(/\/chat\/.+/);
  expect(person.name).toBe('Ana Torres');
});
