import { Client } from 'pg';
import type { Page } from 'playwright/test';
import { startEmbeddedPostgres } from '../../server/database/embedded/embedded-postgres.ts';
import { createLogger } from '../../server/ground/logger.ts';
import { makeDataDir, removeDataDir, startParley } from './parley-server.ts';
import { expect, signUp, test } from './test.ts';

/** Somebody with 547 tasks; their pages are read by all of these tests, in one browser. */
test.describe.configure({ mode: 'serial' });

const MANY = 547;
let page: Page;

const stops: (() => Promise<void>)[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  const directories = [await makeDataDir(), await makeDataDir()] as const;
  const postgres = await startEmbeddedPostgres(directories[0], createLogger('silent'));
  // With the limit on requests that everybody has.
  const env = {
    DATABASE_URL: postgres.url,
    BETTER_AUTH_SECRET: 'a secret that only these tests ever use',
    RATE_LIMIT_PER_MINUTE: '120',
  };
  const server = await startParley({ dataDir: directories[1], env });
  page = await (await browser.newContext({ baseURL: server.url })).newPage();
  stops.push(
    () => page.context().close(),
    server.stop,
    postgres.stop,
    ...directories.map((each) => () => removeDataDir(each)),
  );
  const { email } = await signUp(page, server.url);
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(ADD_TASKS, [email]);
  await client.end();
});
test.afterAll(async () => {
  for (const stop of stops) await stop();
});

/** 88 that are late, 5 of today, 81 of the week, which come again, 6 for later and the rest without a date. */
const ADD_TASKS = `with numbered as (
    select n, case when n < 88 then -1 - n % 20 when n < 93 then 0 when n < 174 then 1 + n % 7 when n < 180 then 40 end as days
    from generate_series(0, ${MANY - 1}) as n
  ), owner as (
    update users set task_counter = ${MANY} where email = $1 returning id
  )
  insert into tasks (user_id, id, title, due_on, due_zone, priority, notes, recurrence)
  select owner.id, n + 1, 'Task no ' || n, (now() at time zone 'Europe/Paris')::date + days,
    case when days between 1 and 7 then 'Europe/Paris' end,
    case when n < 88 then 'high' end, case when days > 0 then 'Kept' end, case when days between 1 and 7 then 'FREQ=WEEKLY' end
  from numbered, owner`;

/** Scrolls to the end, page after page, as somebody does who turns the wheel. */
async function scrollToEnd(): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  await page.mouse.move(width / 2, 500);
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 20_000);
      return page.evaluate(isLastRowShown);
    })
    .toBe(true);
}

test('says how many there are, on the dashboard and above each group, however few are loaded', async () => {
  await page.goto('/');
  await expect(page.getByText('5 tasks due today, 88 overdue.')).toBeVisible();
  const card = (name: string) => page.getByRole('region', { name });
  await expect(card('Overdue').getByRole('heading')).toHaveText('Overdue 88');
  await expect(card('Today').getByRole('heading')).toHaveText('Today 5');
  await expect(card('Next 7 days').getByRole('heading')).toHaveText('Next 7 days 81');
  for (const [name, rows] of [
    ['Overdue', 10],
    ['Today', 5],
    ['Next 7 days', 10],
  ] as const)
    await expect(card(name).locator('[data-task]')).toHaveCount(rows);

  await card('Next 7 days').getByRole('link', { name: 'Show all 81' }).click();
  await expect(page.locator('.page-count')).toHaveText('81 tasks');
  await expect(card('Upcoming').getByRole('heading')).toHaveText('Upcoming 81');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.locator('.page-count')).toHaveText(`${MANY} tasks`);
  await expect(card('Overdue').getByRole('heading')).toHaveText('Overdue 88');
  await page.getByRole('search').getByLabel('Priority').selectOption('High');
  await expect(card('Overdue').getByRole('heading')).toHaveText('Overdue 88');
  await page.getByLabel('Search tasks').fill('no 1');
  await expect(page.locator('.page-count')).toHaveText('18 tasks');
  await expect(card('Overdue').getByRole('heading')).toHaveText('Overdue 18');
});

test('keeps the page as high as its window, and shows rows down to the last', async () => {
  test.setTimeout(60_000);
  await page.goto('/tasks');
  for (const width of [1280, 800, 390]) {
    await page.setViewportSize({ width, height: 800 });
    for (const link of ['Tasks', 'Dashboard', 'Chat', 'Profile', 'Tasks']) {
      await page.getByRole('navigation').getByRole('link', { name: link, exact: true }).click();
      await expect(page.locator('.skeleton-row')).toHaveCount(0);
      expect(await page.evaluate(findWrongScrolling), `${link} at ${width}`).toEqual([]);
    }
    await scrollToEnd();
    expect(await page.evaluate(findWrongScrolling), `scrolled at ${width}`).toEqual([]);
  }
});

/** Runs in the page: what makes the window scroll, or a part of it past the end of what it shows. */
function findWrongScrolling(): string[] {
  const root = document.documentElement;
  const found = root.scrollHeight > innerHeight ? [`the page is ${root.scrollHeight} high`] : [];
  for (const element of document.querySelectorAll<HTMLElement>('main, main *')) {
    if (!element.offsetParent || getComputedStyle(element).position !== 'absolute') continue;
    let scroller = element.parentElement;
    while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
    if (scroller && !scroller.contains(element.offsetParent))
      found.push(`${element.className} is placed outside of ${scroller.className}`);
  }
  return [...new Set(found)];
}

/** Runs in the page: whether the last row of the list is to be seen where one looks, and nothing has still to be loaded. */
function isLastRowShown(): boolean {
  const row = [...document.querySelectorAll('[data-task]')].at(-1);
  const box = row?.getBoundingClientRect();
  const isLast = row?.getAttribute('aria-posinset') === row?.getAttribute('aria-setsize');
  return box !== undefined && isLast && box.top >= 0 && box.bottom <= innerHeight && !document.querySelector('.room');
}

test('draws what is in sight and little else, with room for all, and keeps the focus on a row that is scrolled away', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/tasks');
  const first = page.getByRole('region', { name: 'Overdue' }).locator('[data-task]').first();
  await expect(first).toHaveAttribute('aria-posinset', '1');
  await expect(first).toHaveAttribute('aria-setsize', '88');
  const pane = page.locator('.list-pane');
  const room = await pane.evaluate((element) => element.scrollHeight);
  expect(room).toBeGreaterThan(MANY * 35);
  const title = (await first.getByRole('link').innerText()).split('\n')[0];
  await first.getByRole('link').focus();
  await scrollToEnd();
  expect(await pane.evaluate((element) => element.scrollHeight)).toBeLessThan(room * 1.2);
  expect(await page.locator('[data-task]').count()).toBeLessThan(80);
  await expect(page.getByRole('region', { name: 'No date' }).getByRole('heading')).toBeInViewport();
  await expect(first.getByRole('link')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('region', { name: 'Overdue' }).locator('[data-task]').nth(1)).toBeInViewport();
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(title);
});

test('asks once for each task that is ticked off, and once how many are left', async () => {
  test.setTimeout(60_000);
  await page.goto('/tasks');
  const rows = (group: string) => page.getByRole('region', { name: group }).locator('[data-task]');
  await expect(rows('Overdue').nth(5)).toBeVisible();
  const seen = watchRequests();
  // Six that are late, and six that come again.
  const tick = async (group: string) => {
    const titles = await rows(group)
      .getByRole('checkbox')
      .evaluateAll((boxes) => boxes.slice(0, 6).map((box) => box.ariaLabel));
    for (const name of titles) await page.getByRole('checkbox', { name: name ?? '', exact: true }).check();
  };
  await tick('Overdue');
  await expect(page.getByRole('region', { name: 'Overdue' }).getByRole('heading')).toHaveText('Overdue 82');
  await page.locator('.list-pane').evaluate((pane) => pane.scrollTo(0, 87 * 42));
  await expect(rows('Upcoming').nth(5)).toBeVisible();
  await tick('Upcoming');
  await expect(page.locator('.page-count')).toHaveText(`${MANY - 6} tasks`);
  // Coming back to the window is when a page looks for news.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect.poll(() => seen.filter((request) => request === 'GET summary').length).toBeGreaterThan(0);
  await page.waitForTimeout(1_500);
  expect(seen.filter((request) => request === 'PATCH task')).toHaveLength(12);
  expect(seen.filter((request) => request === 'GET summary').length).toBeLessThanOrEqual(12);
  // Pages that are scrolled to, each once.
  expect(seen.filter((request) => !['PATCH task', 'GET summary'].includes(request)).length).toBeLessThanOrEqual(2);
});

/** Requests of the page for tasks, as `METHOD what`, from now on. */
function watchRequests(): string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const [, what] = /\/api\/[^/]+\/tasks(?:\/(\w+))?$/.exec(pathname) ?? [];
    if (/\/tasks(\/|$)/.test(pathname) && pathname.startsWith('/api/'))
      seen.push(`${request.method()} ${what === undefined ? 'page' : what.replace(/^\d+$/, 'task')}`);
  });
  return seen;
}

test('waits as long as the server wants to, and loses no tick', async () => {
  await page.goto('/tasks');
  let refusals = 2;
  await page.route('**/tasks/*', (route) =>
    route.request().method() === 'PATCH' && refusals-- > 0
      ? route.fulfill({ status: 429, headers: { 'Retry-After': '1' }, json: { code: 'rate_limited' } })
      : route.continue(),
  );
  const [first, second] = [page.locator('[data-task]').nth(0), page.locator('[data-task]').nth(1)];
  const titles = [await first.getByRole('link').innerText(), await second.getByRole('link').innerText()];
  await first.getByRole('checkbox').check();
  await second.getByRole('checkbox').check();
  for (const title of titles) await expect(page.getByText(`Completed “${title.split('\n')[0]}”`)).toBeVisible();
  await expect(page.getByText('Too many')).toHaveCount(0);
  await expect(page.locator('.page-count')).toHaveText(`${MANY - 8} tasks`);
  await page.unroute('**/tasks/*');
});

test('reads its pages again when something was changed elsewhere', async () => {
  const elsewhere = await page.context().newPage();
  await page.goto('/tasks?status=all&q=no+300');
  await expect(page.getByRole('checkbox', { name: 'Complete “Task no 300”' })).not.toBeChecked();
  await elsewhere.goto('/tasks?q=no+300');
  await elsewhere.getByRole('checkbox', { name: 'Complete “Task no 300”' }).check();
  await expect(elsewhere.getByText('Completed “Task no 300”.')).toBeVisible();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await expect(page.getByRole('checkbox', { name: 'Complete “Task no 300”' })).toBeChecked();
  await elsewhere.close();
});
