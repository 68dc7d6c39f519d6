import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { type SeenRequest, json } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
const CHAT = '0192f1c4-7d1e-7c3a-9f00-3b1f2a9c0001';
let desktop: DesktopUnderTest;
/** The events the next answer consists of, and what is done with the connection after them. */
let events: object[] = [];
let breaksOff = false;

const said = (text: string) => ({
  type: 'thread.item.done',
  item: { id: 'm1', thread_id: CHAT, type: 'assistant_message', content: [{ type: 'output_text', text }] },
});
const card = (copyText: string, widget: object) => ({
  type: 'thread.item.done',
  item: { id: 'w1', thread_id: CHAT, type: 'widget', copy_text: copyText, widget: { type: 'Card', ...widget } },
});
const titled = (title?: string) => ({ type: 'thread.created', thread: { id: CHAT, title, items: { data: [] } } });

/** Asks as the chat in the page does, and waits for the whole answer. */
const ask = () =>
  desktop.run(async ({ page }) =>
    (await page()).evaluate(async () => {
      const body = JSON.stringify({ type: 'threads.create', params: {} });
      const answered = await fetch('/api/user-1/chat', { method: 'POST', body });
      return answered.text().catch(() => 'broken off');
    }),
  );
const answer = async (...next: object[]) => {
  events = next;
  return ask();
};
const shown = () => desktop.run(({ notifications }) => notifications());
const newest = async () => (await shown()).at(-1);
const change = (settings: object) =>
  desktop.run(
    async ({ page }, wanted) => (await page()).evaluate((each) => window.parley?.updateSettings(each), wanted),
    settings,
  );
const emit = (name: string, details: object) =>
  desktop.run(({ notification }, argument) => void notification(-1).emit(argument.name, argument.details), {
    name,
    details,
  });
const plain = () =>
  fixture.api().seen.filter(({ path: at, body }) => at === '/api/user-1/chat' && body.includes('"message":'));

function chat({ body }: SeenRequest, response: Parameters<typeof json>[0]): void {
  const request = JSON.parse(body) as { type?: string; message?: string; conversation_id?: string };
  if (request.message !== undefined) {
    return json(response, 200, {
      conversation_id: request.conversation_id ?? 'conversation-1',
      message: `**Done:** ${request.message}`,
      tool_calls: [],
      confirmation: null,
    });
  }
  if (request.type === 'threads.get_by_id') return json(response, 200, { id: CHAT, title: 'From the server' });
  if (request.type !== 'threads.create') return json(response, 200, { data: [], has_more: false });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(''));
  if (breaksOff) setTimeout(() => response.destroy(), 50);
  else response.end();
}

beforeAll(async () => {
  desktop = await fixture.launch({ double: { platform: 'darwin' } });
  await signIn(desktop);
  fixture.api().script('POST /api/user-1/chat', chat);
});
afterAll(() => desktop.close());
beforeEach(async () => {
  fixture.api().seen.length = 0;
  breaksOff = false;
  await desktop.run(({ window }) => window().hide());
});

describe('an answer that comes while nobody looks', () => {
  it('E-69 is announced with the conversation’s title and the last words as plain text', async () => {
    await answer(
      titled('Groceries'),
      said('I will look.'),
      { type: 'thread.item.done', item: { id: 'f', thread_id: CHAT, type: 'workflow', workflow: { tasks: [] } } },
      said('# Done\n\nI added **milk** and [bread](https://x.example) — `list_tasks` <b>ran</b>.\n\n- one\n- two'),
    );
    await expect.poll(newest).toEqual({
      id: `parleychat${CHAT.replaceAll('-', '')}`,
      groupId: `parleychat${CHAT.replaceAll('-', '')}`,
      title: 'Groceries',
      body: 'Done I added milk and bread — list_tasks ran. one two',
      actions: [{ type: 'button', text: 'Open' }],
      hasReply: true,
      replyPlaceholder: 'Write to Parley…',
    });
  });

  it('E-69 is cut to 120 characters, and asks the server for a title the stream did not say', async () => {
    await answer(titled(), said(`${'👩‍👩‍👧 '.repeat(100)}end`));
    await expect.poll(async () => (await newest())?.title).toBe('From the server');
    const body = (await newest())?.body ?? '';
    expect(body.length).toBeLessThanOrEqual(120);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(480);
    expect(body).toMatch(/^(👩‍👩‍👧 )+👩‍👩‍👧…$/u);
  });

  it('E-69 takes the place of the one before it in the same conversation', async () => {
    const closed = () =>
      desktop.run(({ double }) => double.journal.filter(({ call }) => call === 'notification.close').length);
    const before = await closed();
    await answer(titled('Groceries'), said('again'));
    await expect.poll(async () => (await newest())?.body).toBe('again');
    await expect.poll(closed).toBe(before + 1);
  });

  it('E-69 says what waits for a yes', async () => {
    await answer(titled('Groceries'), said('Sure?'), card('Delete 3 tasks?', { confirm: { label: 'Delete' } }));
    await expect.poll(async () => (await newest())?.body).toBe('Delete 3 tasks?');
    await answer(titled('Groceries'), said('Here they are.'), card('1. Milk', { children: [] }));
    await expect.poll(async () => (await newest())?.body).toBe('Here they are.');
  });

  it('E-69 says nothing of it when the content is hidden', async () => {
    await change({ hideNotificationContent: true });
    await answer(titled('Secret plans'), said('Secret words'));
    await expect.poll(newest).toMatchObject({ title: 'Parley', body: 'Your answer is ready.' });
    await answer(titled('Secret plans'), card('Delete 3 secrets?', { confirm: {} }));
    await expect.poll(newest).toMatchObject({ title: 'Parley', body: 'Parley needs a yes or no from you.' });
    await change({ hideNotificationContent: false });
  });

  it('E-69 is not announced to somebody who looks, while paused, when switched off or when it broke off', async () => {
    const before = (await shown()).length;
    await desktop.run(({ window }) => window().show());
    await answer(titled('Groceries'), said('seen'));
    await desktop.run(({ window }) => window().hide());
    for (const settings of [
      { notifications: false },
      { notifications: true, notificationsPausedUntil: '2099-01-01T00:00:00Z' },
    ]) {
      await change(settings);
      await answer(titled('Groceries'), said('unwanted'));
    }
    await change({ notificationsPausedUntil: null });
    breaksOff = true;
    await answer(titled('Groceries'), said('half of'));
    await answer({ type: 'stream_options', stream_options: { allow_cancel: true } });
    breaksOff = false;
    // Whatever was to be announced is, once something that came later was.
    await answer(titled('Groceries'), said('wanted'));
    await expect.poll(async () => (await newest())?.body).toBe('wanted');
    expect(await shown()).toHaveLength(before + 1);
  });

  it('E-69 opens its conversation when clicked', async () => {
    await answer(titled('Groceries'), said('click me'));
    await expect.poll(async () => (await newest())?.body).toBe('click me');
    await emit('click', {});
    const where = () => desktop.run(async ({ page }) => (await page()).evaluate(() => location.pathname));
    await expect.poll(where).toBe(`/chat/${CHAT}`);
    await expect.poll(() => desktop.run(({ window }) => window().isVisible())).toBe(true);
  });

  it('E-70 is answered from the notification, once, and what Parley says to that is shown', async () => {
    await answer(titled('Groceries'), said('When?'));
    await expect.poll(async () => (await newest())?.body).toBe('When?');
    await emit('reply', { reply: '  tomorrow at six ' });
    await expect.poll(async () => (await newest())?.body).toBe('Done: tomorrow at six');
    expect(plain().map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { message: 'tomorrow at six', conversation_id: CHAT },
    ]);
    expect(plain()[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('E-70 keeps a reply while offline and sends it when back', async () => {
    await answer(titled('Groceries'), said('Where?'));
    await expect.poll(async () => (await newest())?.body).toBe('Where?');
    await desktop.run(({ double }) => void (double.config.isOnline = false));
    await emit('reply', { reply: 'at home' });
    await expect.poll(async () => (await newest())?.body).toContain('Your reply is kept');
    await desktop.run(({ double, system }) => {
      double.config.isOnline = true;
      system.powerMonitor.emit('resume');
    });
    await expect.poll(async () => (await newest())?.body).toBe('Done: at home');
    expect(plain().map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { message: 'at home', conversation_id: CHAT },
    ]);
  });

  it('E-70 gives a reply back that was refused', async () => {
    await answer(titled('Groceries'), said('What?'));
    await expect.poll(async () => (await newest())?.body).toBe('What?');
    fixture
      .api()
      .script('POST /api/user-1/chat', (_request, response) =>
        json(response, 404, { status: 404, code: 'not_found', detail: 'This conversation does not exist.' }),
      );
    await emit('reply', { reply: 'my long reply' });
    await expect
      .poll(newest)
      .toMatchObject({ title: 'Your reply was not sent', body: 'This conversation does not exist.' });
    expect(await desktop.run(({ window }) => window('quickAdd').isVisible())).toBe(false);
    await emit('click', {});
    const field = () =>
      desktop.run(async ({ page, window }) => [
        window('quickAdd').isVisible(),
        await (await page('quickAdd')).inputValue('#text'),
        await (await page('quickAdd')).locator('#status').textContent(),
      ]);
    await expect.poll(field).toEqual([true, 'my long reply', 'This conversation does not exist.']);
    fixture.api().script('POST /api/user-1/chat', chat);
  });

  it('E-70 keeps a reply for the person when the account it was for has signed out', async () => {
    await answer(titled('Groceries'), said('Still there?'));
    await expect.poll(async () => (await newest())?.body).toBe('Still there?');
    await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.signOut()));
    await emit('reply', { reply: 'yes, and much more' });
    const field = () => desktop.run(async ({ page }) => (await page('quickAdd')).inputValue('#text'));
    await expect.poll(field).toBe('yes, and much more');
    expect(plain()).toEqual([]);
    await signIn(desktop);
    await desktop.run(async ({ page }) => (await page('quickAdd')).fill('#text', ''));
  });

  it('E-54 E-69 goes when its account signs out', async () => {
    await answer(titled('Groceries'), said('private'));
    await expect.poll(async () => (await newest())?.body).toBe('private');
    const id = (await newest())?.id;
    const closed = () =>
      desktop.run(
        ({ double }, wanted) =>
          double.journal.filter(({ call, arguments: [each] }) => call === 'notification.close' && each === wanted)
            .length,
        id,
      );
    const before = await closed();
    await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.signOut()));
    await expect.poll(closed).toBe(before + 1);
    await signIn(desktop);
  });

  it('E-69 leaves no word of it in the log', async () => {
    await answer(titled('canary-title'), said('canary-words'));
    await expect.poll(async () => (await newest())?.body).toBe('canary-words');
    const folder = path.join(desktop.userData, 'logs');
    const logs = await Promise.all(
      (await readdir(folder).catch(() => [])).map((name) => readFile(path.join(folder, name), 'utf8')),
    );
    expect(logs.join('\n') + desktop.output()).not.toMatch(/canary-(title|words)|my long reply|at home/);
  });
});
