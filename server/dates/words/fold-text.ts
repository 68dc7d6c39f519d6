import { normalizeText } from '../../ground/admit-text.ts';

const ARABIC_FORMS: Readonly<Record<string, string>> = { ى: 'ي', ة: 'ه', ی: 'ي', ک: 'ك', ı: 'i', ʼ: "'", '’': "'" };

/** Makes spellings comparable: lower case, no accents or vowel points, one kind of apostrophe. */
export function foldText(text: string): string {
  const folded = normalizeText(text, 'NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036F\u064B-\u065F\u0670\u0640]/gu, '')
    .replaceAll(/[ىةیکıʼ’]/gu, (letter) => ARABIC_FORMS[letter] ?? letter);
  return normalizeText(folded, 'NFC');
}

/** Reads decimal digits of any script: "5", "٥", "५", "５". */
export function readDigits(digits: string): number {
  return Number(digits.replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit))).replace(',', '.'));
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  // Every script's ten digits stand in one row; the rows in use start at these code points.
  const zero = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10].find((start) => code >= start && code < start + 10);
  return zero === undefined ? 0 : code - zero;
}
