import { writeFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import { foldPassword, SHORTEST_PASSWORD } from './judge-password.ts';

const MOST = 5_000;

/**
 * The most used passwords that are long enough to be chosen, the most used first, folded. The list is zxcvbn's, from
 * leaks that are public (`@zxcvbn-ts/language-common`, MIT licence).
 */
export function makeCommonPasswords(): string[] {
  const folded = dictionary['passwords-common'].map(foldPassword);
  return [...new Set(folded)].filter((password) => Array.from(password).length >= SHORTEST_PASSWORD).slice(0, MOST);
}

/** `node server/auth/passwords/make-common-passwords.ts` writes the list anew. */
if (import.meta.main)
  writeFileSync(new URL('common-passwords.txt', import.meta.url), `${makeCommonPasswords().join('\n')}\n`);
