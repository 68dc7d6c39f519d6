import { expect, test } from 'vitest';
import { isSignedAddress, signAddress } from './signed-address.ts';

const claim = { purpose: 'upload', owner: 'alice', id: 'atc_1' } as const;
const queryOf = (address: string) => new URL(address).searchParams;

test('works until it runs out, and with the secret it was made with', () => {
  const query = queryOf(signAddress('https://example.com/files/1', claim, 1_000, 'secret'));
  expect(isSignedAddress(query, claim, 999, 'secret')).toBe(true);
  expect(isSignedAddress(query, claim, 1_000, 'secret')).toBe(false);
  expect(isSignedAddress(query, claim, 999, 'other secret')).toBe(false);
});

test('works for one purpose, owner and file only', () => {
  const query = queryOf(signAddress('https://example.com/files/1', claim, 1_000, 'secret'));
  for (const change of [{ purpose: 'preview' as const }, { owner: 'bob' }, { id: 'atc_2' }]) {
    expect(isSignedAddress(query, { ...claim, ...change }, 0, 'secret')).toBe(false);
  }
  query.set('expires', '9999');
  expect(isSignedAddress(query, claim, 0, 'secret')).toBe(false);
});

test('cannot be made for other parts that read the same together', () => {
  const query = queryOf(signAddress('https://example.com/files/1', { ...claim, owner: 'a', id: 'b' }, 1_000, 'secret'));
  expect(isSignedAddress(query, { ...claim, owner: 'a","b', id: '' }, 0, 'secret')).toBe(false);
});
