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

/**
 * The words of a Markdown text without its marks, for places that show plain text.
 *
 * @param between what stands between paragraphs and between the items of a list
 */
export function fromMarkdown(markdown: string, between = ' '): string {
  const words = lexer(markdown).map((token) => wordsOf(token, between));
  return words.filter((each) => each.trim() !== '').join(between);
}

function wordsOf(token: Token, between: string): string {
  if (token.type === 'html') return '';
  if (token.type === 'list') return token['items'].map((item: Token) => wordsOf(item, between)).join(between);
  if (token.type === 'table') {
    const rows: { tokens: Token[] }[][] = [token['header'], ...token['rows']];
    const cells = rows.map((row) => row.map(({ tokens }) => tokens.map((each) => wordsOf(each, between)).join('')));
    return cells.map((row) => row.join(' ')).join(between);
  }
  if ('tokens' in token && token.tokens) {
    const words = token.tokens.map((each) => wordsOf(each, between));
    return words.join(token.type === 'list_item' ? between : '');
  }
  return 'text' in token && typeof token['text'] === 'string' ? token['text'] : ' ';
}
