/** What a language puts before and after somebody else's words. */
export type QuoteMarks = readonly [open: string, close: string];

export const ENGLISH_MARKS: QuoteMarks = ['“', '”'];
/** Marks for messages that programs print. */
export const PLAIN_MARKS: QuoteMarks = ['"', '"'];

/** A title within a sentence is no longer than this. */
const LONGEST_QUOTE = 80;

/** What is not seen, or turns around what is; the signs of Arabic that stand before numbers are seen. */
const UNSEEN =
  /(?![\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}]|\u200C|\u200D|\uFE0E|\uFE0F)[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
/** Scripts whose letters look different with a joiner between them. */
const JOINING = String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]`;
const PICTURE = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]`;
const JOINERS = new RegExp(
  String.raw`((?<=${JOINING})[\u200C\u200D](?=${JOINING})|(?<=${PICTURE})\u200D(?=\p{Extended_Pictographic})|(?<=\p{Emoji})[\uFE0E\uFE0F])|[\u200C\u200D\uFE0E\uFE0F]`,
  'gu',
);
/** Line ends of every kind, other controls, and all that is as wide as a space. */
const GAPS = /[\s\p{Cc}\p{Zs}\p{Zl}\p{Zp}\u2800]+/gu;
/** Whatever begins or ends a quotation in any script, and what looks like it; an apostrophe inside a word ends nothing. */
const MARKS =
  /(?<=[\p{L}\p{N}])(['’׳״])(?=[\p{L}\p{N}])|[\p{Quotation_Mark}\u02BA\u02DD\u02EE\u05F3\u05F4\u2033\u2034\u2036\u2037\u275B-\u2760\u{1F676}-\u{1F678}]/gu;

/**
 * Somebody's text as one line that is what it looks like: nothing in it turns the direction of writing, hides, or breaks
 * the line. For places where it stands by itself.
 *
 * @param most how many characters of it are shown
 */
export function plainText(text: string, most = Number.POSITIVE_INFINITY): string {
  const line = text
    .slice(0, 20_000)
    .toWellFormed()
    .replaceAll(GAPS, ' ')
    .replaceAll(UNSEEN, '')
    .replaceAll(JOINERS, '$1')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  if (line === '' && text !== '') return '…';
  return line.length > most ? `${line.slice(0, most - 1).replace(/(?:[\uD800-\uDBFF ]|\u200C|\u200D)+$/, '')}…` : line;
}

/**
 * Somebody's text within a sentence of ours, between marks of ours: no mark in it looks like the end of it. Every
 * sentence that the server writes quotes with this.
 *
 * @param marks those of the sentence's language
 */
export function quoteText(text: string, [open, close]: QuoteMarks = ENGLISH_MARKS, most = LONGEST_QUOTE): string {
  return `${open}${plainText(text, most).replaceAll(MARKS, (_mark, inside?: string) => inside ?? 'ʼ')}${close}`;
}
