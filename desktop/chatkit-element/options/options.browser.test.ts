import { describe, expect, test } from 'vitest';
import { callsOf, detailsOf, setOptions, useElementBench } from '../testing/element-bench.ts';
import {
  created,
  delta,
  added,
  assistantItem,
  done,
  options as streamOptions,
  thread,
  turn,
  userItem,
} from '../testing/frames.ts';

const bench = useElementBench();

describe('options', () => {
  test('is ready once, later than setOptions, for listeners attached after it', async () => {
    const page = await bench.current.blankPage();
    await page.addScriptTag({ url: '/element-page.js', type: 'module' });
    const seen = await page.evaluate(async () => {
      const element = document.createElement('openai-chatkit');
      document.body.append(element);
      const dispatched: string[] = [];
      const dispatch = element.dispatchEvent.bind(element);
      element.dispatchEvent = (event) => {
        dispatched.push(event.type);
        return dispatch(event);
      };
      element.setOptions({ api: { url: '/chat', domainKey: 'x' } });
      const synchronous = dispatched.length;
      await Promise.resolve();
      const inMicrotask = dispatched.length;
      let ready = 0;
      element.addEventListener('chatkit.ready', () => {
        ready += 1;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { synchronous, inMicrotask, ready };
    });
    expect(seen).toEqual({ synchronous: 0, inMicrotask: 0, ready: 1 });
  });

  test('replaces all options: an omitted one returns to its default', async () => {
    const page = await bench.current.open({
      options: { startScreen: { greeting: 'Our own greeting' }, header: { title: { text: 'Our title' } } },
    });
    expect(await page.getByText('Our own greeting').isVisible()).toBe(true);
    await setOptions(page, {});
    expect(await page.getByText('What can I help with today?').isVisible()).toBe(true);
    expect(await page.getByText('Our title').count()).toBe(0);
  });

  test('keeps thread, draft and running stream when the theme changes', async () => {
    const { api } = bench.current;
    let finish: (() => void) | undefined;
    api.on('threads.create', (_request, reply) => {
      reply.frames(created(thread('thr_1')), done(userItem('u', 'Hi')), streamOptions(), added(assistantItem('a', '')));
      reply.frames(delta('a', 'Half '));
      finish = () => {
        reply.frames(delta('a', 'done.'), done(assistantItem('a', 'Half done.')));
        reply.end();
      };
    });
    const page = await bench.current.open();
    await page.getByRole('textbox').fill('Hi');
    await page.keyboard.press('Enter');
    await page.getByText('Half').waitFor();
    await page.getByRole('textbox').fill('Next thought');
    await setOptions(page, { theme: 'dark' });
    finish?.();
    await page.getByText('Half done.').waitFor();
    expect(await page.getByRole('textbox').textContent()).toBe('Next thought');
    expect(await page.locator('.chat').getAttribute('data-theme')).toBe('dark');
    expect(api.requests.map((request) => request.type)).toEqual(['threads.create']);
  });

  test('honours initialThread on the first setOptions only', async () => {
    const { api } = bench.current;
    api.on('threads.get_by_id', (request, reply) =>
      reply.json(thread(String(request.params.thread_id), { title: 'First' })),
    );
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await setOptions(page, { initialThread: 'thr_2' });
    await page.getByText('First').waitFor();
    await page.waitForTimeout(100);
    expect(api.received('threads.get_by_id').map(({ params }) => params)).toEqual([{ thread_id: 'thr_1' }]);
  });

  test('refuses options that are structurally wrong and reports unknown keys', async () => {
    const page = await bench.current.open();
    const failure = await page.evaluate(() => {
      const element = document.querySelector('openai-chatkit');
      try {
        element?.setOptions({ api: { url: '', domainKey: 'x' } });
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : 'not an error';
      }
    });
    expect(failure).toContain('api.url');
    await page.evaluate(() => {
      const element = document.querySelector('openai-chatkit');
      const misspelt = { api: { url: '/chat', domainKey: 'x' }, colour: 'red' };
      element?.setOptions(misspelt);
    });
    await page.waitForTimeout(50);
    expect(await detailsOf(page, 'chatkit.log')).toContainEqual({ name: 'options.unknown', data: { key: 'colour' } });
  });

  test('sends every request through api.fetch with its own headers and signal', async () => {
    const { api } = bench.current;
    api.on('threads.list', (_request, reply) => reply.json({ data: [], has_more: false }));
    const page = await bench.current.open({
      options: { locale: 'de' },
      hooks: {
        'api.fetch': `async function (url, init) {
          window.chatRecord.calls.push({ name: 'seen', args: [this.url, init.method, Object.keys(init.headers), init.signal instanceof AbortSignal] });
          return fetch(url, { ...init, headers: { ...init.headers, Authorization: 'Bearer t' } });
        }`,
      },
    });
    api.on('threads.create', (_request, reply) => {
      reply.frames(...turn('Hi', 'Hallo.'));
      reply.end();
    });
    await page.getByRole('textbox').fill('Hi');
    await page.keyboard.press('Enter');
    await page.getByText('Hallo.').waitFor();
    await page.getByRole('button', { name: 'Chatverlauf' }).click();
    await page.getByText('Deine Chats erscheinen hier.').waitFor();
    for (const { headers } of api.requests) {
      expect(headers).toMatchObject({
        authorization: 'Bearer t',
        'content-type': 'application/json',
        'accept-language': 'de',
      });
    }
    expect(await callsOf(page, 'seen')).toContainEqual(['/chat', 'POST', ['Content-Type', 'Accept-Language'], true]);
    expect(await callsOf(page, 'api.fetch')).toHaveLength(api.requests.length);
  });

  test('falls back to English for a language it does not have', async () => {
    const { api } = bench.current;
    api.on('threads.list', (_request, reply) => reply.json({ data: [], has_more: false }));
    const page = await bench.current.open({ options: { locale: 'am' } });
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByText('Your chats will appear here.').waitFor();
    expect(api.requests[0]?.headers['accept-language']).toBe('en');
  });

  test('never translates what the host provides, and mirrors the layout for right-to-left languages', async () => {
    const page = await bench.current.open({
      options: {
        locale: 'ar',
        startScreen: { greeting: 'Howdy', prompts: [{ label: 'Try me', prompt: 'x' }] },
        composer: { placeholder: 'Say something' },
        disclaimer: { text: 'Be kind.' },
      },
    });
    for (const text of ['Howdy', 'Try me', 'Be kind.']) expect(await page.getByText(text).isVisible()).toBe(true);
    expect(await page.getByRole('textbox', { name: 'Say something' }).isVisible()).toBe(true);
    expect(await page.locator('.chat').getAttribute('dir')).toBe('rtl');
    expect(await page.getByRole('button', { name: 'سجل المحادثات' }).isVisible()).toBe(true);
  });
});
