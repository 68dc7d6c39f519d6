import { readFileSync } from 'node:fs';

/** Characters that a password has at the least, as people count them: an emoji is one. */
export const SHORTEST_PASSWORD = 8;

/** Whom a password is for, as far as is known. */
export interface PasswordOwner {
  name?: string | undefined;
  email?: string | undefined;
}

/** Why a password cannot be chosen, as a code and a sentence. */
export interface PasswordRefusal {
  code: 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_COMMON' | 'PASSWORD_TOO_PERSONAL';
  message: string;
}

const PRODUCT = 'parley';
/** What a password may have around a word that everybody knows, without being another one for it. */
const TRIMMINGS = /^[^\p{L}]+|[^\p{L}]+$/gu;
/** Keys beside each other, forwards and backwards; a row is gone along more than once. */
const ROWS = [
  '0123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
];

const common = new Set(
  readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n'),
);

/**
 * Judges a password that somebody wants to have, as NIST SP 800-63B (5.1.1.2) advises: by its length and by whether others
 * would guess it first, never by which kinds of characters are in it.
 */
export function judgePassword(password: string, owner: PasswordOwner): PasswordRefusal | undefined {
  const folded = foldPassword(password);
  if (Array.from(folded).length < SHORTEST_PASSWORD)
    return { code: 'PASSWORD_TOO_SHORT', message: `A password has ${SHORTEST_PASSWORD} characters or more.` };
  if (common.has(folded) || isPattern(folded))
    return { code: 'PASSWORD_TOO_COMMON', message: 'Many people use this password. Choose another one.' };
  if (isAbout(folded, owner))
    return {
      code: 'PASSWORD_TOO_PERSONAL',
      message: 'Your name, your email address and the name of the app are guessed first. Choose another password.',
    };
  return undefined;
}

/** How passwords are compared with what is known; they are hashed as they were typed, in the normal form NFKC. */
export function foldPassword(password: string): string {
  return password.normalize('NFKC').toLowerCase();
}

/** One or two characters over and over, or keys in their order: "aaaaaaaa", "abababab", "12345678", "lkjhgfdsa". */
function isPattern(folded: string): boolean {
  const characters = Array.from(folded);
  const unit = [1, 2].some((length) => characters.every((character, at) => character === characters[at % length]));
  return (
    unit ||
    ROWS.some((row) => [row, Array.from(row).toReversed().join('')].some((keys) => keys.repeat(13).includes(folded)))
  );
}

function isAbout(folded: string, { name = '', email = '' }: PasswordOwner): boolean {
  const address = foldPassword(email);
  const [mailbox = '', domain = ''] = address.split('@');
  const parts = `${foldPassword(name)} ${mailbox} ${domain}`.split(/[^\p{L}\p{N}]+/u);
  const own = [foldPassword(name), address, mailbox, domain, ...parts, PRODUCT];
  const words = new Set(own.flatMap((word) => [word, lettersOf(word)]).filter((word) => word.length > 2));
  return [folded, lettersOf(folded), folded.replaceAll(TRIMMINGS, '')].some((word) => words.has(word));
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}
