import { composerOf, expect, say, test } from './test.ts';

test('finds a task, a conversation and a message by the keyboard alone, and goes there', async ({ page, person }) => {
  await person.addTask({ title: 'Repair the Gärtner fence', due: 'today', notes: 'ask the gardener first' });
  await person.addTask({ title: 'Something else' });
  await page.goto('/chat');
  await say(page, 'show my tasks about gardening');
  await expect(page).toHaveURL(/\/chat\/.+/);
  for (let turn = 0; turn < 30; turn += 1) {
    await say(page, `what is due on ${(turn % 28) + 1} january`);
    await expect(composerOf(page)).toHaveText('');
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  }

  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await composerOf(page).focus();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('gartner');
  await expect(palette.getByRole('option', { name: /Repair the Gärtner fence/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(palette.locator('mark').first()).toHaveText('Gärtner');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/tasks\/1$/);
  await expect(palette).toHaveCount(0);

  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('option').first()).toHaveText(/Repair the Gärtner fence/);
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('about gardening');
  const message = palette.getByRole('group', { name: 'Messages' }).getByRole('option', { name: /show my tasks about/ });
  await expect(message).toBeVisible();
  while ((await message.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/chat\/[\w-]+$/);
  await expect(page.locator('openai-chatkit .bubble').getByText('show my tasks about gardening')).toBeInViewport();

  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('go to your prof');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/profile$/);
});

test('says what it is doing, that there is nothing, and that the server cannot be asked', async ({ page, person }) => {
  await person.addTask({ title: 'Buy milk' });
  await page.goto('/tasks');
  await page.getByRole('button', { name: 'Search', exact: false }).first().click();
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('zebra');
  await expect(palette.getByRole('status')).toHaveText('Nothing found');
  await page.route('**/search?**', (route) => route.fulfill({ status: 503, body: '{}' }));
  await palette.getByRole('combobox').fill('milk');
  await expect(palette.getByRole('status')).not.toHaveText(/Searching|Nothing/);
  await page.unroute('**/search?**');
  await page.keyboard.press('Escape');
  await expect(palette).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Search and commands');
});

test('opens what was typed, however fast, and a message of an unopened conversation at its place', async ({
  page,
  person,
}) => {
  await person.addTask({ title: 'Make crème brûlée' });
  await person.addTask({ title: 'A sunny walk' });
  await page.goto('/chat');
  await say(page, 'do i have anything about zebras');
  await expect(page).toHaveURL(/\/chat\/.+/);
  for (let turn = 0; turn < 30; turn += 1) {
    await say(page, `what is due on ${(turn % 28) + 1} january`);
    await expect(composerOf(page)).toHaveText('');
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  }
  await page.goto('/');
  await expect(page.getByRole('textbox', { name: 'Quick add' })).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Search and commands' });
  const open = async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
  };
  await open();
  await page.keyboard.type('creme');
  await expect(palette.getByRole('option', { name: /crème brûlée/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('sunny');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/tasks\/2$/);

  await page.goto('/');
  await expect(page.getByRole('textbox', { name: 'Quick add' })).toBeVisible();
  await open();
  await page.keyboard.type('about zebras');
  const message = palette.getByRole('group', { name: 'Messages' }).getByRole('option', { name: /anything about/ });
  await message.click();
  await expect(page.locator('openai-chatkit .bubble').getByText('do i have anything about zebras')).toBeInViewport();
  await page.waitForTimeout(500);
  await expect(page.locator('openai-chatkit .bubble').getByText('do i have anything about zebras')).toBeInViewport();
});
