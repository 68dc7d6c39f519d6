import { composerOf, expect, say, test } from './test.ts';

test('a question is answered by a click or a key, at once and on every device', async ({
  page,
  browser,
  person: _person,
}) => {
  await page.goto('/chat');
  await say(page, 'zebra');
  const choices = page.locator('openai-chatkit').getByRole('button', { name: 'Add “zebra”' });
  await expect(choices).toBeVisible();
  await page.reload();
  await expect(choices).toBeVisible();

  const context = await browser.newContext({ storageState: await page.context().storageState() });
  const other = await context.newPage();
  await other.goto(page.url());
  const elsewhere = other.locator('openai-chatkit').getByRole('button', { name: 'Add “zebra”' });
  await expect(elsewhere).toBeVisible();

  await choices.dblclick();
  await expect(page.locator('openai-chatkit .bubble', { hasText: 'Add “zebra”' })).toHaveCount(1);
  for (const device of [page, other]) {
    const chat = device.locator('openai-chatkit');
    await expect(chat.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expect(chat.getByRole('button', { name: 'Add “zebra”' })).toBeHidden();
    await expect(chat.getByText('Shall I add “zebra” as a task?')).toBeVisible();
  }

  await say(page, 'zebra');
  const done = page.locator('openai-chatkit').getByRole('button', { name: 'Mark “zebra” done' });
  await done.focus();
  await page.keyboard.press('Enter');
  await expect(done).toBeHidden();
  await expect(page.locator('openai-chatkit').getByText('Completed', { exact: true })).toBeVisible();
  // Whoever answers by a key can go on typing.
  await expect(composerOf(page)).toBeFocused();
  await context.close();
});
