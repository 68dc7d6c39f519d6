import { type Token, lexer } from 'marked';

const ELLIPSIS = '…';

/**
 * Makes one line of anything: no line breaks, no control characters, nothing that turns the direction of writing, and at
 * the most so long. Whole characters are kept or left out, an emoji of several code points included.
 *
 * @param maxBytes in UTF-8: notification services count those
 */
export function toLine(text: string, maxCharacters: number, maxBytes = maxCharacters * 4): string {
  const line = text
    .slice(0, maxCharacters * 20)
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\uFFFE\uFFFF]+/gu, ' ')
    // The two joiners are part of emoji and of scripts such as Persian.
    .replaceAll(/[\p{Cf}--[\u200c\u200d]]/gv, '')
    .trim();
  if (line.length <= maxCharacters && Buffer.byteLength(line) <= maxBytes) return line;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    const longer = kept + segment;
    if (longer.length >= maxCharacters || Buffer.byteLength(longer + ELLIPSIS) > maxBytes) break;
    kept = longer;
  }
  return kept.trimEnd() + ELLIPSIS;
}

/** The words of a Markdown text without its marks, for places that show plain text. */
export function fromMarkdown(markdown: string): string {
  return lexer(markdown).map(wordsOf).join(' ');
}

function wordsOf(token: Token): string {
  if (token.type === 'html') return '';
  if (token.type === 'list') return token['items'].map(wordsOf).join(' ');
  if (token.type === 'table') {
    const rows: { tokens: Token[] }[][] = [token['header'], ...token['rows']];
    return rows.flatMap((row) => row.map(({ tokens }) => tokens.map(wordsOf).join(''))).join(' ');
  }
  if ('tokens' in token && token.tokens) return token.tokens.map(wordsOf).join(token.type === 'list_item' ? ' ' : '');
  return 'text' in token && typeof token['text'] === 'string' ? token['text'] : ' ';
}
