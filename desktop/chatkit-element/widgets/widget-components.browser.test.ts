import { describe, expect, test } from 'vitest';
import { useElementBench } from '../testing/element-bench.ts';
import { assistantItem, done, item, options as streamOptions, updated, userItem } from '../testing/frames.ts';

const bench = useElementBench();

const text = (value: string) => ({ type: 'Text', value });

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

describe('components', () => {
  test('draws every known one, and nothing for unknown ones or broken props', async () => {
    const page = await bench.current.openWidgets([
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
      await page.getByText(shown, { exact: true }).waitFor();
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
    const page = await bench.current.openWidgets([
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
    const page = await bench.current.openWidgets([]);
    await page.getByRole('textbox').fill('Draw');
    await page.keyboard.press('Enter');
    await page.getByRole('progressbar', { name: 'Making an image…' }).waitFor();
    await expect.poll(async () => page.getByRole('progressbar').count()).toBe(0);
    expect(await page.getByRole('img', { name: 'Image' }).getAttribute('src')).toBe(PIXEL);
  });
});
