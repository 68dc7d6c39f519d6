import { type Server, createServer, request as openRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../../server/testing/test-server.ts';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const server = await startTestServer();
const fixture = useDesktop();
let gateway: Server;
let desktop: DesktopUnderTest;
/** How many answers to notes are swallowed after the server gave them. */
let swallowed = 0;
let notesPassedOn = 0;

beforeAll(async () => {
  // Stands between app and server, and loses answers as bad networks do.
  gateway = createServer((incoming, outgoing) => {
    const isNote = incoming.headers['idempotency-key'] !== undefined;
    const onwards = openRequest(new URL(incoming.url ?? '/', server.url), {
      method: incoming.method,
      headers: { ...incoming.headers, host: new URL(server.url).host },
    });
    onwards.once('response', (answer) => {
      if (isNote) notesPassedOn += 1;
      if (isNote && swallowed > 0) {
        swallowed -= 1;
        answer.resume().once('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onwards.once('error', () => outgoing.destroy());
    incoming.pipe(onwards);
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const address = gateway.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  desktop = await fixture.launch({ server: `http://127.0.0.1:${port}` });
  const email = `ada-${crypto.randomUUID()}@example.com`;
  await desktop.run(
    async ({ page }, who) =>
      (await page()).evaluate(
        (address) => window.parley?.signUp({ name: 'Ada', email: address, password: 'correct horse' }),
        who,
      ),
    email,
  );
});
afterAll(async () => {
  await desktop.close();
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
});

const ask = (where: string, body?: unknown) =>
  desktop.run(
    async ({ page }, argument) =>
      (await page()).evaluate(async ({ where: at, body: sent }) => {
        const account = (await window.parley?.getState())?.account;
        const response = await fetch(`/api/${account?.userId}${at}`, {
          method: sent === null ? 'GET' : 'POST',
          body: sent === null ? null : JSON.stringify(sent),
          headers: { 'content-type': 'application/json' },
        });
        return response.text();
      }, argument),
    { where, body: body ?? null },
  );
const say = (text: string) =>
  ask('/chat', {
    type: 'threads.create',
    params: { input: { content: [{ type: 'input_text', text }], attachments: [], inference_options: {} } },
  });
const titles = async () =>
  (JSON.parse(await ask('/tasks')) as { data: { title: string }[] }).data.map(({ title }) => title);
const newest = () => desktop.run(({ notifications }) => notifications().at(-1));

describe('with the real server', () => {
  it('F-48 E-66 a note is added once although its first two answers are lost', async () => {
    swallowed = 2;
    await desktop.run(async ({ press, page }) => {
      press('Control+Shift+Space');
      const shown = await page('quickAdd');
      await shown.fill('#text', 'add buy milk tomorrow at 5pm');
      await shown.press('#text', 'Enter');
    });
    await expect
      .poll(() => desktop.run(async ({ page }) => (await page('quickAdd')).locator('#status').textContent()), {
        timeout: 15_000,
      })
      .toMatch(/buy milk/i);
    expect(notesPassedOn).toBe(3);
    expect(await titles()).toEqual([expect.stringMatching(/^buy milk$/i)]);
  });

  it('E-69 an answer in the chat is announced while the window is hidden', async () => {
    await desktop.run(({ window }) => window().hide());
    await say('add call mum tomorrow at 6pm');
    await expect.poll(async () => (await newest())?.body).toMatch(/call mum/i);
    expect(await newest()).toMatchObject({ title: expect.stringMatching(/call mum/i) });
  });

  it('E-69 and so is a question that waits for a yes', async () => {
    await say('delete all my tasks');
    await expect.poll(async () => (await newest())?.body).toMatch(/delete.*2|2.*tasks/i);
  });
});
