import { describe, expect, it } from 'vitest';
import { isNavigationAllowed } from './guard-web-contents.ts';

describe('E-34 where frames may go', () => {
  it.each(['parley://app/', 'parley://app/tasks/12', 'parley://app?x#y'])('the page may go to %s', (address) => {
    expect(isNavigationAllowed(address, true)).toBe(true);
  });

  it.each([
    'parley://app.evil/',
    'parley://evil/',
    'parley://app:81/',
    'parley://user@app/',
    'parleyx://app/',
    'https://app/',
    'https://cdn.platform.openai.com/',
    'about:blank',
    'data:text/html,x',
    'blob:parley://app/1',
    'file:///parley://app/',
    'javascript:1',
    'view-source:parley://app/',
    '',
  ])('the page may not go to "%s"', (address) => {
    expect(isNavigationAllowed(address, true)).toBe(false);
  });

  it.each([
    ['https://cdn.platform.openai.com/deployments/chatkit/index-1.html', true],
    ['about:blank', true],
    ['about:srcdoc', true],
    ['https://cdn.platform.openai.com.evil.example/', false],
    ['https://cdn.platform.openai.com@evil.example/', false],
    ['http://cdn.platform.openai.com/', false],
    ['https://cdn.platform.openai.com:444/', false],
    ['https://user@cdn.platform.openai.com/', false],
    ['blob:https://cdn.platform.openai.com/0192f1c4-7d1e-7c3a-9f00-3b1f2a9c0001', false],
    ['parley://app/', false],
    ['about:blank?x', false],
    ['https://evil.example/', false],
  ])('a frame in the page and %s: %s', (address, isAllowed) => {
    expect(isNavigationAllowed(address, false)).toBe(isAllowed);
  });
});
