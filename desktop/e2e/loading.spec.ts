import { gzipSync } from 'node:zlib';
import { expect, rowOf, test } from './test.ts';

const BUDGET_BYTES = 170 * 1024;

test('ships at most 170 KB before the chat is opened, and shifts nothing while it loads', async ({ page, person }) => {
  await person.addTask({ title: 'Buy milk', due: 'today' });
  const files: Promise<number>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/\.(js|css|svg|webmanifest)$|^\/$/.test(pathname))
      files.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if ('value' in entry) shifts.push(Number(entry.value));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/');
  await expect(rowOf(page, 'Buy milk')).toBeVisible();
  await expect(page.getByText('Your conversations will appear here.')).toBeVisible();
  const sizes = await Promise.all(files);
  expect(sizes.length).toBeGreaterThan(3);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(BUDGET_BYTES);
  const shifts = await page.evaluate(() => ('shifts' in window ? window.shifts : null));
  expect(shifts).toBeInstanceOf(Array);
  expect((shifts as number[]).reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});

test('is served ready compressed and cached for good under hashed names, pages fresh each time', async ({
  page,
  request,
}) => {
  const html = await (await request.get('/')).text();
  const script = /src="(\/assets\/index-[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const brotli = await request.get(script, { headers: { 'Accept-Encoding': 'br' } });
  expect(brotli.headers()).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'max-age=31536000,immutable' });
  const gzip = await request.get(script, { headers: { 'Accept-Encoding': 'gzip' } });
  expect(gzip.headers()['content-encoding']).toBe('gzip');
  expect(await brotli.text()).toBe(await gzip.text());
  const deepPage = await request.get('/tasks/12');
  expect(deepPage.headers()['cache-control']).toBe('no-cache');
  await page.goto('/manifest.webmanifest');
  const { icons } = JSON.parse((await page.locator('body').textContent()) ?? '{}');
  for (const { src } of icons) expect((await request.get(src)).ok(), src).toBe(true);
});
