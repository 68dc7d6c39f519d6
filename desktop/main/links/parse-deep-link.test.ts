import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desktopTarget } from '../../ipc-contract.ts';
import { findDeepLink } from './find-deep-link.ts';
import { parseDeepLink } from './parse-deep-link.ts';

describe('E-57 deep links', () => {
  it.each([
    ['parley://task/12', { kind: 'task', id: 12 }],
    ['parley://chat/0192f0c4-7d1a-7c3e', { kind: 'chat', id: '0192f0c4-7d1a-7c3e' }],
    ['parley://add?text=buy%20milk', { kind: 'add', text: 'buy milk' }],
    ['parley://add/?text=a%0Ab%07', { kind: 'add', text: 'a\nb' }],
    ['parley://add', { kind: 'add', text: '' }],
  ])('understands %s', (link, target) => {
    expect(parseDeepLink(link)).toEqual({ kind: 'open', target });
  });

  it('understands the end of a sign-in', () => {
    expect(parseDeepLink('parley://auth/callback#token=abc')).toEqual({ kind: 'auth', code: 'abc' });
  });

  it.each([
    '',
    'parley:',
    'parley://',
    'parley:task/12',
    'parley:thread/..',
    'parley://task/',
    'parley://task/0',
    'parley://task/012',
    'parley://task/-1',
    'parley://task/1e3',
    'parley://task/99999999999',
    'parley://task/12/13',
    'parley://task/12?x=1',
    'parley://task/12#x',
    'parley://task/%31',
    'parley://task:80/12',
    'parley://user:pw@task/12',
    'parley://chat/',
    'parley://chat/../task/1/x',
    'parley://chat/a%2fb',
    'parley://chat/a b',
    `parley://chat/${'a'.repeat(65)}`,
    'parley://add/extra?text=x',
    'parley://add?text=x&send=1',
    'parley://add?text=x#y',
    `parley://add?text=${'x'.repeat(2048)}`,
    'parley://app/',
    'parley://settings',
    'parley://auth/callback',
    'parley://auth/callback?token=abc',
    'parley://auth/callback#token=',
    'parley://auth/callback#token=abc&state=xyz',
    'parley://auth/callback#token=abc&token=xyz',
    'parley://auth/callback#token=a.b',
    'parley://auth/other#token=abc',
    'parleyx://task/12',
    'https://task/12',
    'parley://x" --renderer-cmd-prefix=cmd',
    'parley://task/12\u0000',
    'parley://task/12\n',
    `parley://task/${'1'.repeat(1_000_000)}`,
  ])('A-135 refuses %s', (link) => {
    expect(parseDeepLink(link)).toBeNull();
  });

  it('E-57 survives a hundred thousand strings, and whatever it makes of them fits the contract', () => {
    const piece = fc.constantFrom(
      'parley://',
      'task/',
      'chat/',
      'add?text=',
      'auth/callback#token=',
      '%2e',
      '..',
      '//',
      '#',
      '1',
      'é',
    );
    const link = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 6 }).map((parts) => parts.join('')),
      fc.string({ maxLength: 30 }).map((text) => `parley://${text}`),
    );
    fc.assert(
      fc.property(link, (text) => {
        const parsed = parseDeepLink(text);
        return parsed === null || parsed.kind === 'auth' || desktopTarget.safeParse(parsed.target).success;
      }),
      { numRuns: 100_000 },
    );
  });
});

describe('A-135 the command line', () => {
  it.each([
    [['parley://task/1'], 'parley://task/1'],
    [['--flag', '.', 'PARLEY://task/1'], 'PARLEY://task/1'],
    [['--flag=parley://task/1'], null],
    [['parley://task/1', 'parley://task/2'], null],
    [['--inspect', '--gpu-launcher=cmd'], null],
    [[], null],
  ])('%j holds the link %s', (argv, link) => {
    expect(findDeepLink(argv)).toBe(link);
  });
});
