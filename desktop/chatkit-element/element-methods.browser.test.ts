import { describe, expect, test } from 'vitest';
import { detailsOf, useElementBench } from './testing/element-bench.ts';
import { assistantItem, created, done, options as streamOptions, thread, userItem } from './testing/frames.ts';

const bench = useElementBench();

describe('methods', () => {
  test('reject while a response streams or a thread loads', async () => {
    const { api } = bench.current;
    api.on('threads.create', (_request, reply) => reply.frames(created(thread('thr_1')), done(userItem('u1', 'Hi'))));
    api.on('threads.get_by_id', () => {});
    const codes = async (isLoading: boolean) => {
      const page = await bench.current.open();
      return page.evaluate(async (loads) => {
        const element = document.querySelector('openai-chatkit');
        if (!element) return [];
        if (loads) element.setThreadId('thr_1').catch(() => {});
        else await element.sendUserMessage({ text: 'Hi' });
        const calls = [
          element.sendUserMessage({ text: 'x' }),
          element.setThreadId(null),
          element.sendCustomAction({ type: 'x' }),
          element.fetchUpdates(),
          element.setComposerValue({ text: 'x' }),
          element.showHistory(),
          element.hideHistory(),
          element.focusComposer(),
        ];
        const results = await Promise.allSettled(calls);
        return results.map((result) =>
          result.status === 'rejected' ? [result.reason.name, result.reason.code].join(' ') : 'resolved',
        );
      }, isLoading);
    };
    const refused = Array.from({ length: 8 }, () => 'IntegrationError busy');
    expect(await codes(false)).toEqual(refused);
    expect(await codes(true)).toEqual(refused);
  });

  test('reject before the first options', async () => {
    const page = await bench.current.blankPage();
    await page.addScriptTag({ url: '/element-page.js', type: 'module' });
    const code = await page.evaluate(async () =>
      document
        .createElement('openai-chatkit')
        .sendUserMessage({ text: 'x' })
        .catch((error: Error) => Reflect.get(error, 'code')),
    );
    expect(code).toBe('not_ready');
  });

  test('sendCustomAction needs a thread, resolves after its stream and rejects after an error', async () => {
    const { api } = bench.current;
    const page = await bench.current.open();
    const act = async () =>
      page.evaluate(async () =>
        document
          .querySelector('openai-chatkit')
          ?.sendCustomAction({ type: 'go', payload: { n: 1 } }, 'w1')
          .then(() => 'done')
          .catch((error: Error) => `${error.name}: ${error.message}`),
      );
    expect(await act()).toContain('IntegrationError');
    api.on('threads.get_by_id', (_request, reply) => reply.json(thread('thr_1')));
    await page.evaluate(async () => document.querySelector('openai-chatkit')?.setThreadId('thr_1'));
    let isEnded = false;
    api.on('threads.custom_action', async (_request, reply) => {
      await reply.raw(`data: ${JSON.stringify(streamOptions())}\n\n`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      isEnded = true;
      reply.end();
    });
    expect([await act(), isEnded]).toEqual(['done', true]);
    expect(api.received('threads.custom_action')[0]?.params).toEqual({
      thread_id: 'thr_1',
      item_id: 'w1',
      action: { type: 'go', payload: { n: 1 } },
    });
    api.on('threads.custom_action', (_request, reply) => {
      reply.frames(streamOptions(), { type: 'error', code: 'custom', message: 'Not now.', allow_retry: false });
      reply.end();
    });
    expect(await act()).toBe('Error: Not now.');
    expect(await page.locator('.bubble').count()).toBe(0);
  });

  test('fetchUpdates shows what was added and drops what is gone', async () => {
    const { api } = bench.current;
    const show = (...items: object[]) =>
      api.on('threads.get_by_id', (_request, reply) =>
        reply.json(thread('thr_1', { title: `${items.length} items`, items: { data: items, has_more: false } })),
      );
    show(userItem('u1', 'One'), userItem('u2', 'Two'));
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await page.getByText('Two', { exact: true }).waitFor();
    show(userItem('u1', 'One'), assistantItem('a1', 'Out of band'), userItem('u3', 'Three'));
    await page.evaluate(async () => document.querySelector('openai-chatkit')?.fetchUpdates());
    await page.getByText('Out of band').waitFor();
    await page.getByRole('heading', { name: '3 items' }).waitFor();
    expect(await page.getByText('Two', { exact: true }).count()).toBe(0);
  });

  test('sendUserMessage can begin a new thread and rejects when the server refuses', async () => {
    const { api } = bench.current;
    api.on('threads.get_by_id', (_request, reply) => reply.json(thread('thr_1')));
    api.on('threads.create', (_request, reply) => reply.json({ error: { code: 'x', message: 'Refused.' } }, 422));
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    const outcome = await page.evaluate(async () =>
      document
        .querySelector('openai-chatkit')
        ?.sendUserMessage({ text: 'Hi', newThread: true })
        .catch((error: Error) => error.message),
    );
    expect(outcome).toBe('Refused.');
    expect(await detailsOf(page, 'chatkit.thread.change')).toEqual([{ threadId: 'thr_1' }, { threadId: null }]);
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });
});
