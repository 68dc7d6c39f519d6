import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemUpdate } from '../protocol/thread-event.ts';
import { diffWidget } from './widget-diff.ts';
import type { WidgetComponent, WidgetRoot } from '../protocol/widget.ts';
import { withoutAnyNulls } from '../protocol/wire-json.ts';

const ids = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
const words = fc.constantFrom('', 'H', 'Hi', 'Hi you', 'Ho', '😀', '😀 ok');
const flag = fc.option(fc.boolean(), { nil: null });

const { node } = fc.letrec<{ node: WidgetComponent; leaf: WidgetComponent }>((tie) => ({
  leaf: fc.record(
    { type: fc.constantFrom('Text', 'Markdown', 'Title', 'Button'), id: ids, value: words, streaming: flag },
    { requiredKeys: ['type'] },
  ) as fc.Arbitrary<WidgetComponent>,
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    fc.record(
      { type: fc.constantFrom('Row', 'Box'), id: ids, children: fc.array(tie('node'), { maxLength: 3 }) },
      { requiredKeys: ['type', 'children'] },
    ) as fc.Arbitrary<WidgetComponent>,
    fc.record({ type: fc.constant('Transition'), children: tie('node') }) as fc.Arbitrary<WidgetComponent>,
  ),
}));
const root: fc.Arbitrary<WidgetRoot> = fc.record({
  type: fc.constantFrom('Card' as const, 'Basic' as const),
  children: fc.array(node, { maxLength: 4 }),
});

/** Text that grows step by step between unrelated changes, as widgets really do. */
const states = fc.oneof(
  fc.array(root, { minLength: 1, maxLength: 5 }),
  fc.tuple(root, fc.array(words, { minLength: 1, maxLength: 6 })).map(([state, suffixes]) => {
    const grown = [state];
    for (const suffix of suffixes) grown.push(grow(grown.at(-1) ?? state, suffix));
    return grown;
  }),
);

test('leads any reader from the first state to the last, through every state between', () => {
  fc.assert(
    fc.property(states, (sequence) => {
      const [first, ...rest] = sequence.map((state) => withoutAnyNulls(state));
      if (!first) return;
      let shown = first;
      let before = first;
      for (const state of rest) {
        for (const update of diffWidget(before, state)) shown = apply(shown, update);
        expect(shown).toEqual(state);
        before = state;
      }
    }),
    { numRuns: 2_000 },
  );
});

test('sends nothing when nothing changed', () => {
  fc.assert(
    fc.property(root, (state) => {
      expect(diffWidget(withoutAnyNulls(state), withoutAnyNulls(state))).toEqual([]);
    }),
  );
});

/** The whole tree with a suffix on every text. */
function grow<T extends WidgetComponent>(component: T, suffix: string): T {
  const { value, children } = component;
  const isComponent = (child: unknown): child is WidgetComponent => typeof child === 'object' && child !== null;
  return {
    ...component,
    ...(typeof value === 'string' && { value: value + suffix }),
    ...(Array.isArray(children) && { children: children.filter(isComponent).map((child) => grow(child, suffix)) }),
    ...(!Array.isArray(children) && isComponent(children) && { children: grow(children, suffix) }),
  };
}

/** What a client does: it replaces the root, or appends to the first component with the id that is in a list. */
function apply(shown: WidgetRoot, update: ItemUpdate): WidgetRoot {
  if (update.type === 'widget.root.updated') return update.widget;
  if (update.type !== 'widget.streaming_text.value_delta') throw new Error(`unexpected ${update.type}`);
  const copy = structuredClone(shown);
  const target = find(copy, update.component_id);
  expect(['Text', 'Markdown']).toContain(target?.type);
  if (target) target['value'] = `${String(target['value'])}${update.delta}`;
  return copy;
}

function find(component: WidgetComponent, id: string): WidgetComponent | undefined {
  if (component.id === id) return component;
  const children: unknown = component['children'];
  if (!Array.isArray(children)) return undefined;
  for (const child of children) {
    const found = find(child, id);
    if (found) return found;
  }
  return undefined;
}
