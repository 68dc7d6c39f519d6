import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseForeignJson } from './admit-text.ts';

/** Texts with everything in them that means something outside of a text. */
const key = fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', ':', 'a'), maxLength: 12 });
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(null, true, 0),
    key,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

/** The second way of telling how deep a value is nested: by walking what was parsed. */
function depthOf(part: unknown): number {
  if (typeof part !== 'object' || part === null) return 0;
  return 1 + Math.max(0, ...Object.values(part).map(depthOf));
}

test('JSON is parsed as ever, unless it is nested too deeply', () => {
  fc.assert(
    fc.property(value, fc.nat(120), fc.constantFrom(undefined, 2), (inner, around, space) => {
      const json = `${'['.repeat(around)}${JSON.stringify(inner, undefined, space)}${']'.repeat(around)}`;
      const whole: unknown = JSON.parse(json);
      if (depthOf(whole) <= 101) expect(parseForeignJson(json)).toEqual(whole);
      else expect(() => parseForeignJson(json)).toThrow('nested too deeply');
    }),
    { seed: 13, numRuns: 500 },
  );
});

test.each(['', '{', '[1,]', '"', '"\\', '{"__proto__": {}}', ']]]]', `${'}'.repeat(200)}`])(
  'what is no JSON, or more than JSON, is refused: %j',
  (text) => {
    expect(() => parseForeignJson(text)).toThrow('not valid JSON');
  },
);
