import { describe, expect, test } from 'vitest';
import { callsOf, detailsOf, useElementBench } from '../testing/element-bench.ts';
import {
  assistantItem,
  done,
  item,
  options as streamOptions,
  thread,
  updated,
  userItem,
  widgetItem,
} from '../testing/frames.ts';

const bench = useElementBench();
const text = (value: string) => ({ type: 'Text', value });

/** Scripts a thread with widgets and opens it. */
async function openWidgets(widgets: object[], hooks: Record<string, string> = {}) {
  const data = [userItem('u1', 'Hi'), ...widgets.map((widget, index) => widgetItem(`w${index}`, widget))];
  bench.current.api.on('threads.get_by_id', (_request, reply) =>
    reply.json(thread('thr_1', { items: { data, has_more: false } })),
  );
  return bench.current.open({ options: { initialThread: 'thr_1' }, hooks });
}

/** Scripts a response to the next message that goes on until it is told to end. */
function scriptEndlessResponse() {
  const { api } = bench.current;
  api.on('threads.add_user_message', (_request, reply) => reply.frames(done(userItem('u2', 'More')), streamOptions()));
}

const button = (label: string, action: object) => ({ type: 'Button', label, onClickAction: action });

describe('actions', () => {
  test('P235 handled by the client call the host and send nothing', async () => {
    const widget = {
      type: 'Card',
      children: [button('Open', { type: 'open', payload: { id: 7 }, handler: 'client' })],
    };
    const page = await openWidgets([widget], { 'widgets.onAction': 'async () => undefined' });
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

  test('P236 for the client, and those that are not streamed, work while a response streams; others wait', async () => {
    const { api } = bench.current;
    scriptEndlessResponse();
    api.on('threads.sync_custom_action', (_request, reply) =>
      reply.json({ updated_item: widgetItem('w0', { type: 'Card', children: [text('Synced')] }) }),
    );
    const page = await openWidgets(
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

  test('P239 show their loading where their behaviour, or what fired them, says', async () => {
    const { api } = bench.current;
    const running: (() => void)[] = [];
    api.on('threads.custom_action', (_request, reply) => {
      reply.frames(streamOptions());
      running.push(reply.end);
    });
    const page = await openWidgets([
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

  test('P176 have server, auto and streaming as defaults, and change their widget by what the server streams', async () => {
    const { api } = bench.current;
    api.on('threads.custom_action', (_request, reply) => {
      const replaced = widgetItem('w0', { type: 'Card', children: [text('Done.')] });
      reply.frames(streamOptions(), { type: 'thread.item.replaced', item: replaced });
      reply.end();
    });
    const page = await openWidgets([
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
    const page = await openWidgets([
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

describe('forms', () => {
  const form = {
    type: 'Card',
    children: [
      {
        type: 'Form',
        onSubmitAction: { type: 'save', payload: { id: 7, fixed: 'declared' } },
        children: [
          { type: 'Label', value: 'Title', fieldName: 'todo.title' },
          { type: 'Input', name: 'todo.title', required: true, pattern: '[A-Z].*' },
          { type: 'Input', name: 'fixed', defaultValue: 'from the field', placeholder: 'Fixed' },
          { type: 'DatePicker', name: 'todo.due', defaultValue: '2026-03-09T00:00:00Z' },
          { type: 'Checkbox', name: 'urgent', label: 'Urgent' },
          {
            type: 'RadioGroup',
            name: 'when',
            options: [
              { value: 'am', label: 'Morning' },
              { value: 'pm', label: 'Evening' },
            ],
          },
          { type: 'Select', name: 'prio', options: [{ value: 'h', label: 'High' }] },
          { type: 'Textarea', name: '__proto__.x', defaultValue: 'evil' },
          button('Check', { type: 'check' }),
          { type: 'Button', label: 'Save', submit: true },
        ],
      },
    ],
  };

  test('P237 put their values into every action inside, nested by dots, and declared keys win', async () => {
    const { api } = bench.current;
    api.on('threads.custom_action', (_request, reply) => {
      reply.frames(streamOptions());
      reply.end();
    });
    const page = await openWidgets([form]);
    await page.getByRole('textbox', { name: 'Title' }).fill('Ship');
    await page.getByRole('radio', { name: 'Evening' }).check();
    await page.getByRole('checkbox', { name: 'Urgent' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => api.received('threads.custom_action').length).toBe(1);
    const values = { todo: { title: 'Ship', due: '2026-03-09' }, urgent: true, when: 'pm' };
    expect(api.received('threads.custom_action')[0]?.params.action).toEqual({
      type: 'save',
      payload: { ...values, id: 7, fixed: 'declared' },
    });
    expect(await detailsOf(page, 'chatkit.error')).toHaveLength(2);
    await page.getByRole('button', { name: 'Check' }).click();
    await expect.poll(() => api.received('threads.custom_action').length).toBe(2);
    expect(api.received('threads.custom_action')[1]?.params.action).toEqual({
      type: 'check',
      payload: { ...values, fixed: 'from the field' },
    });
  });

  test('P238 do not submit while a field is missing or does not fit its pattern', async () => {
    const page = await openWidgets([form]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('lower case');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForTimeout(50);
    expect(bench.current.api.received('threads.custom_action')).toEqual([]);
  });

  test('keep what was typed while other parts of the widget change', async () => {
    const { api } = bench.current;
    const state = (note: string) => ({
      type: 'Card',
      asForm: true,
      confirm: { label: 'Save', action: { type: 'save' } },
      children: [
        { type: 'Input', key: 'name', name: 'name', placeholder: 'Name' },
        { id: 'note', ...text(note) },
      ],
    });
    let next: (() => void) | undefined;
    api.on('threads.add_user_message', (_request, reply) => {
      reply.frames(done(userItem('u2', 'More')), streamOptions(), {
        type: 'thread.item.added',
        item: widgetItem('w9', state('One')),
      });
      next = () => {
        reply.frames(
          updated('w9', { type: 'widget.streaming_text.value_delta', component_id: 'note', delta: ' two', done: true }),
        );
        reply.frames(updated('w9', { type: 'widget.root.updated', widget: state('One two three') }));
        reply.frames(done(widgetItem('w9', state('One two three'))));
        reply.end();
      };
    });
    const page = await openWidgets([]);
    await page.getByRole('textbox').fill('More');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
    next?.();
    await page.getByText('One two three').waitFor();
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Ada');
  });
});

describe('components', () => {
  test('draws every known one, and nothing for unknown ones or broken props', async () => {
    const page = await openWidgets([
      {
        type: 'Card',
        size: 17,
        padding: { nonsense: true },
        children: [
          { type: 'Hologram', children: [text('never')] },
          null,
          'text',
          { type: 'Title', value: 'A title' },
          { type: 'Text', value: 42 },
          { type: 'Badge', label: 'New', color: 'url(http://evil.test)' },
          { type: 'Box', background: 'url(http://evil.test/x.png)', children: [text('Boxed')] },
          { type: 'Transition', children: text('Moving') },
          {
            type: 'Table',
            children: [
              { type: 'Table.Row', header: true, children: [{ type: 'Table.Cell', children: [text('Head')] }] },
            ],
          },
          {
            type: 'Chart',
            data: [{ day: 'Mon', done: 3 }],
            series: [{ type: 'bar', label: 'Done', dataKey: 'done' }],
            xAxis: 'day',
          },
          { type: 'Icon', name: 'lucide:anchor' },
          { type: 'Icon', name: 'nobody-knows-this' },
          { type: 'constructor' },
          { type: 'Icon', name: 'constructor', color: 'toString', size: 'valueOf' },
          {
            type: 'Box',
            align: 'constructor',
            radius: 'toString',
            children: [{ type: 'Text', value: 'Own', size: 'constructor' }],
          },
        ],
      },
      {
        type: 'Basic',
        theme: 'dark',
        children: [
          { type: 'Markdown', value: '**Bold** words' },
          { type: 'Caption', value: 'Small' },
        ],
      },
    ]);
    for (const shown of ['A title', 'New', 'Boxed', 'Moving', 'Head', 'Bold', 'Small', 'Own']) {
      expect(await page.getByText(shown, { exact: true }).isVisible()).toBe(true);
    }
    expect(await page.getByRole('row', { name: 'Mon 3' }).isVisible()).toBe(true);
    expect(await page.getByText('never').count()).toBe(0);
    await expect
      .poll(async () => page.locator('.widget .lucide-anchor, .widget .lucide-circle-dashed').count())
      .toBe(3);
    expect(await page.locator('.widget-root[data-theme="dark"]').count()).toBe(1);
    expect(
      await page.evaluate(() =>
        performance.getEntriesByType('resource').filter((entry) => entry.name.includes('evil')),
      ),
    ).toEqual([]);
  });

  test('folds a long list, and makes a row with an action a button beside its own controls', async () => {
    const { api } = bench.current;
    api.on('threads.custom_action', (_request, reply) => {
      reply.frames(streamOptions(), done(assistantItem('a1', 'Opened.')));
      reply.end();
    });
    const rows = Array.from({ length: 8 }, (_, index) => ({
      type: 'ListViewItem',
      key: `row-${index}`,
      onClickAction: { type: 'open', payload: { index } },
      children: [{ type: 'Checkbox', name: `c${index}`, label: `Tick ${index}` }, text(`Row ${index}`)],
    }));
    const page = await openWidgets([
      { type: 'ListView', limit: 'auto', status: { text: '8 rows', icon: 'check' }, children: rows },
    ]);
    expect(await page.getByText('Row 7').count()).toBe(0);
    await page.getByRole('button', { name: 'Show more (2)' }).click();
    await page.getByText('Row 7').waitFor();
    await page.getByRole('checkbox', { name: 'Tick 7' }).check();
    expect(api.received('threads.custom_action')).toEqual([]);
    await page.getByRole('button', { name: 'Tick 7, Row 7' }).click();
    await page.getByText('Opened.').waitFor();
    expect(api.received('threads.custom_action')[0]?.params.action).toEqual({ type: 'open', payload: { index: 7 } });
  });

  test('shows a generated image while it is made and when it is there', async () => {
    const { api } = bench.current;
    api.on('threads.add_user_message', (_request, reply) => {
      reply.frames(done(userItem('u2', 'Draw')), streamOptions(), {
        type: 'thread.item.added',
        item: item('i1', 'generated_image'),
      });
      reply.frames(updated('i1', { type: 'generated_image.updated', image: { id: 'g', url: PIXEL }, progress: 0.5 }));
      setTimeout(() => {
        reply.frames(done(item('i1', 'generated_image', { image: { id: 'g', url: PIXEL } })));
        reply.end();
      }, 200);
    });
    const page = await openWidgets([]);
    await page.getByRole('textbox').fill('Draw');
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar', { name: 'Making an image…' }).waitFor();
    await expect.poll(async () => page.getByRole('progressbar').count()).toBe(0);
    expect(await page.getByRole('img', { name: 'Image' }).getAttribute('src')).toBe(PIXEL);
  });
});

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
