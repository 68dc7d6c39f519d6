import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../server/database/database.ts';
import { startTestServer } from '../../server/testing/test-server.ts';
import { useDesktop } from '../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../testing/electron-double/launch-desktop.ts';

const server = await startTestServer();
const fixture = useDesktop();
let home: string;
let desktop: DesktopUnderTest;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-journey-'));
  desktop = await fixture.launch({ home, server: server.url });
});
afterAll(async () => {
  await desktop.close();
  await rm(home, { recursive: true, force: true });
});

/** A request of the page to its own origin, as the app makes it. */
const ask = (where: string, body?: unknown) =>
  desktop.run(
    async ({ page }, argument) =>
      (await page()).evaluate(async ({ where: address, body: sent }) => {
        const account = (await window.parley?.getState())?.account;
        const response = await fetch(`/api/${account?.userId}${address}`, {
          method: sent === null ? 'GET' : 'POST',
          body: sent === null ? null : JSON.stringify(sent),
          headers: { 'content-type': 'application/json' },
        });
        return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
      }, argument),
    { where, body: body ?? null },
  );
const titles = async () =>
  (JSON.parse((await ask('/tasks')).text) as { data: { title: string }[] }).data.map(({ title }) => title);

describe('a day with the desktop app and the real server', () => {
  it('signs up, and the window is in', async () => {
    const result = await desktop.run(
      async ({ page }, email) =>
        (await page()).evaluate(
          (address) => window.parley?.signUp({ name: 'Ada', email: address, password: 'correct horse' }),
          email,
        ),
      `ada-${crypto.randomUUID()}@example.com`,
    );
    expect(result).toMatchObject({ ok: true, account: { name: 'Ada', server: server.url } });
  });

  it('adds a task with quick add, and shows what the server made of it', async () => {
    await desktop.run(async ({ press, page }) => {
      await (await page()).getByRole('link', { name: 'Tasks' }).first().click();
      press('Control+Shift+Space');
      const shown = await page('quickAdd');
      await shown.fill('#text', 'add buy milk tomorrow at 5pm');
      await shown.press('#text', 'Enter');
    });
    await expect
      .poll(() => desktop.run(async ({ page }) => (await page('quickAdd')).locator('#status').textContent()), {
        timeout: 8000,
      })
      .toMatch(/^(?!.*milk.*milk).*buy milk/is);
    expect(await titles()).toEqual([expect.stringMatching(/^buy milk$/i)]);
  });

  it('shows it on the page that is open, which made no request for it', async () => {
    const rows = () => desktop.run(async ({ page }) => (await page()).locator('[data-task]').allInnerTexts());
    await expect.poll(async () => (await rows()).join(), { timeout: 8000 }).toMatch(/buy milk/i);
  });

  it('streams a chat turn through to the page', async () => {
    const answer = await ask('/chat', {
      type: 'threads.create',
      params: {
        input: {
          content: [{ type: 'input_text', text: 'add call mum today at 11:59pm' }],
          attachments: [],
          inference_options: {},
        },
      },
    });
    expect(answer).toMatchObject({ status: 200, type: expect.stringContaining('text/event-stream') });
    expect(answer.text).toContain('thread.item.done');
    expect((await titles()).map((title) => title.toLowerCase())).toContain('call mum');
  });

  it('shows in the tray what is due today', async () => {
    await expect
      .poll(async () => (await desktop.run(({ trayMenu }) => trayMenu())).join('|').toLowerCase(), { timeout: 6000 })
      .toContain('|call mum|');
  });

  it('reminds of a task that became due, and snoozes it on the server', async () => {
    const database = openDatabase(server.databaseUrl, 1);
    await database('tasks')
      .whereILike('title', 'call mum')
      .update({ dueAt: new Date(Date.now() - 60_000), dueZone: 'UTC' });
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await expect
      .poll(() => desktop.run(({ notifications }) => String(notifications().at(-1)?.title).toLowerCase()))
      .toBe('call mum');
    await desktop.run(({ notification }) => void notification(-1).emit('action', { actionIndex: 1 }));
    await expect.poll(async () => (await database('reminder_snoozes').select()).length).toBe(1);
    await database.destroy();
  });

  it('is still signed in after it was killed, and nothing is lost', async () => {
    desktop.process.kill('SIGKILL');
    await desktop.exited;
    await desktop.close();
    desktop = await fixture.launch({ home, server: server.url });
    expect((await titles()).length).toBe(2);
  });

  it('shows the app itself, signed in', async () => {
    await desktop.run(async ({ page, waitFor }) => {
      const shown = await page();
      await waitFor(async () => /milk/i.test(await shown.locator('body').innerText()), 8000);
    });
    expect(await desktop.run(({ double }) => double.blockedRequests)).toEqual([]);
  });
});
