import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright/test';
import { composerOf, expect, rowOf, say, test } from './test.ts';

/** A phone, a tablet, and two screens. */
const WIDTHS = [390, 820, 1280, 1920];

/** What axe holds against the page as it is now, shadow trees included, at each width. */
async function findProblemsAtAnyWidth(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const problem of await findProblems(page)) problems.push(`${width}: ${problem}`);
  }
  return problems;
}

/** What axe holds against the page as it is now, shadow trees included, in light and in dark. */
async function findProblems(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect
      .poll(() =>
        page.evaluate(
          (wanted) =>
            [
              document.documentElement,
              document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('.chat'),
            ].every((root) => !root || root.getAttribute('data-theme') === wanted),
          colorScheme,
        ),
      )
      .toBe(true);
    // Text is measured where it ends up, not halfway through fading in.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => 0))),
    );
    // Run as an expression, past the page's policy, which forbids scripts from elsewhere.
    const { violations } = (await page.evaluate(
      `${axe.source}; axe.run(document, { resultTypes: ['violations'] })`,
    )) as AxeResults;
    for (const { id, nodes } of violations)
      for (const node of nodes)
        problems.push(`${colorScheme}: ${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`);
  }
  return problems;
}

test.use({ reducedMotion: 'reduce' });

test('finds nothing against signing in', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.goto('/sign-up');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('alert')).toHaveCount(3);
  expect(await findProblems(page)).toEqual([]);
});

test('finds nothing against the empty pages', async ({ page, person }) => {
  expect(person.name).toBe('Ana Torres');
  await page.goto('/');
  await expect(page.getByText('No tasks yet.')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  const quickAdd = page.getByRole('region', { name: 'Quick add' });
  for (const [text, shown] of [
    ['tea tomorrow', quickAdd.getByText(/^Due \S+day/)],
    ['tea tomorrow or friday', quickAdd.getByRole('button', { name: /^tomorrow/ })],
  ] as const) {
    await quickAdd.getByRole('textbox').fill(text);
    await expect(shown).toBeVisible();
    expect(await findProblems(page)).toEqual([]);
  }
  await page.goto('/tasks');
  await expect(page.getByText('Nothing on your list')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.goto('/tasks/new');
  await expect(page.getByLabel('Title')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.goto('/nowhere');
  await expect(page.getByText('There is nothing here')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
});

test('finds nothing against full pages at any width, dialogs and toasts', async ({ page, person }) => {
  await person.addTask({ title: 'Late report', due: 'yesterday 3pm', priority: 'high', tags: ['work'] });
  await person.addTask({ title: 'Buy milk', due: 'today', priority: 'medium', notes: 'Oat' });
  await person.addTask({ title: 'Bins', due: 'tomorrow', priority: 'low', recurrence: 'FREQ=WEEKLY' });
  await page.goto('/');
  await expect(rowOf(page, 'Bins')).toBeVisible();
  expect(await findProblemsAtAnyWidth(page)).toEqual([]);
  await page.goto('/tasks/1');
  await expect(page.getByLabel('Title')).toHaveValue('Late report');
  await page.getByLabel('Title').fill('Late report, changed');
  await expect(page.locator('.task-form').getByText('Not saved')).toBeVisible();
  expect(await findProblemsAtAnyWidth(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('checkbox', { name: 'Complete “Buy milk”' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.goto('/tasks?status=all');
  await expect(page.getByRole('region', { name: 'Done' })).toBeVisible();
  expect(await findProblemsAtAnyWidth(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Change password…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Please enter a new password.')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Delete my account…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Search and commands' }).fill('report');
  await expect(page.getByRole('option', { name: /Late report/ })).toBeVisible();
  expect(await findProblemsAtAnyWidth(page)).toEqual([]);
});

test('finds nothing against the chat', async ({ page, person }) => {
  await person.addTask({ title: 'Old idea' });
  await page.goto('/chat');
  await expect(composerOf(page)).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await say(page, 'add call mum today at 11:59pm');
  await expect(
    page
      .locator('openai-chatkit')
      .getByText(/^call mum$/i)
      .first(),
  ).toBeVisible();
  await say(page, 'delete old idea');
  await expect(page.locator('openai-chatkit').getByRole('button', { name: /cancel/i })).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
  await page.locator('openai-chatkit').getByRole('button', { name: 'Chat history' }).click();
  await expect(page.locator('openai-chatkit').getByRole('dialog')).toBeVisible();
  expect(await findProblems(page)).toEqual([]);
});
