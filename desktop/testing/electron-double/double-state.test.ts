import { afterEach, expect, it } from 'vitest';
import { double, onlyKnown } from './double-state.ts';

afterEach(() => void double.gaps.splice(0));

it('D-16 what the double does not know can neither be read nor set, and both are gaps', () => {
  const known = onlyKnown('app', { name: 'Parley' });
  expect(() => Reflect.get(known, 'relaunchTwice')).toThrow('not in the double: app.relaunchTwice');
  expect(() => Reflect.set(known, 'userAgentFallback', 'x')).toThrow('not in the double: app.userAgentFallback');
  expect(double.gaps).toEqual(['app.relaunchTwice', 'app.userAgentFallback']);
  known.name = 'Other';
  expect(known.name).toBe('Other');
});

it('D-16 a promise or a module may look for what is not there', () => {
  const known = onlyKnown('app', {});
  for (const name of ['then', 'toJSON', '__esModule', 'default']) expect(Reflect.get(known, name)).toBeUndefined();
  expect(double.gaps).toEqual([]);
});
