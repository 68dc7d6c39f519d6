import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { useElementBench } from '../testing/element-bench.ts';
import { assistantItem, thread, userItem, widgetItem } from '../testing/frames.ts';

const bench = useElementBench();

/** Sixty turns in pages of twenty; the word is in four of them, in each differently. */
function converse(): void {
  const { api } = bench.current;
  const said = new Map([
    [3, assistantItem('a3', 'The **gar**den is **GARDEN**.')],
    [20, assistantItem('a20', 'Nothing here, [but a garden](https://x.test).')],
    [41, widgetItem('a41', { type: 'Card', children: [{ type: 'Text', value: 'A card about the Gärden' }] })],
    [59, assistantItem('a59', '- a list\n- with a garden')],
  ]);
  const items = Array.from({ length: 60 }, (_, turn) => [
    userItem(`u${turn}`, `Question ${turn}`),
    said.get(turn) ?? assistantItem(`a${turn}`, `Answer ${turn}\n\n${'More of it. '.repeat(60)}`),
  ]).flat();
  api.on('threads.get_by_id', (_request, reply) =>
    reply.json(thread('thr_1', { items: { data: items.slice(0, 20), has_more: true, after: 'a9' } })),
  );
  api.on('items.list', ({ params }, reply) => {
    const all = items.toReversed();
    const from = params.after === undefined ? 0 : all.findIndex((each) => Reflect.get(each, 'id') === params.after) + 1;
    const data = all.slice(from, from + 40);
    reply.json({ data, has_more: from + 40 < all.length, after: Reflect.get(data.at(-1) ?? {}, 'id') });
  });
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Search this chat' });
const status = (page: Page) => page.getByRole('search').getByRole('status').textContent();
/** What is marked as the place one is at, and whether it is in view. */
const current = (page: Page) =>
  page.evaluate(() => {
    const [range] = [...(CSS.highlights.get('chat-match-current') ?? [])];
    if (!(range instanceof Range)) return null;
    const box = range.getBoundingClientRect();
    return { text: range.toString(), isSeen: box.height > 0 && box.top >= 0 && box.bottom <= innerHeight };
  });

test('finds words anywhere in a thread, marks them, and goes from the newest to what has to be fetched and round', async () => {
  converse();
  const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
  await page.getByText('Question 59', { exact: true }).waitFor();
  await page.getByRole('textbox').focus();
  await page.keyboard.press('ControlOrMeta+f');
  await field(page).pressSequentially('garden');
  const fetched = () => bench.current.api.received('items.list').length;
  await expect.poll(() => status(page)).toContain('1 of');
  await expect.poll(() => current(page)).toEqual({ text: 'garden', isSeen: true });
  for (const text of ['Gärden', 'garden', 'GARDEN', 'garden', 'garden']) {
    await page.keyboard.press('Enter');
    await expect.poll(() => current(page), { message: text }).toEqual({ text, isSeen: true });
  }
  expect(fetched()).toBe(3);
  expect(await status(page)).toBe('1 of 5');
  await page.getByText('with a garden').waitFor();
  await page.keyboard.press('Shift+Enter');
  await expect.poll(() => status(page)).toBe('5 of 5');
  expect(await page.locator('.turn').count()).toBeLessThan(20);
  await page.keyboard.press('Escape');
  expect(await field(page).count()).toBe(0);
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  expect(await page.getByRole('textbox').evaluate((element) => element.matches(':focus'))).toBe(true);
});

test('says what it is doing while it looks through earlier messages, and that there is nothing', async () => {
  converse();
  const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
  await page.getByText('Question 59', { exact: true }).waitFor();
  await page.getByRole('log').focus();
  await page.keyboard.press('ControlOrMeta+f');
  const list = Promise.withResolvers<void>();
  bench.current.api.on('items.list', async (_request, reply) => {
    await list.promise;
    reply.json({ data: [], has_more: false });
  });
  await field(page).fill('cellar');
  await expect.poll(() => status(page)).toBe('Searching earlier messages…');
  list.resolve();
  await expect.poll(() => status(page)).toBe('Nothing found');
  await field(page).fill('question 5');
  await expect.poll(() => status(page)).toBe('1 of 10');
});
