import { expect, test } from 'vitest';
import { parseDeepLink, safeHref } from './safe-link.ts';

test('shows the real host of addresses that pretend', () => {
  expect(safeHref('https://аpple.com/')).toBe('https://xn--pple-43d.com/');
  expect(safeHref('https://openai.com@evil.test')).toBe('https://openai.com@evil.test/');
  expect(safeHref('mailto:a@b.test')).toBe('mailto:a@b.test');
  expect(safeHref(' java\tscript:alert(1)')).toBeNull();
  expect(safeHref('/relative')).toBeNull();
});

test('reads the name and the data of a deep link, also of a broken one', () => {
  expect(parseDeepLink('chatkit-link://task/12?a=1&b=x%20y')).toEqual({ name: 'task/12', data: { a: '1', b: 'x y' } });
  expect(parseDeepLink('chatkit-link://caf%C3%A9/')).toEqual({ name: 'café', data: {} });
  expect(parseDeepLink('chatkit-link://50%?x')).toEqual({ name: '50%', data: { x: '' } });
  expect(parseDeepLink('https://x.test')).toBeNull();
});
