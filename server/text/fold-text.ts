import { normalizeText } from '../ground/admit-text.ts';

/**
 * A text for matching: lower case, Latin letters without accents, straight quotes, half-width forms.
 * Every UTF-16 unit maps to one unit, so an index in the folded text is the same index in the NFC original.
 */
export function foldText(text: string): string {
  let folded = '';
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if ((code >= 97 && code <= 122) || (code < 65 && code >= 32)) continue;
    const unit = FOLDED.get(code);
    if (unit === undefined) continue;
    folded += text.slice(start, index) + unit;
    start = index + 1;
  }
  return start === 0 ? text : folded + text.slice(start);
}

/**
 * A spelling for comparing words: folded further than `foldText` does, with no accents or vowel points in any script and
 * one form of an Arabic letter. It may be shorter than the text.
 */
export function foldSpelling(text: string): string {
  const folded = foldText(text);
  if (ASCII.test(folded)) return folded;
  const bare = normalizeText(folded, 'NFKD')
    .toLowerCase()
    .replaceAll(POINTS, '')
    .replaceAll(/[ىةیکʼ]/gu, (letter) => FORMS[letter] ?? letter);
  return normalizeText(bare, 'NFC');
}

const ASCII = /^[\x20-\x7e]*$/u;
const POINTS = /[\u0300-\u036F\u064B-\u065F\u0670\u0640]/gu;
const FORMS: Readonly<Record<string, string>> = { ى: 'ي', ة: 'ه', ی: 'ي', ک: 'ك', ʼ: "'" };

const FOLDED = buildTable();

function buildTable(): Map<number, string> {
  const table = new Map<number, string>();
  const ranges = [
    [0x41, 0x5a],
    [0xc0, 0x24f],
    [0x370, 0x52f],
    [0x1e00, 0x1eff],
  ] as const;
  for (const [from, to] of ranges) {
    for (let code = from; code <= to; code += 1) {
      const letter = String.fromCharCode(code);
      const base = code < 0x370 || code >= 0x1e00 ? (normalizeText(letter, 'NFD')[0] ?? letter) : letter;
      const lower = base.toLowerCase();
      if (lower.length === 1 && lower !== letter) table.set(code, lower);
    }
  }
  for (let code = 0xff01; code <= 0xff5e; code += 1) table.set(code, String.fromCharCode(code - 0xfee0).toLowerCase());
  const single = {
    ł: 'l',
    Ł: 'l',
    ø: 'o',
    Ø: 'o',
    đ: 'd',
    Đ: 'd',
    ı: 'i',
    İ: 'i',
    ё: 'е',
    Ё: 'е',
    أ: 'ا',
    إ: 'ا',
    آ: 'ا',
  };
  const marks = {
    '‘': "'",
    '’': "'",
    '‚': "'",
    '`': "'",
    '´': "'",
    '\u00a0': ' ',
    '\u3000': ' ',
    '\t': ' ',
    '\r': ' ',
  };
  const quotes = { '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '「': '"', '」': '"', '『': '"', '』': '"' };
  const stops = { '。': '.', '、': ',', '،': ',', '؟': '?', '–': '-', '—': '-', '−': '-' };
  for (const [from, to] of Object.entries({ ...single, ...marks, ...quotes, ...stops }))
    table.set(from.charCodeAt(0), to);
  return table;
}
