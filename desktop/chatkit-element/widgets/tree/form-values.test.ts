import { expect, test } from 'vitest';
import { readAction } from '../../protocol/action-config.ts';
import { cssColor } from '../style/widget-color.ts';
import { mergePayload } from './form-values.ts';

test('nests dotted names, lets declared keys win and names what was dropped', () => {
  const values = new Map<string, string | boolean>([
    ['todo.title', 'Ship'],
    ['todo.done', false],
    ['id', '9'],
    ['plain', 'x'],
    ['plain.deep', 'y'],
  ]);
  expect(mergePayload({ id: 7, todo: { title: 'Declared' } }, values)).toEqual({
    payload: { id: 7, todo: { title: 'Declared', done: false }, plain: 'x' },
    dropped: ['todo.title', 'id', 'plain.deep'],
  });
});

test('leaves the declared payload as it was, also without fields', () => {
  const declared = { list: [1], inner: { a: 1 } };
  mergePayload(declared, new Map([['inner.b', 'x']]));
  expect(declared).toEqual({ list: [1], inner: { a: 1 } });
  expect(mergePayload(undefined, new Map())).toEqual({ payload: undefined, dropped: [] });
});

test('does not let field names reach the prototype', () => {
  const names = ['__proto__.polluted', 'constructor.prototype.polluted', 'a.__proto__.polluted'];
  const { dropped } = mergePayload({}, new Map(names.map((name) => [name, 'yes'])));
  expect(dropped).toEqual(names);
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

test('applies the defaults of an action, "auto" by what fires it', () => {
  expect(readAction({ type: 'a' }, 'click')).toEqual({
    type: 'a',
    payload: undefined,
    handler: 'server',
    loading: 'self',
    isStreaming: true,
  });
  expect(readAction({ type: 'a', loadingBehavior: 'auto' }, 'change')?.loading).toBe('none');
  expect(readAction({ type: 'a' }, 'card')?.loading).toBe('container');
  expect(readAction({ type: 'a', streaming: false, handler: 'client' }, 'click')).toMatchObject({
    handler: 'client',
    isStreaming: false,
  });
  expect(readAction(null, 'click')).toBeNull();
});

test('knows tokens, hues with steps, pairs and plain colors, and refuses what could fetch', () => {
  expect(cssColor('secondary', 'text')).toBe('var(--color-text-secondary)');
  expect(cssColor('subtle', 'line')).toBe('var(--color-border-subtle)');
  expect(cssColor('blue-500', 'surface')).toMatch(/^oklch\(/);
  expect(cssColor({ light: '#fff', dark: '#000' }, 'surface')).toBe('light-dark(#fff, #000)');
  expect(cssColor('linear-gradient(red, blue)', 'surface')).toBe('linear-gradient(red, blue)');
  for (const evil of ['url(http://x)', 'image-set("x")', 'cross-fade(url(x))', 'red; background: url(x)']) {
    expect(cssColor(evil, 'surface')).toBeUndefined();
  }
});
