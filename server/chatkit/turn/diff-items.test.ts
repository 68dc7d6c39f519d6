import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssistantMessageItem, ThreadItem } from '../protocol/thread-item.ts';
import { diffItems } from './diff-items.ts';

const text = fc.string({ maxLength: 12 });
const base = (id: string) => ({ id, thread_id: 't', created_at: '2026-12-01T00:00:00.000Z' });
const part = (words: string) => ({ type: 'output_text' as const, text: words, annotations: [] });

/** What becomes of an answer from one look to the next. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('say' as const), at: fc.nat(2), words: text }),
  fc.record({
    kind: fc.constantFrom('begin' as const, 'end' as const, 'cut' as const, 'drop' as const),
    at: fc.nat(3),
  }),
  fc.record({ kind: fc.constant('rewrite' as const), at: fc.nat(3), words: text }),
);

function after(
  items: readonly ThreadItem[],
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
) {
  const now = new Map(items.map((item) => [item.id, structuredClone(item)]));
  for (const { kind, at, ...rest } of steps) {
    const id = `m${at}`;
    const item = now.get(id);
    const words = 'words' in rest ? rest.words : '';
    if (kind === 'begin') now.set(id, { ...base(id), type: 'assistant_message', content: [], status: 'in_progress' });
    if (kind === 'drop') now.delete(id);
    if (item?.type !== 'assistant_message') continue;
    if (kind === 'say') item.content[0] = part((item.content[0]?.text ?? '') + words);
    if (kind === 'rewrite') item.content = [part(words)];
    if (kind === 'end') now.set(id, { ...base(id), type: 'assistant_message', content: item.content });
    if (kind === 'cut') item.status = 'incomplete';
  }
  return [...now.values()];
}

/** A client that knows nothing but the events. */
function apply(items: readonly ThreadItem[], events: ReturnType<typeof diffItems>): ThreadItem[] {
  const shown = new Map(items.map((item) => [item.id, structuredClone(item)]));
  for (const event of events) {
    if (event.type === 'thread.item.removed') shown.delete(event.item_id);
    if ('item' in event) shown.set(event.item.id, structuredClone(event.item));
    if (event.type !== 'thread.item.updated') continue;
    const item = shown.get(event.item_id);
    const { update } = event;
    if (item?.type !== 'assistant_message' || update.type !== 'assistant_message.content_part.text_delta')
      throw new Error('an update of nothing');
    const grown = item.content[update.content_index];
    if (grown) grown.text += update.delta;
  }
  return [...shown.values()];
}

test('brings a client from one look at a turn to the next, whatever happened in between', () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 6 }), (looks) => {
      let stored: ThreadItem[] = [];
      let shown: ThreadItem[] = [];
      for (const steps of looks) {
        const now = after(stored, steps);
        shown = apply(shown, diffItems(stored, now));
        stored = now;
        const byId = (items: ThreadItem[]) => items.toSorted((a, b) => a.id.localeCompare(b.id));
        expect(byId(shown)).toEqual(byId(stored));
        expect(diffItems(stored, stored)).toEqual([]);
      }
    }),
    { seed: 14, numRuns: 300 },
  );
});

test('sends text that only grew as what was added, and announces what has an end still to come', () => {
  const item: AssistantMessageItem = {
    ...base('m'),
    type: 'assistant_message',
    content: [part('Hel')],
    status: 'in_progress',
  };
  const grown: AssistantMessageItem = { ...item, content: [part('Hello')] };
  const { status: _, ...done } = grown;
  expect(diffItems([], [item])).toEqual([{ type: 'thread.item.added', item }]);
  expect(diffItems([item], [grown])).toMatchObject([{ type: 'thread.item.updated', update: { delta: 'lo' } }]);
  expect(diffItems([grown], [done])).toEqual([{ type: 'thread.item.done', item: done }]);
});
