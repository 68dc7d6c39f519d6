import { describe, expect, test } from 'vitest';
import { callsOf, detailsOf, eventsOf, setOptions, useElementBench } from './testing/element-bench.ts';
import { turn } from './testing/frames.ts';

const bench = useElementBench();

describe('defining the element', () => {
  test('works when it is defined after its tag is in the document', async () => {
    const page = await bench.current.blankPage();
    await page.evaluate(() => {
      document.body.innerHTML = '<openai-chatkit id="early" class="kept"></openai-chatkit>';
      window.chatRecord = { events: [], calls: [] };
      document.querySelector('#early')?.addEventListener('chatkit.ready', () => {
        window.chatRecord.events.push({ name: 'ready', detail: null });
      });
    });
    await page.addScriptTag({ url: '/element-page.js', type: 'module' });
    await setOptions(page, {});
    await page.waitForFunction(() => window.chatRecord.events.length === 1);
    expect(await page.locator('#early.kept').getByRole('textbox').isVisible()).toBe(true);
  });

  test('leaves an element alone that is already defined', async () => {
    const page = await bench.current.blankPage();
    await page.evaluate(() => customElements.define('openai-chatkit', class Hosted extends HTMLElement {}));
    const failures: Error[] = [];
    page.on('pageerror', (error) => failures.push(error));
    await page.addScriptTag({ url: '/element-page.js', type: 'module' });
    expect(await page.evaluate(() => customElements.get('openai-chatkit')?.name)).toBe('Hosted');
    expect(failures).toEqual([]);
  });

  test('becomes ready without any request but those to the API', async () => {
    const page = await bench.current.open();
    expect(await detailsOf(page, 'chatkit.ready')).toHaveLength(1);
    const external = await page.evaluate(() =>
      performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin)),
    );
    expect(external).toEqual([]);
  });

  test('takes options before it is in the document', async () => {
    const page = await bench.current.blankPage();
    await page.addScriptTag({ url: '/element-page.js', type: 'module' });
    await page.evaluate(() => {
      const element = document.createElement('openai-chatkit');
      element.setOptions({ api: { url: '/chat', domainKey: 'x' } });
      document.body.append(element);
    });
    await page.getByRole('textbox').waitFor();
    expect(await page.getByText('What can I help with today?').isVisible()).toBe(true);
  });

  test('keeps the conversation when it is moved in the document', async () => {
    const { api } = bench.current;
    api.on('threads.create', (_request, reply) => {
      reply.frames(...turn('Hi', 'Hello there.'));
      reply.end();
    });
    const page = await bench.current.open();
    await page.getByRole('textbox').fill('Hi');
    await page.keyboard.press('Enter');
    await page.getByText('Hello there.').waitFor();
    await page.evaluate(() => {
      const element = document.querySelector('openai-chatkit');
      element?.remove();
      const frame = document.body.appendChild(document.createElement('main'));
      if (element) frame.append(element);
    });
    expect(await page.getByText('Hello there.').isVisible()).toBe(true);
  });
});

test('hands the documented details of its events to the React handlers', async () => {
  const { api } = bench.current;
  api.on('threads.create', (_request, reply) => {
    reply.frames(...turn('Hi', 'Hello.'), { type: 'client_effect', name: 'refresh', data: { what: 'tasks' } });
    reply.frames({ type: 'error', code: 'custom', message: 'Half broken.', allow_retry: false });
    reply.end();
  });
  const page = await openReact();
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  await page.getByText('Half broken.').waitFor();
  const calls = await page.evaluate(() => window.chatRecord.calls);
  expect(calls).toEqual([
    { name: 'onReady', args: [null] },
    { name: 'onResponseStart', args: [null] },
    { name: 'onThreadChange', args: [{ threadId: 'thr_1' }] },
    { name: 'onEffect', args: [{ name: 'refresh', data: { what: 'tasks' } }] },
    { name: 'onError', args: ['Error: Half broken.'] },
    { name: 'onResponseEnd', args: [null] },
  ]);
});

test('keeps its options when only callbacks change, and calls the newest one', async () => {
  bench.current.api.on('threads.create', (_request, reply) => {
    reply.frames(...turn('Hi', 'Hello.'));
    reply.end();
  });
  const page = await openReact();
  const applied = await page.evaluate(async () => {
    let count = 0;
    const element = document.querySelector('openai-chatkit');
    const proto: unknown = element && Object.getPrototypeOf(element);
    if (typeof proto !== 'object' || proto === null) return -1;
    const original: unknown = Reflect.get(proto, 'setOptions');
    Reflect.set(proto, 'setOptions', function counted(this: unknown, ...args: unknown[]) {
      count += 1;
      return typeof original === 'function' ? Reflect.apply(original, this, args) : undefined;
    });
    window.renderChat({
      api: { url: '/chat', domainKey: 'x' },
      onResponseEnd: () => window.chatRecord.calls.push({ name: 'newest', args: [] }),
      ...Object.fromEntries(
        ['onReady', 'onResponseStart', 'onThreadChange', 'onEffect', 'onError'].map((name) => [name, () => {}]),
      ),
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    return count;
  });
  expect(applied).toBe(0);
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  await page.getByText('Hello.').waitFor();
  await expect.poll(async () => callsOf(page, 'newest')).toHaveLength(1);
});

test('dispatches nothing that bubbles', async () => {
  const page = await bench.current.blankPage();
  await page.addScriptTag({ url: '/element-page.js', type: 'module' });
  const heard = await page.evaluate(async () => {
    let count = 0;
    document.addEventListener('chatkit.ready', () => {
      count += 1;
    });
    const element = document.body.appendChild(document.createElement('openai-chatkit'));
    element.setOptions({ api: { url: '/chat', domainKey: 'x' } });
    await new Promise((resolve) => element.addEventListener('chatkit.ready', resolve));
    return count;
  });
  expect(heard).toBe(0);
  expect(await eventsOf(page).catch(() => [])).toEqual([]);
});

async function openReact() {
  const page = await bench.current.blankPage();
  await page.addScriptTag({ url: '/react-page.js', type: 'module' });
  await page.evaluate(() => {
    const calls: { name: string; args: unknown[] }[] = [];
    window.chatRecord = { events: [], calls };
    const record = (name: string) => (detail: unknown) => {
      const isFailure = typeof detail === 'object' && detail !== null && 'error' in detail;
      calls.push({ name, args: [isFailure ? String(detail.error) : detail] });
    };
    const names = ['onReady', 'onResponseStart', 'onResponseEnd', 'onThreadChange', 'onEffect', 'onError'];
    window.renderChat({
      api: { url: '/chat', domainKey: 'x' },
      ...Object.fromEntries(names.map((name) => [name, record(name)])),
    });
  });
  await page.addScriptTag({ url: '/element-page.js', type: 'module' });
  await page.waitForFunction(() => window.chatRecord.calls.length > 0);
  return page;
}
