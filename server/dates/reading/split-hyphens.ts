import { type Lexicon, listPhrases, type Meaning } from '../words/lexicon.ts';
import { readDigits } from '../words/read-digits.ts';
import type { Token } from '../words/tokenize.ts';

/** Takes apart what a hyphen joins when both sides are words of dates: "mon-fri", "jan-2027". Others, "x-ray", stay one word. */
export function splitHyphens(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  const glued = listPhrases(lexicon.vocabulary.glued ?? '');
  return tokens.flatMap((token) => split(token, lexicon) ?? unglue(token, lexicon, glued) ?? [token]);
}

function split(token: Token, lexicon: Lexicon): Token[] | undefined {
  const hyphen = token.kind === 'word' ? token.text.indexOf('-') : -1;
  if (hyphen < 1 || token.text.length !== token.end - token.start || lexicon.entries.has(token.text)) return undefined;
  const [left, right] = [token.text.slice(0, hyphen), token.text.slice(hyphen + 1)];
  const first = meaningOf(left, lexicon);
  const at = token.start + hyphen;
  const head: Token[] = [
    { kind: 'word', start: token.start, end: at, text: left },
    { kind: 'mark', start: at, end: at + 1, text: '-' },
  ];
  if (first?.month !== undefined && /^(?:\d{2}|\d{4})$/u.test(right))
    return [...head, { kind: 'number', start: at + 1, end: token.end, text: right, number: Number(right) }];
  const second = meaningOf(right, lexicon);
  const isPair = first?.weekday !== undefined && second?.weekday !== undefined;
  return isPair ? [...head, { kind: 'word', start: at + 1, end: token.end, text: right }] : undefined;
}

/** Takes a little word off a word of dates it is written in one with: "وخميس", "و11", "полшестого". */
function unglue(token: Token, lexicon: Lexicon, glued: readonly string[]): Token[] | undefined {
  if (glued.length === 0 || token.kind !== 'word' || lexicon.entries.has(token.text)) return undefined;
  const word = glued.find((each) => token.text.startsWith(each));
  if (word === undefined || token.text.length !== token.end - token.start) return undefined;
  const at = token.start + word.length;
  const text = token.text.slice(word.length);
  const head: Token = { kind: 'word', start: token.start, end: at, text: word };
  if (/^\p{Nd}{1,2}$/u.test(text))
    return [head, { kind: 'number', start: at, end: token.end, text, number: readDigits(text) }];
  const { weekday, amount, span, isWeekend } = meaningOf(text, lexicon) ?? {};
  const isDate = (weekday ?? amount ?? span ?? isWeekend) !== undefined;
  return isDate ? [head, { kind: 'word', start: at, end: token.end, text }] : undefined;
}

function meaningOf(word: string, { entries }: Lexicon): Meaning | undefined {
  return entries.get(word)?.find(({ words }) => words.length === 1)?.meaning;
}
