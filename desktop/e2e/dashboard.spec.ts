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

test('shows a date while it is typed, on its words, and what may have been meant where there is none', async ({
  page,
  person,
}) => {
  await page.goto('/');
  const quickAdd = page.getByRole('region', { name: 'Quick add' });
  const line = quickAdd.getByRole('textbox');
  await line.fill('water plants every monday at 9');
  await expect(quickAdd.locator('.date-line')).toHaveText(/^Due Monday.*\b0?9:00 · Repeats every Monday/);
  await expect(quickAdd.locator('mark')).toHaveText('every monday at 9');
  const { y } = (await page.getByRole('region', { name: 'Today' }).boundingBox()) ?? {};
  await line.fill('water plants');
  await expect(quickAdd.locator('mark')).toHaveCount(0);
  expect((await page.getByRole('region', { name: 'Today' }).boundingBox())?.y).toBe(y);

  await line.fill('pay rent on february 30');
  await expect(quickAdd.locator('.date-line')).toHaveText(/^There is no such day as \d{4}-02-30\./);
  await line.fill('pay rent tomorrow or friday');
  await expect(quickAdd.locator('mark')).toHaveText('tomorrow or friday');
  await line.press('Tab');
  await page.keyboard.press('Tab');
  await expect(quickAdd.getByRole('button', { name: /^tomorrow Due/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(line).toHaveValue('pay rent tomorrow');
  await expect(line).toBeFocused();
  await expect(quickAdd.locator('.date-line')).toHaveText(/^Due \S+day, /);

  await page.goto('/tasks/new');
  await page.getByLabel('Title').fill('Water the plants');
  await page.getByRole('textbox', { name: 'Due' }).fill('every other friday');
  await page.getByRole('button', { name: /^every other friday/ }).click();
  await expect(page.getByRole('textbox', { name: 'Repeats how?' })).toHaveValue('every other friday');
  await expect(page.getByText(/^Due Friday.* · Repeats every 2 weeks/)).toBeVisible();
  await page.route('**/dates/preview', (route) => route.abort());
  await page.getByRole('textbox', { name: 'Due' }).fill('friday at 10');
  await page.getByRole('button', { name: 'Add task' }).click();
  await expect(rowOf(page, 'Water the plants')).toContainText('10:00');
  expect(person.name).toBe('Ana Torres');
});

test('shows the receipt of a quick line once, and takes the line back', async ({ page, person }) => {
  await person.addTask({ title: 'Buy milk', due: 'today' });
  await page.goto('/');
  const quickAdd = page.getByRole('region', { name: 'Quick add' });
  await quickAdd.getByRole('textbox').fill('call the bank tomorrow at 9am');
  await page.keyboard.press('Enter');
  await expect(quickAdd.getByRole('status')).toHaveText(
    /^Added: 2\. call the bank · \S+day, .* at 09:00UndoOpen in chat$/,
  );
  await quickAdd.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();
  await expect(rowOf(page, 'call the bank')).toHaveCount(0);
  await expect(quickAdd.getByRole('status')).toBeEmpty();
  await expect(rowOf(page, 'Buy milk')).toBeVisible();
});

test('offers no undo of a quick line once something else was changed', async ({ page, person }) => {
  await person.addTask({ title: 'Buy milk', due: 'today' });
  await page.goto('/');
  const quickAdd = page.getByRole('region', { name: 'Quick add' });
  await quickAdd.getByRole('textbox').fill('call the bank tomorrow at 9am');
  await page.keyboard.press('Enter');
  await expect(quickAdd.getByRole('button', { name: 'Undo' })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Complete “Buy milk”' }).click();
  await expect(page.getByText('Completed “Buy milk”.')).toBeVisible();
  await expect(quickAdd.getByText('Added: 2. call the bank')).toBeVisible();
  await expect(quickAdd.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('keeps every part of the page inside the window, however long a title is', async ({ page, person }) => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(8);
  const words = 'and then some more '.repeat(10);
  await person.addTask({ title: long, due: 'today', tags: ['a-tag-that-is-rather-long-too', 'b'], priority: 'high' });
  await person.addTask({ title: words, due: 'yesterday' });
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Quick add' }).fill(`add ${long} ${words}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Open in chat' })).toBeVisible();
  for (const width of [1280, 768, 390, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/', '/tasks', '/tasks/1']) {
      await page.goto(path);
      await expect(page.locator(path === '/' ? '.conversation-link' : '[data-task]')).not.toHaveCount(0);
      await expect(page.locator('.skeleton-row')).toHaveCount(0);
      expect(await page.evaluate(findOverflow), `${path} at ${width}`).toEqual([]);
    }
  }
});

/** Runs in the page: whatever reaches out of its card, or out of the window. */
function findOverflow(): string[] {
  return [...document.querySelectorAll('.card, .card *, .task-row *, .content, .detail-pane *')].flatMap((element) => {
    const frame = element.closest('.card, .task-row, .detail-pane, .content')?.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const isCut =
      element.checkVisibility() && frame && box.width > 1 && box.right > Math.min(frame.right, innerWidth) + 1;
    return isCut ? [`${element.tagName}.${element.getAttribute('class')} ${box.right}`] : [];
  });
}

test('asks before a quick line deletes anything', async ({ page, person }) => {
  await person.addTask({ title: 'Old idea', due: 'today' });
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Quick add' }).fill('delete old idea');
  await page.keyboard.press('Enter');
  const confirm = page.getByRole('button', { name: 'Delete', exact: true });
  await confirm.click();
  await expect(confirm).toHaveCount(0);
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

test('answers a question of a quick line with a click', async ({ page, person }) => {
  expect(person.name).toBe('Ana Torres');
  await page.goto('/');
  const quickAdd = page.getByRole('region', { name: 'Quick add' });
  await quickAdd.getByRole('textbox').fill('dentist');
  await page.keyboard.press('Enter');
  const answer = quickAdd.getByRole('button', { name: /^Add .dentist.$/ });
  await expect(answer).toBeVisible();
  await expect(quickAdd.getByText('- Add')).toHaveCount(0);
  await answer.click();
  await expect(quickAdd.getByText(/Added/)).toBeVisible();
  await expect(quickAdd.getByText(/dentist/).first()).toBeVisible();
});
