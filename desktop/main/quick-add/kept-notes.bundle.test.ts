import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { type ScriptedApi, json } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
let home: string;
let desktop: DesktopUnderTest;
const file = (of = home) => path.join(of, 'profile/quick-add.json');
const size = () =>
  stat(file(desktop.home))
    .then((found) => found.size)
    .catch(() => 0);

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  fixture.api().seen.length = 0;
  fixture.api().features.length = 0;
  fixture.api().script('POST /api/user-1/chat', null);
});
afterEach(async () => {
  // An app that goes on has another home.
  if (desktop.home === home) await desktop.close();
  await rm(home, { recursive: true, force: true });
});

const start = async (options: Parameters<typeof fixture.launch>[0] = {}): Promise<void> => {
  desktop = await fixture.launch({ home, ...options });
};
const unplug = () => desktop.run(({ double }) => void (double.config.isOnline = false));
const wake = () =>
  desktop.run(({ double, system }) => {
    double.config.isOnline = true;
    system.powerMonitor.emit('resume');
  });
const submit = (text: string) =>
  desktop.run(
    async ({ page }, typed) =>
      (await page('quickAdd')).evaluate(
        (each) => window.parleyQuickAdd?.submit({ text: each, draftId: crypto.randomUUID() }),
        typed,
      ),
    text,
  );
const sent = () =>
  fixture.api().seen.flatMap(({ method, path: at, body, headers }) => {
    const { message } = method === 'POST' && at === '/api/user-1/chat' ? readJson(body) : {};
    return message === undefined ? [] : [{ message, key: headers['idempotency-key'] }];
  });
const messages = () => sent().map(({ message }) => message);
const settled = () => new Promise((resolve) => setTimeout(resolve, 300));
const field = () =>
  desktop.run(async ({ page }) => {
    const shown = await page('quickAdd');
    return { text: await shown.inputValue('#text'), status: await shown.locator('#status').textContent() };
  });

type Answer = Parameters<ScriptedApi['script']>[1];
/** Answers the plain form by itself; what else goes to the same address gets an empty page. */
const answerNotes = (answer: NonNullable<Answer>) =>
  fixture
    .api()
    .script('POST /api/user-1/chat', (request, response) =>
      request.body.includes('"message"')
        ? answer(request, response)
        : json(response, 200, { data: [], has_more: false }),
    );
const added: NonNullable<Answer> = ({ body }, response) =>
  json(response, 200, {
    conversation_id: 'conversation-1',
    message: `Added "${readJson(body).message ?? ''}".`,
    reply: '',
    receipt: { text: `Added "${readJson(body).message ?? ''}".` },
    confirmation: null,
  });

function readJson(body: string): { message?: string } {
  return JSON.parse(body === '' ? '{}' : body) as { message?: string };
}

describe('notes that wait', () => {
  it('E-66 survive quitting, encrypted, and are sent once and in order', async () => {
    await start();
    await signIn(desktop);
    await unplug();
    for (const text of ['canary one', 'canary two']) {
      expect(await submit(text)).toMatchObject({ outcome: 'queued', receipt: expect.stringMatching(/^Kept\. It is/) });
    }
    expect(await readFile(file(), 'utf8')).not.toContain('canary');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await desktop.close();
    await start({ double: { isOnline: false } });
    await settled();
    expect(messages()).toEqual([]);
    await wake();
    await expect.poll(messages).toEqual(['canary one', 'canary two']);
    await expect.poll(size).toBe(0);
    await wake();
    await settled();
    expect(messages()).toHaveLength(2);
  });

  it('E-66 are sent at the next start by themselves', async () => {
    await start();
    await signIn(desktop);
    await unplug();
    await submit('one');
    await desktop.close();
    await start();
    await expect.poll(messages).toEqual(['one']);
  });

  it('E-66 stay in memory where there is no keyring, and the window says so', async () => {
    await start({ double: { keyring: 'basic_text' } });
    await signIn(desktop);
    await unplug();
    expect(await submit('one')).toMatchObject({ receipt: expect.stringContaining('until you quit Parley') });
    expect(await size()).toBe(0);
    await wake();
    await expect.poll(messages).toEqual(['one']);
  });
});

describe('a note without an answer', () => {
  it('F-48 is kept when trying does not help, and sent when the server is back', async () => {
    await start();
    await signIn(desktop);
    fixture.api().features.push('idempotency');
    answerNotes((_request, response) => void response.destroy());
    expect(await submit('later')).toMatchObject({ outcome: 'queued', receipt: expect.stringContaining('added once') });
    expect(sent().length).toBeGreaterThan(1);
    await desktop.close();
    let taken = 0;
    answerNotes((request, response) => {
      taken += 1;
      return added(request, response);
    });
    await start();
    await expect.poll(() => taken, { timeout: 15_000 }).toBe(1);
    expect(new Set(sent().map(({ key }) => key)).size).toBe(1);
  });

  it('F-48 comes back to the person when the app was killed while sending it to such a server', async () => {
    await start();
    await signIn(desktop);
    await unplug();
    await submit('unclear');
    answerNotes(() => undefined);
    await wake();
    await expect.poll(messages).toEqual(['unclear']);
    await desktop.close();
    answerNotes(added);
    await start();
    await expect
      .poll(field)
      .toMatchObject({ text: 'unclear', status: expect.stringContaining('may not have been added') });
    await expect
      .poll(() => desktop.run(({ notifications }) => notifications().at(-1)))
      .toMatchObject({ title: 'Parley quick add', body: expect.stringContaining('may not have been added') });
    expect(messages()).toEqual(['unclear']);
  });
});

describe('in an app that goes on', () => {
  beforeAll(async () => {
    desktop = await fixture.launch();
    await signIn(desktop);
  });
  afterAll(() => desktop.close());

  it('F-48 is sent again where the server knows the key, and is added once', async () => {
    fixture.api().features.push('idempotency');
    const keys = new Set<unknown>();
    answerNotes((request, response) => {
      const isNew = !keys.has(request.headers['idempotency-key']);
      keys.add(request.headers['idempotency-key']);
      if (isNew) response.destroy();
      else void added(request, response);
    });
    expect(await submit('once')).toEqual({ ok: true, outcome: 'sent', receipt: 'Added "once".', isDone: true });
    expect(sent()).toHaveLength(2);
    expect(keys.size).toBe(1);
  });

  it('F-48 is waited for while the server still works on it', async () => {
    fixture.api().features.push('idempotency');
    let tries = 0;
    answerNotes((request, response) => {
      tries += 1;
      if (tries === 1) return void response.destroy();
      if (tries === 2) {
        return json(
          response,
          409,
          { status: 409, code: 'still_answering', detail: 'Still answering.' },
          { 'retry-after': '1' },
        );
      }
      return added(request, response);
    });
    expect(await submit('slow')).toMatchObject({ outcome: 'sent', receipt: 'Added "slow".' });
    expect(tries).toBe(3);
  });

  it.each([
    ['the connection breaks', true],
    ['a gateway gives up', false],
  ])('F-48 is not sent again to a server that does not know keys, when %s', async (_what, breaks) => {
    answerNotes((_request, response) => {
      if (breaks) return void response.destroy();
      response.writeHead(504, { 'content-type': 'text/html' });
      return void response.end('<h1>504</h1>');
    });
    expect(await submit('unclear')).toMatchObject({ ok: false, code: 'no_answer' });
    answerNotes(added);
    await wake();
    await settled();
    expect(messages()).toEqual(['unclear']);
  });

  it('comes back with the reason, and the others go on', async () => {
    const before = await desktop.run(({ notifications }) => notifications().length);
    await unplug();
    for (const text of ['bad', 'good']) await submit(text);
    await desktop.run(({ window }) => window().hide());
    answerNotes((request, response) =>
      readJson(request.body).message === 'bad'
        ? json(response, 422, { status: 422, code: 'invalid_request', detail: 'This is too much.' })
        : added(request, response),
    );
    await wake();
    await expect.poll(messages).toEqual(['bad', 'good']);
    await expect.poll(field).toMatchObject({ text: 'bad' });
    await expect
      .poll(() =>
        desktop.run(
          ({ notifications }, from) =>
            notifications()
              .slice(from)
              .map(({ body }) => body),
          before,
        ),
      )
      .toEqual(['This is too much.', 'Added "good".']);
  });

  it('waits when the refusal is about the moment', async () => {
    await unplug();
    await submit('busy');
    answerNotes((_request, response) =>
      json(response, 429, { status: 429, code: 'rate_limited', detail: 'Too many.' }, { 'retry-after': '1' }),
    );
    await wake();
    await expect.poll(messages).toEqual(['busy']);
    await settled();
    expect(messages()).toEqual(['busy']);
    answerNotes(added);
    // A try that is still under way does not become another one.
    await expect.poll(() => wake().then(messages)).toEqual(['busy', 'busy']);
    await expect.poll(size).toBe(0);
  });

  it('E-66 E-54 go when their account signs out', async () => {
    await unplug();
    await submit('private');
    await desktop.run(async ({ page }) => {
      await (await page('quickAdd')).fill('#text', 'half typed');
      await (await page()).evaluate(() => window.parley?.signOut());
    });
    expect(await size()).toBe(0);
    await expect.poll(field).toEqual({ text: '', status: '' });
    await desktop.run(({ double }) => void (double.config.isOnline = true));
    await signIn(desktop);
    await settled();
    expect(messages()).toEqual([]);
  });
});
