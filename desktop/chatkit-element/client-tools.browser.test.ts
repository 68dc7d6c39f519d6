import { describe, expect, test } from 'vitest';
import { callsOf, detailsOf, useElementBench } from './testing/element-bench.ts';
import { assistantItem, done, item, options as streamOptions, thread, turn, userItem } from './testing/frames.ts';

const bench = useElementBench();

describe('client tools', () => {
  const call = item('fc_1', 'client_tool_call', {
    status: 'pending',
    call_id: 'call_1',
    name: 'read_selection',
    arguments: { pane: 'left' },
  });

  /** Scripts a response that asks for a tool, and one that goes on after it. */
  function scriptTool() {
    const { api } = bench.current;
    api.on('threads.create', (_request, reply) => {
      reply.frames(...turn('Hi', 'Let me look.'), done(call));
      reply.end();
    });
    api.on('threads.add_client_tool_output', (_request, reply) => {
      reply.frames(streamOptions(), done(assistantItem('a2', 'You selected row 4.')));
      reply.end();
    });
    return api;
  }

  test('are called once and their result is posted, within one response', async () => {
    const api = scriptTool();
    const page = await bench.current.open({ hooks: { onClientTool: "async () => ({ text: 'row 4', none: null })" } });
    await page.evaluate(async () => document.querySelector('openai-chatkit')?.sendUserMessage({ text: 'Hi' }));
    await page.getByText('You selected row 4.').waitFor();
    expect(await callsOf(page, 'onClientTool')).toEqual([[{ name: 'read_selection', params: { pane: 'left' } }]]);
    expect(api.received('threads.add_client_tool_output').map(({ params }) => params)).toEqual([
      { thread_id: 'thr_1', result: { text: 'row 4', none: null } },
    ]);
    await expect.poll(async () => detailsOf(page, 'chatkit.response.end')).toHaveLength(1);
    expect(await detailsOf(page, 'chatkit.response.start')).toHaveLength(1);
  });

  test.each([
    ['that throw', { onClientTool: "async () => { throw new Error('Nothing selected'); }" }, 'Nothing selected'],
    ['nobody handles', {}, 'No handler is registered for the client tool "read_selection".'],
  ])('%s post an error result and report it', async (_name, hooks: Record<string, string>, message) => {
    const api = scriptTool();
    const page = await bench.current.open({ hooks });
    await page.evaluate(async () => document.querySelector('openai-chatkit')?.sendUserMessage({ text: 'Hi' }));
    await page.getByText('You selected row 4.').waitFor();
    expect(api.received('threads.add_client_tool_output')[0]?.params.result).toEqual({ error: { message } });
    expect(await detailsOf(page, 'chatkit.error')).toEqual([`Error: ${message}`]);
  });

  test('found pending in a loaded thread are not run', async () => {
    const api = scriptTool();
    const data = [userItem('u1', 'Hi'), call];
    api.on('threads.get_by_id', (_request, reply) => reply.json(thread('thr_1', { items: { data, has_more: false } })));
    const page = await bench.current.open({
      options: { initialThread: 'thr_1' },
      hooks: { onClientTool: 'async () => ({})' },
    });
    await page.getByText('Hi', { exact: true }).waitFor();
    await page.waitForTimeout(100);
    expect(await callsOf(page, 'onClientTool')).toEqual([]);
    expect(api.received('threads.add_client_tool_output')).toEqual([]);
  });
});

describe('structured input', () => {
  const inputs = [
    {
      id: 'prio',
      type: 'multiple_choice',
      question: 'Priority?',
      options: [{ value: 'Low' }, { value: 'High' }],
      multiple: false,
    },
    {
      id: 'tags',
      type: 'multiple_choice',
      question: 'Tags?',
      options: [{ value: 'home' }, { value: 'work' }],
      multiple: true,
    },
    { id: 'note', type: 'freeform', question: 'Anything else?', description: 'Optional.' },
  ];

  test('replaces the composer until it is answered or skipped', async () => {
    const { api } = bench.current;
    const pending = item('q1', 'structured_input', { status: 'pending', inputs });
    api.on('threads.get_by_id', (_request, reply) =>
      reply.json(thread('thr_1', { items: { data: [userItem('u1', 'Hi'), pending], has_more: false } })),
    );
    api.on('threads.add_structured_input', (_request, reply) => {
      const answered = inputs.map((input) => ({ ...input, answer: { values: ['High'], skipped: false } }));
      const replaced = item('q1', 'structured_input', { status: 'answered', inputs: answered });
      reply.frames(
        streamOptions(),
        { type: 'thread.item.replaced', item: replaced },
        done(assistantItem('a1', 'Noted.')),
      );
      reply.end();
    });
    const page = await bench.current.open({ options: { initialThread: 'thr_1' } });
    await page.getByRole('radio', { name: 'Low' }).check();
    await page.getByRole('radio', { name: 'High' }).check();
    await page.getByRole('checkbox', { name: 'home' }).check();
    await page.getByRole('textbox', { name: 'Tags? Other' }).fill('garden');
    expect(await page.getByRole('button', { name: 'Send message' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Noted.').waitFor();
    await page.getByRole('textbox', { name: 'Message the AI' }).waitFor();
    expect(api.received('threads.add_structured_input')[0]?.params).toEqual({
      thread_id: 'thr_1',
      item_id: 'q1',
      input: {
        status: 'answered',
        answers: {
          prio: { values: ['High'], skipped: false },
          tags: { values: ['home', 'garden'], skipped: false },
          note: { values: [], skipped: true },
        },
      },
    });
    await page.evaluate(async () => document.querySelector('openai-chatkit')?.setThreadId('thr_1'));
    await page.getByRole('button', { name: 'Skip all' }).click();
    await expect
      .poll(() => api.received('threads.add_structured_input')[1]?.params.input)
      .toMatchObject({ status: 'skipped' });
  });
});
