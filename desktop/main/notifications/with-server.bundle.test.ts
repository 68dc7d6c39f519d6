import { type Server, type ServerResponse, createServer, request as openRequest } from 'node:http';
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
/** The streams of events that are open. */
const streams = new Set<ServerResponse>();
let email: string;

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
      if (incoming.url?.endsWith('/events') && answer.statusCode === 200) {
        streams.add(outgoing);
        outgoing.once('close', () => {
          streams.delete(outgoing);
          answer.destroy();
        });
        if (outgoing.destroyed) outgoing.emit('close');
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
  email = `ada-${crypto.randomUUID()}@example.com`;
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

/** Signs in as Ada on another device. @returns asks the API from there */
async function onAnotherDevice() {
  const headers = { 'content-type': 'application/json', origin: server.url };
  const post = async (path: string, body: object, more = {}) => {
    const options = { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) };
    const response = await fetch(`${server.url}${path}`, options);
    expect(response.ok, await response.clone().text()).toBe(true);
    return response;
  };
  const signedIn = await post('/api/auth/sign-in/email', { email, password: 'correct horse' });
  const { user } = (await signedIn.json()) as { user: { id: string } };
  const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]);
  const minted = await fetch(`${server.url}/api/auth/token`, { headers: { cookie: cookie.join('; ') } });
  const { token } = (await minted.json()) as { token: string };
  return {
    addTask: (task: object) => post(`/api/${user.id}/tasks`, task, { authorization: `Bearer ${token}` }),
    signOthersOut: () => post('/api/auth/revoke-other-sessions', {}, { cookie: cookie.join('; ') }),
  };
}

const tooltip = () => desktop.run(({ tray }) => tray().tooltip);

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

  it('E-61 shows in tray and badge what is added on another device, and in the page, by one stream', async () => {
    await expect.poll(() => streams.size).toBe(1);
    const phone = await onAnotherDevice();
    await phone.addTask({ title: 'Water the plants', due: 'today' });
    await expect.poll(tooltip).toBe('Parley: 1 due today');
    await expect.poll(() => desktop.run(({ app }) => app.getBadgeCount())).toBe(1);
    await expect
      .poll(() => desktop.run(async ({ page }) => (await page()).getByText('Water the plants').count()))
      .toBe(1);
    expect(streams.size).toBe(1);
  });

  it('goes on with the stream after it broke off, and misses nothing', async () => {
    const phone = await onAnotherDevice();
    for (const stream of streams) stream.destroy();
    await phone.addTask({ title: 'Feed the cat', due: 'today' });
    await expect.poll(tooltip, { timeout: 10_000 }).toBe('Parley: 2 due today');
    await expect.poll(() => desktop.run(async ({ page }) => (await page()).getByText('Feed the cat').count())).toBe(1);
  });

  it('is signed out at once when the session is ended on another device', async () => {
    await (await onAnotherDevice()).signOthersOut();
    const account = () => desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
    await expect.poll(async () => (await account())?.account, { timeout: 10_000 }).toBeNull();
  });
});
