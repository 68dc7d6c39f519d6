import { describe, expect, test } from 'vitest';
import { callsOf, useElementBench } from '../testing/element-bench.ts';
import { done, options as streamOptions, userItem, widgetItem } from '../testing/frames.ts';

const bench = useElementBench();

const text = (value: string) => ({ type: 'Text', value });

const button = (label: string, action: object) => ({ type: 'Button', label, onClickAction: action });

describe('actions', () => {
  test('handled by the client call the host and send nothing', async () => {
    const widget = {
      type: 'Card',
      children: [button('Open', { type: 'open', payload: { id: 7 }, handler: 'client' })],
    };
    const page = await bench.current.openWidgets([widget], { 'widgets.onAction': 'async () => undefined' });
    await page.getByRole('button', { name: 'Open' }).click();
    await expect
      .poll(async () => callsOf(page, 'widgets.onAction'))
      .toEqual([
        [
          { type: 'open', payload: { id: 7 } },
          { id: 'w0', widget },
        ],
      ]);
    expect(bench.current.api.requests.map(({ type }) => type)).toEqual(['threads.get_by_id']);
  });

  test('for the client, and those that are not streamed, work while a response streams; others wait', async () => {
    const { api } = bench.current;
    scriptEndlessResponse();
    api.on('threads.sync_custom_action', (_request, reply) =>
      reply.json({ updated_item: widgetItem('w0', { type: 'Card', children: [text('Synced')] }) }),
    );
    const page = await bench.current.openWidgets(
      [
        {
          type: 'Card',
          children: [
            button('Streamed', { type: 'a' }),
            button('Client', { type: 'b', handler: 'client' }),
            button('Sync', { type: 'c', streaming: false }),
          ],
        },
      ],
      { 'widgets.onAction': 'async () => undefined' },
    );
    await page.getByRole('textbox').fill('More');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop responding' }).waitFor();
    expect(await page.getByRole('button', { name: 'Streamed' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Client' }).click();
    await page.getByRole('button', { name: 'Sync' }).click();
    await page.getByText('Synced').waitFor();
    expect(await callsOf(page, 'widgets.onAction')).toHaveLength(1);
    expect(api.received('threads.sync_custom_action')[0]?.params).toEqual({
      thread_id: 'thr_1',
      item_id: 'w0',
      action: { type: 'c' },
    });
  });

  test('show their loading where their behaviour, or what fired them, says', async () => {
    const { api } = bench.current;
    const running: (() => void)[] = [];
    api.on('threads.custom_action', (_request, reply) => {
      reply.frames(streamOptions());
      running.push(reply.end);
    });
    const page = await bench.current.openWidgets([
      {
        type: 'Card',
        children: [
          button('Self', { type: 'a' }),
          button('Whole', { type: 'b', loadingBehavior: 'container' }),
          button('Silent', { type: 'c', loadingBehavior: 'none' }),
          { type: 'Select', name: 's', options: [{ value: 'x', label: 'X' }], onChangeAction: { type: 'd' } },
        ],
        confirm: { label: 'Confirm', action: { type: 'e' } },
      },
    ]);
    const widget = page.locator('.widget');
    const loading = async (act: () => Promise<unknown>) => {
      await act();
      await expect.poll(() => running.length).toBe(1);
      const state = {
        container: (await widget.getAttribute('aria-busy')) === 'true',
        inside: await widget.locator('[aria-busy="true"]').count(),
      };
      running.pop()?.();
      await expect.poll(async () => page.getByRole('button', { name: 'Self' }).isEnabled()).toBe(true);
      return state;
    };
    const press = (name: string) => async () => page.getByRole('button', { name }).click();
    expect(await loading(press('Self'))).toEqual({ container: false, inside: 1 });
    expect(await loading(press('Whole'))).toEqual({ container: true, inside: 0 });
    expect(await loading(press('Silent'))).toEqual({ container: false, inside: 0 });
    expect(await loading(async () => widget.getByRole('combobox').selectOption('x'))).toEqual({
      container: false,
      inside: 0,
    });
    expect(await loading(press('Confirm'))).toEqual({ container: true, inside: 0 });
  });

  test('have server, auto and streaming as defaults, and change their widget by what the server streams', async () => {
    const { api } = bench.current;
    api.on('threads.custom_action', (_request, reply) => {
      const replaced = widgetItem('w0', { type: 'Card', children: [text('Done.')] });
      reply.frames(streamOptions(), { type: 'thread.item.replaced', item: replaced });
      reply.end();
    });
    const page = await bench.current.openWidgets([
      { type: 'Card', children: [button('Go', { type: 'go' })] },
      { type: 'Card', children: [text('Below')] },
    ]);
    await page.getByRole('button', { name: 'Go' }).click();
    await page.getByText('Done.').waitFor();
    expect(await page.locator('.widget').allTextContents()).toEqual(['Done.', 'Below']);
    expect(api.received('threads.custom_action')[0]?.params.action).toEqual({ type: 'go' });
  });

  test('that fail take a ticked box back and say so', async () => {
    const { api } = bench.current;
    api.on('threads.sync_custom_action', (_request, reply) =>
      reply.json({ error: { code: 'x', message: 'Not allowed.' } }, 403),
    );
    const page = await bench.current.openWidgets([
      {
        type: 'Card',
        children: [{ type: 'Checkbox', name: 'c', label: 'Milk', onChangeAction: { type: 't', streaming: false } }],
      },
    ]);
    await page.getByRole('checkbox', { name: 'Milk' }).click();
    await page.getByText('Not allowed.').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Milk' }).isChecked()).toBe(false);
  });
});

/** Scripts a response to the next message that goes on until it is told to end. */
function scriptEndlessResponse() {
  const { api } = bench.current;
  api.on('threads.add_user_message', (_request, reply) => reply.frames(done(userItem('u2', 'More')), streamOptions()));
}
