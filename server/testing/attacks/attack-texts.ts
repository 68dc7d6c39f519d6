import { readdirSync } from 'node:fs';
import * as fc from 'fast-check';

/** Makes a text of about the length it is asked for. */
type MakeText = (length: number) => string;

/** A kind of text, and how it is made. */
export interface AttackText {
  kind: string;
  make: MakeText;
}

const repeat =
  (piece: string): MakeText =>
  (length) =>
    piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const marks: MakeText = (length) => `a${'\u0315'.repeat(length / 2)}${'\u0316'.repeat(length / 2)}`;
const nested =
  (open: string, close: string): MakeText =>
  (length) =>
    open.repeat(length / (2 * open.length)) + close.repeat(length / (2 * close.length));

const SEPARATORS = [
  ' ',
  ', ',
  '.',
  '-',
  '–',
  '\n',
  '\t',
  '"',
  "'",
  '(',
  ':',
  '!',
  '?',
  '#',
  '@',
  '/',
  '`',
  '\u00a0',
  '; ',
];
/** What is repeated; each is worth trying for what some reader of texts does with it. */
const PIECES = [
  'x',
  '日',
  'x日',
  '\uff9e\u0315\u0316',
  marks(30),
  '1',
  '9,',
  '0.',
  '-1 ',
  '日\n',
  '"a" ',
  '\\',
  '\0',
  '&lt;',
  '%00',
  // Letters that become many, or are put together, when text is brought into a normal form.
  '\ufdfa',
  '\u0390',
  '\u1e9b\u0323',
  '\u1100\u1161\u11a8',
  '\u1100',
  '\uac00\u11a8',
  '\u0344',
  '\u2126',
  '\ufb03',
  // Pictures of several, flags, halves of letters, directions.

  '👩‍👩‍👧‍👦',
  '🇫🇷',
  '\u{1f1eb}',
  '👍🏽',
  '\ud800',
  '\udc00',
  '\u202e',
  '\u2066א\u2069',
  '\u200f\u200e',
  '\u200d',
  '\ufeff',
  'אב ',
  '**a ',
  '_a*',
  '> ',
  '- [ ] ',
  '[a](b) ',
  '`a``',
  '| a ',
  '<b>',
  '<think>',
  '${a}',
  '{{a}}',
  "' or 1=1 -- ",
  'delete abcdxxxxx. ',
  'add a, ',
  'remind me to ',
  'please, ',
  'hi ',
  'mark 1 ',
  'a\n',
  '- a\n',
  'yes ',
  '0....',
  ' that last',
  'finish abcdefgi, ',
  'move abcdefgi to friday, ',
  'done with abcdefgi and abcdxxxxz. ',
  '号',
  ' 番号',
  'FREQ=DAILY;',
  'BYDAY=MO,',
  'BYSETPOS=-366;',
  'Europe/',
  'en-a-',
  'Bearer ',
  'a=b; ',
  '../',
  '%2e%2e/',
];

const FIXED: Record<string, MakeText> = {
  'marks on a letter': marks,
  ...Object.fromEntries(PIECES.map((piece) => [JSON.stringify(piece), repeat(piece)])),
  ...Object.fromEntries(
    SEPARATORS.map((text) => [`x, and ${JSON.stringify(text)}`, (length) => `x${repeat(text)(length)}x`]),
  ),
  'lists in lists': nested('[', ']'),
  'objects in objects': nested('{"a":', '}'),
  brackets: nested('(', ')'),
  'what looks like everything': (length) =>
    `delete ${Array.from({ length: 20 }, (_, index) => `abcdefgi${index}`).join(' and ')}`.slice(0, length),
  'one long thing': (length) => `delete ${repeat('abcdefgi ')(length)}`,
  'a call and white space': (length) => `{${' '.repeat(length)}x`,
  'a number and dots': (length) => `borra 1${'.'.repeat(length)}x`,
};

/** What is said of dates in fifteen languages. */
const PHRASES = await readPhrases();

/** Any text that may be slow to read: one of those above, or beginnings of what is said of dates, joined and repeated. */
export const anyText: fc.Arbitrary<AttackText> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...Object.entries(FIXED)).map(([kind, make]) => ({ kind, make })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.array(fc.tuple(fc.constantFrom(...PHRASES), fc.double({ min: 0.3, max: 1, noNaN: true })), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.constantFrom('', '1', '12:', 'x', 'add ', 'move 1 to '),
        fc.constantFrom('', ...SEPARATORS),
      )
      .map(([phrases, head, separator]) => {
        const piece = phrases
          .map(([phrase, share]) => phrase.slice(0, Math.ceil(phrase.length * share)))
          .join(separator);
        const repeated = repeat(`${piece}${separator}` || 'x');
        return {
          kind: JSON.stringify(`${head}${piece}${separator}`),
          make: (length: number) => head + repeated(length),
        };
      }),
  },
);

/** The worst there are, which every field is tried with. */
export const WORST: readonly AttackText[] = [
  { kind: 'marks on a letter', make: marks },
  { kind: 'marks on each letter', make: repeat(marks(30)) },
];

async function readPhrases(): Promise<string[]> {
  const folder = new URL('../../languages/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('dates.ts'));
  const modules = await Promise.all(files.map(async (name): Promise<unknown> => import(new URL(name, folder).href)));
  const phrases = [...stringsOf(modules)].flatMap((text) => text.split(/[|\n]/u)).filter((text) => text.trim() !== '');
  return [...new Set(phrases)];
}

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* stringsOf(part);
}
