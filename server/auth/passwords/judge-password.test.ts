import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgePassword } from './judge-password.ts';
import { makeCommonPasswords } from './make-common-passwords.ts';

const ANNA = { name: 'Anna Maria Müller', email: 'anna.mueller+work@example.com' };
const codeOf = (password: string, owner = ANNA) => judgePassword(password, owner)?.code;
const list = makeCommonPasswords();

test('the list is what the library has, and some thousands long', () => {
  const kept = readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8');
  expect(kept).toBe(`${list.join('\n')}\n`);
  expect(list.length).toBe(5_000);
});

describe('a password is refused', () => {
  test('when it is among the most used, in any case and any normal form', () => {
    const wide = (text: string) =>
      text.replaceAll(/[!-~]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(
        fc.constantFrom(...list),
        fc.constantFrom(
          (text: string) => text,
          wide,
          (text: string) => text.toUpperCase(),
          (text: string) => `${text[0]?.toUpperCase()}${text.slice(1)}`,
        ),
        (password, written) => {
          expect(codeOf(written(password))).toBe('PASSWORD_TOO_COMMON');
        },
      ),
      { seed: 13, numRuns: 500 },
    );
  });

  test.each([
    'aaaaaaaa',
    '........',
    '🙂🙂🙂🙂🙂🙂🙂🙂',
    'abababab',
    '12345678901',
    '87654321',
    'zyxwvuts',
    'lkjhgfdsa',
    'ASDFGHJKL',
    'qwertzuiop',
  ])('when it is a pattern of keys: %s', (password) => expect(codeOf(password)).toBe('PASSWORD_TOO_COMMON'));

  test.each([
    'anna maria müller',
    'AnnaMariaMüller',
    'Müller2026',
    'anna.mueller+work@example.com',
    'ANNA.MUELLER+WORK',
    'annamuellerwork',
    'example.com',
    'example1',
    'parley2026!',
    'Parley!!!',
  ])('when it is who it is for, or the name of the app: %s', (password) =>
    expect(codeOf(password)).toBe('PASSWORD_TOO_PERSONAL'),
  );

  test('when it has less than eight characters as people count them', () => {
    for (const password of ['', 'x7#Kq2p', '🙂🦊🐢🌵', 'e\u0301'.repeat(7)])
      expect(codeOf(password)).toBe('PASSWORD_TOO_SHORT');
  });
});

describe('a password is taken', () => {
  test.each([
    'correct horse',
    'tulpen im mai',
    'ѐжик в тумане',
    '我的貓喜歡下雨天',
    '🙂🦊🐢🌵🎈🎲🚲🌙',
    'x7#Kq2pZ',
    ' leading and trailing ',
  ])('whichever characters it has: %s', (password) => expect(codeOf(password)).toBeUndefined());

  test('of 64 characters and more', () => {
    expect(codeOf('tulip house river stone '.repeat(3).slice(0, 64))).toBeUndefined();
    expect(codeOf('🙂🦊🐢🌵🎈🎲🚲🌙'.repeat(8))).toBeUndefined();
  });

  test('when it only contains a word of its owner’s', () => {
    for (const password of ['anna likes rain', 'parley with pirates']) expect(codeOf(password)).toBeUndefined();
  });
});
