import { describe, expect, test } from 'vitest';
import { detailsOf, eventsOf, setOptions, useElementBench } from '../testing/element-bench.ts';
import {
  added,
  assistantItem,
  delta,
  done,
  item,
  options as streamOptions,
  thread,
  turn,
  userItem,
} from '../testing/frames.ts';

const bench = useElementBench();

/** Scripts two threads, the first of which can be opened. */
function scriptThreads() {
  const { api } = bench.current;
  const threads = [thread('thr_1', { title: 'Groceries' }), thread('thr_2')];
  api.on('threads.list', (_request, reply) => reply.json({ data: threads, has_more: false }));
  api.on('threads.get_by_id', (request, reply) => {
    const data = [userItem('u1', 'Buy milk'), assistantItem('a1', 'Milk is on the list.')];
    reply.json(thread(String(request.params.thread_id), { title: 'Groceries', items: { data, has_more: false } }));
  });
  api.on('threads.update', (request, reply) => reply.json(thread('thr_1', { title: request.params.title })));
  api.on('threads.delete', (_request, reply) => reply.json({}));
  return api;
}

describe('the header', () => {
  test('disappears when it is not enabled, and its title overrides the title of the thread', async () => {
    scriptThreads();
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await page.getByRole('heading', { name: 'Groceries' }).waitFor();
    await setOptions(page, { header: { title: { text: 'Assistant' } } });
    await page.getByRole('heading', { name: 'Assistant' }).waitFor();
    await setOptions(page, { header: { enabled: false } });
    await expect.poll(async () => page.locator('.header').count()).toBe(0);
  });

  test('has the buttons of the host, which call it', async () => {
    const page = await bench.current.open({
      options: { header: { leftAction: { icon: 'menu', onClick: () => {} } } },
      hooks: { 'header.leftAction.onClick': '() => undefined' },
    });
    await page.getByRole('button', { name: 'menu' }).click();
    expect(await page.evaluate(() => window.chatRecord.calls.map((call) => call.name))).toEqual([
      'header.leftAction.onClick',
    ]);
  });
});

describe('the history', () => {
  test('has no button and no panel when it is not enabled', async () => {
    const page = await bench.current.open({ options: { history: { enabled: false } } });
    expect(await page.getByRole('button', { name: 'Chat history' }).count()).toBe(0);
    const failure = await page.evaluate(async () =>
      document
        .querySelector('openai-chatkit')
        ?.showHistory()
        .catch((error: Error) => error.name),
    );
    expect(failure).toBe('IntegrationError');
  });

  test('opens a thread from the list, with events around the loading', async () => {
    const api = scriptThreads();
    const page = await bench.current.open();
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByRole('button', { name: 'Untitled chat', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Groceries', exact: true }).click();
    await page.getByText('Milk is on the list.').waitFor();
    expect((await eventsOf(page)).filter(({ name }) => name !== 'chatkit.ready')).toEqual([
      { name: 'chatkit.history.open', detail: null },
      { name: 'chatkit.history.close', detail: null },
      { name: 'chatkit.thread.change', detail: { threadId: 'thr_1' } },
      { name: 'chatkit.thread.load.start', detail: { threadId: 'thr_1' } },
      { name: 'chatkit.thread.load.end', detail: { threadId: 'thr_1' } },
    ]);
    expect(api.received('threads.list')[0]?.params).toMatchObject({ order: 'desc' });
  });

  test('renames in place, and deletes after a question; the open thread makes room for a new one', async () => {
    const api = scriptThreads();
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByRole('button', { name: 'More actions: Groceries' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Title of the chat' }).fill('Shopping');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Shopping', exact: true }).waitFor();
    await expect
      .poll(() => api.received('threads.update').map(({ params }) => params))
      .toEqual([{ thread_id: 'thr_1', title: 'Shopping' }]);
    await expect.poll(() => page.getByRole('dialog', { name: 'Chat history' }).evaluate(isFocused)).toBe(true);
    await page.getByRole('button', { name: 'More actions: Shopping' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete “Shopping”?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(api.received('threads.delete')).toEqual([]);
    await page.getByRole('button', { name: 'More actions: Shopping' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => api.received('threads.delete').length).toBe(1);
    await expect
      .poll(async () => detailsOf(page, 'chatkit.thread.change'))
      .toEqual([{ threadId: 'thr_1' }, { threadId: null }]);
    await page.keyboard.press('Escape');
    await page.getByText('What can I help with today?').waitFor();
  });

  test('offers neither renaming nor deleting when the host turns them off', async () => {
    scriptThreads();
    const page = await bench.current.open({ options: { history: { showDelete: false, showRename: false } } });
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByRole('button', { name: 'Groceries', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /More actions/ }).count()).toBe(0);
  });

  test('loads further pages as the reader scrolls, says when it is empty, and recovers from an error', async () => {
    const { api } = bench.current;
    let failures = 1;
    const row = (n: number) => thread(`thr_${n}`, { title: `Chat ${n}` });
    const page1 = Array.from({ length: 30 }, (_, n) => row(n));
    api.on('threads.list', (request, reply) => {
      if (failures-- > 0) return reply.json({ error: { code: 'down', message: 'Down.' } }, 503);
      if (request.params.after === 'thr_29') return reply.json({ data: [row(30)], has_more: false });
      return reply.json({ data: page1, has_more: true, after: 'thr_29' });
    });
    const page = await bench.current.open();
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByText('Your chats could not be loaded.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Chat 2', exact: true }).waitFor();
    await page.locator('.history-list').evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.getByRole('button', { name: 'Chat 30', exact: true }).waitFor();
    api.on('threads.list', (_request, reply) => reply.json({ data: [], has_more: false }));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByText('Your chats will appear here.').waitFor();
    expect(await detailsOf(page, 'chatkit.error')).toEqual(['ResponseError: Down.']);
  });

  test('draws few of ten thousand, wherever one scrolls, and keeps the one that is being renamed', async () => {
    const { api } = bench.current;
    const title = (n: number) => `Chat number ${n}.`;
    const data = Array.from({ length: 10_000 }, (_, n) => thread(`thr_${n}`, { title: title(n) }));
    api.on('threads.list', (_request, reply) => reply.json({ data, has_more: false }));
    const page = await bench.current.open();
    await page.getByRole('button', { name: 'Chat history' }).click();
    const list = page.locator('.history-list');
    await page.getByRole('button', { name: title(0), exact: true }).waitFor();
    for (const part of [0.5, 1, 0]) {
      await list.evaluate((element, at) => {
        element.scrollTop = element.scrollHeight * at;
      }, part);
      const name = title(Math.min(Math.round(10_000 * part), 9999));
      await page.getByRole('button', { name, exact: true }).waitFor();
      expect(await page.locator('.history-row').count()).toBeLessThan(60);
    }
    await page.getByRole('button', { name: `More actions: ${title(1)}` }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Title of the chat' }).fill('Half typed');
    await list.evaluate((element) => element.scrollTo(0, 200_000));
    await page.getByRole('button', { name: title(5010), exact: true }).waitFor({ state: 'attached' });
    expect(await page.getByRole('textbox', { name: 'Title of the chat' }).inputValue()).toBe('Half typed');
  });

  test('takes the focus, and gives it back on Escape', async () => {
    scriptThreads();
    const page = await bench.current.open();
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByRole('dialog', { name: 'Chat history' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(async () => page.getByRole('button', { name: 'Chat history' }).evaluate(isFocused)).toBe(true);
  });

  test('learns new titles from a stream and lists a thread that was just begun', async () => {
    const api = scriptThreads();
    api.on('threads.create', (_request, reply) => {
      reply.frames(...turn('Hi', 'Hello.', 'thr_9'), {
        type: 'thread.updated',
        thread: thread('thr_9', { title: 'Fresh title' }),
      });
      reply.end();
    });
    const page = await bench.current.open();
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByRole('button', { name: 'Groceries', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('textbox').fill('Hi');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Fresh title' }).waitFor();
    api.on('threads.list', () => {});
    await page.getByRole('button', { name: 'Chat history' }).click();
    await page.getByRole('button', { name: 'Fresh title', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Groceries', exact: true }).isVisible()).toBe(true);
  });
});

describe('opening a thread', () => {
  test('shows the newest messages of a long one and loads older ones without moving what is read', async () => {
    const { api } = bench.current;
    const line = (n: number) => userItem(`u${n}`, `Message number ${n}`);
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => line(from + index));
    api.on('threads.get_by_id', (_request, reply) =>
      reply.json(thread('thr_1', { items: { data: range(0, 20), has_more: true, after: 'u19' } })),
    );
    api.on('items.list', (request, reply) => {
      if (request.params.after === undefined) {
        return reply.json({ data: range(50, 100).toReversed(), has_more: true, after: 'hidden_1' });
      }
      if (request.params.after === 'hidden_1') return reply.json({ data: [], has_more: true, after: 'u50' });
      return reply.json({ data: range(0, 51).toReversed(), has_more: false });
    });
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await expect.poll(async () => page.getByText('Message number 99', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('Message number 5', { exact: true }).count()).toBe(0);
    const scroller = page.getByRole('log', { name: 'Messages' });
    await scroller.evaluate((element) => {
      element.scrollTop = 100;
    });
    const anchor = page.getByText('Message number 52', { exact: true });
    const before = (await anchor.boundingBox())?.y ?? 0;
    await expect.poll(async () => scroller.evaluate((element) => element.scrollTop)).toBeGreaterThan(1000);
    const after = (await anchor.boundingBox())?.y ?? 0;
    expect(Math.abs(after - before)).toBeLessThan(3);
    expect(await page.getByText('Message number 50', { exact: true }).count()).toBe(1);
    await scroller.evaluate((element) => {
      element.scrollTop = 0;
    });
    await expect.poll(async () => page.getByText('Message number 0', { exact: true }).isVisible()).toBe(true);
  });

  test('says when a thread is gone and offers a new chat, and tries again after other failures', async () => {
    const { api } = bench.current;
    api.on('threads.get_by_id', (_request, reply) => reply.json({ error: { code: 'not_found', message: 'No.' } }, 404));
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await page.getByText('This chat does not exist.').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await detailsOf(page, 'chatkit.thread.load.end')).toEqual([{ threadId: 'thr_1' }]);
    api.on('threads.get_by_id', (_request, reply) => reply.json({}, 500));
    await page.evaluate(async () =>
      document
        .querySelector('openai-chatkit')
        ?.setThreadId('thr_2')
        .catch(() => {}),
    );
    await page.getByText('This chat could not be loaded.').waitFor();
    expect(await page.getByRole('textbox').getAttribute('aria-disabled')).toBe('true');
    scriptThreads();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Milk is on the list.').waitFor();
  });

  test('follows a reply that another window is still receiving, also over a break, and marks one that was interrupted', async () => {
    const { api } = bench.current;
    const words = (text: string, status?: string) =>
      item('a1', 'assistant_message', {
        content: [{ type: 'output_text', text, annotations: [] }],
        ...(status && { status }),
      });
    const question = (status: string) => userItem('u1', 'Hi', { status });
    api.on('threads.get_by_id', (_request, reply) => {
      const data = [question('in_progress'), words('Hel', 'in_progress')];
      reply.json(thread('thr_1', { items: { data, has_more: false } }));
    });
    const breaks: (() => void)[] = [];
    api.on('threads.watch', (_request, reply) => {
      reply.frames(
        streamOptions(),
        { type: 'thread.item.replaced', item: question('in_progress') },
        added(words('Hello ', 'in_progress')),
      );
      breaks.push(reply.destroy, () => {
        reply.frames(delta('a1', 'all.'), done(words('Hello all.', 'incomplete')));
        reply.frames({ type: 'thread.item.replaced', item: question('incomplete') });
        reply.end();
      });
    });
    api.on('threads.retry_after_item', (_request, reply) => {
      reply.frames(streamOptions(), done(assistantItem('a2', 'Hello again.')));
      reply.end();
    });
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await page.getByText('Hello', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Stop responding' }).waitFor();
    breaks[0]?.();
    await expect.poll(() => breaks.length, { timeout: 10_000 }).toBe(4);
    await page.getByRole('button', { name: 'Stop responding' }).waitFor();
    breaks[3]?.();
    await page.getByText('Hello all.').waitFor();
    await page.getByText('This reply was interrupted.').waitFor();
    expect(await page.getByText('This reply was interrupted.').count()).toBe(1);
    expect(await page.getByRole('alert').filter({ hasText: /\S/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Hello again.').waitFor();
    expect(api.received('threads.retry_after_item')[0]?.params).toEqual({ thread_id: 'thr_1', item_id: 'u1' });
    expect(await page.getByText('This reply was interrupted.').count()).toBe(0);
  });
});

function isFocused(element: Element): boolean {
  return element.matches(':focus');
}
