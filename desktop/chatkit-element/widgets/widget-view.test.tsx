import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { parseThreadItem } from '../protocol/parse-thread-item.ts';
import { ChatSession } from '../session/chat-session.ts';
import { SessionProvider } from '../session/session-hooks.tsx';
import { WidgetView } from './widget-view.tsx';

/** The markup of a widget as a server sends it; null when it is not one. */
function render(widget: unknown): string | null {
  const item = parseThreadItem({ id: 'w', thread_id: 't', created_at: '', type: 'widget', widget });
  if (item?.type !== 'widget') return null;
  const session = new ChatSession(() => undefined);
  return renderToStaticMarkup(
    <SessionProvider session={session}>
      <WidgetView item={item} />
    </SessionProvider>,
  );
}

const types = `
  Badge Basic Box Button Caption Card Chart Checkbox Col DatePicker Divider Form Icon Image Input Label
  ListView ListViewItem Markdown RadioGroup Row Select Spacer Table Table.Row Table.Cell Text Textarea
  Title Transition Hologram constructor
`
  .trim()
  .split(/\s+/);

const props = `
  value name label options size color background padding margin border radius gap width flex align
  editable status confirm cancel onClickAction limit data series xAxis src key id theme streaming rows
  maxLines defaultValue submit iconStart
`
  .trim()
  .split(/\s+/);

test('draws any tree a model may come up with, without a failure and without markup of its own', () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('constructor', '__proto__', '<script>x</script>', 'url(x)'),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc
      .tuple(
        fc.constantFrom(...types),
        fc.dictionary(fc.constantFrom(...props), odd, { maxKeys: 6 }),
        fc.oneof({ maxDepth: 3 }, fc.constant([]), odd, fc.array(tie('tree'), { maxLength: 3 }), tie('tree')),
      )
      .map(([type, members, children]) => ({ ...members, type, children })),
  }));
  fc.assert(
    fc.property(tree, (widget) => {
      const markup = render(widget) ?? '';
      expect(markup).not.toMatch(/<script|(?:background|border|color)[^;"<]*url\(/);
    }),
    { numRuns: 300 },
  );
});

test('nests what may be nested and shows lists, tables and charts as such', () => {
  const cell = (value: string) => ({ type: 'Table.Cell', children: [{ type: 'Text', value }] });
  const markup = render({
    type: 'Card',
    children: [
      {
        type: 'Table',
        children: [
          { type: 'Table.Row', header: true, children: [cell('Head')] },
          { type: 'Table.Row', children: [cell('Body')] },
        ],
      },
      {
        type: 'ListView',
        children: [
          { type: 'ListViewItem', children: [{ type: 'Badge', label: 'New' }] },
          { type: 'Text', value: 'not a row' },
        ],
      },
    ],
  });
  expect(markup).toContain('<th scope="col"><p class="">Head</p></th>');
  expect(markup).toContain('<td><p class="">Body</p></td>');
  expect(markup).toMatch(/<ul><li class="list-item"[^>]*>.*New.*<\/li><\/ul>/);
  expect(markup).not.toContain('not a row');
});
