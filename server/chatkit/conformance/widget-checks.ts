import { describe, expect } from 'vitest';
import { streamWidget } from '../turn/stream-widget.ts';
import type { WidgetComponent, WidgetRoot } from '../protocol/widget.ts';
import type { Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget, type Scripted } from './conformance-target.ts';

/** Widgets that are there at once, and widgets that grow. */
export function widgetChecks(target: ConformanceTarget): void {
  const { scripted } = checksOf(target);

  describe('widgets', () => {
    scripted('sends a static widget as one done frame', async ({ alice, host }) => {
      const word = host.respond((thread) => streamWidget(thread, card(text('a', 'x')), { copyText: 'x' }));
      const { events } = await alice.createThread(word);
      expect(events).toHaveLength(4);
      expect(events[3]).toMatchObject({ type: 'thread.item.done', item: { type: 'widget', copy_text: 'x' } });
    });

    scripted('sends the first state as added and the last as done, under one id', async (parts) => {
      const states = [card(text('a', '')), card(text('a', 'Hi')), card(text('a', 'Hi there'))];
      const { events, stored } = await play(parts, states);
      expect(events.map(({ type }) => type)).toEqual([
        'thread.item.added',
        'thread.item.updated',
        'thread.item.updated',
        'thread.item.done',
      ]);
      const [added, , , last] = events;
      expect(added.item.widget).toEqual(states[0]);
      expect(last.item).toEqual({ ...added.item, widget: states[2] });
      expect(stored).toEqual(last.item);
    });

    scripted('sends an append as the suffix alone', async (parts) => {
      const states = [card(text('a', 'Hi'), markdown('b', '')), card(text('a', 'Hi you'), markdown('b', ''))];
      expect(await updates(parts, [...states, card(text('a', 'Hi you'), markdown('b', '# 1'))])).toEqual([
        { type: 'widget.streaming_text.value_delta', component_id: 'a', delta: ' you', done: true },
        { type: 'widget.streaming_text.value_delta', component_id: 'b', delta: '# 1', done: true },
      ]);
    });

    scripted('says that text is not done only while it is streaming', async (parts) => {
      const deltas = await updates(parts, ['', 'H', 'Hi'].map(streaming));
      expect(deltas.map(({ done }) => done)).toEqual([false, false]);
    });

    scripted('sends two appends in one step in tree order', async (parts) => {
      const deltas = await updates(parts, [nested('', 'x'), nested('1', 'xy')]);
      expect(deltas.map(({ component_id, delta }) => [component_id, delta])).toEqual([
        ['a', '1'],
        ['b', 'y'],
      ]);
    });

    scripted('sends the whole root for any other change', async (parts) => {
      const before = card({ ...text('a', 'Hi'), key: 'k', streaming: true }, text('b', 'x'));
      const afters: WidgetRoot[] = [
        card({ ...text('a', 'Ho'), key: 'k', streaming: true }, text('b', 'x')),
        card({ ...text('a', 'Hi'), key: 'k', streaming: true, size: 'lg' }, text('b', 'x')),
        card({ ...text('c', 'Hi'), key: 'k', streaming: true }, text('b', 'x')),
        card({ ...text('a', 'Hi'), key: 'l', streaming: true }, text('b', 'x')),
        card({ ...markdown('a', 'Hi'), key: 'k', streaming: true }, text('b', 'x')),
        card({ ...text('a', 'Hi'), key: 'k', streaming: true }),
        card({ ...text('a', 'Hi more'), key: 'k', streaming: false }, text('b', 'x')),
        { ...before, type: 'Basic' },
      ];
      for (const after of afters) {
        expect(await updates(parts, [before, after])).toEqual([{ type: 'widget.root.updated', widget: after }]);
      }
      expect(await updates(parts, [before, { ...before, size: null }])).toEqual([]);
    });

    scripted('sends the whole root when a title or caption grows', async (parts) => {
      for (const type of ['Title', 'Caption']) {
        const state = (value: string) => card({ type, id: 'a', value });
        const after = state('Hi there');
        expect(await updates(parts, [state('Hi'), after])).toEqual([{ type: 'widget.root.updated', widget: after }]);
      }
    });

    scripted('does not lose an append to text without an id', async (parts) => {
      const after = card({ type: 'Text', value: 'Hi there' });
      const before = card({ type: 'Text', value: 'Hi' });
      expect(await updates(parts, [before, after])).toEqual([{ type: 'widget.root.updated', widget: after }]);
    });

    scripted('does not lose an append inside a transition', async (parts) => {
      const after = card({ type: 'Transition', children: text('a', 'Hi there') });
      const before = card({ type: 'Transition', children: text('a', 'Hi') });
      expect(await updates(parts, [before, after])).toEqual([{ type: 'widget.root.updated', widget: after }]);
    });
  });
}

function card(...children: WidgetComponent[]): WidgetRoot {
  return { type: 'Card', children };
}

function text(id: string, value: string): WidgetComponent {
  return { type: 'Text', id, value };
}

function streaming(value: string): WidgetRoot {
  return card({ ...text('a', value), streaming: true });
}

function nested(one: string, two: string): WidgetRoot {
  return card({ type: 'Row', children: [{ type: 'Col', children: [text('a', one)] }, text('b', two)] });
}

function markdown(id: string, value: string): WidgetComponent {
  return { type: 'Markdown', id, value };
}

async function play({ alice, host }: Scripted, states: WidgetRoot[]): Promise<{ events: Json[]; stored: Json }> {
  const word = host.respond((thread) => streamWidget(thread, each(states)));
  const { threadId, events } = await alice.createThread(word);
  return { events: events.slice(3), stored: (await alice.items(threadId))[1] };
}

async function updates(parts: Scripted, states: WidgetRoot[]): Promise<Json[]> {
  const { events } = await play(parts, states);
  return events.filter(({ type }) => type === 'thread.item.updated').map(({ update }) => update);
}

async function* each(states: WidgetRoot[]): AsyncGenerator<WidgetRoot, void, undefined> {
  yield* states;
}
