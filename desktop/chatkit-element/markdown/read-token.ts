import type { MarkedToken, Token } from 'marked';

/** A token as one of the library's own; the open member of its union would hide their fields. */
export function readToken(token: Token): MarkedToken {
  return isMarkedToken(token) ? token : { type: 'text', raw: token.raw, text: token.raw, escaped: false };
}

/** Only extensions make other tokens, and none are used. */
function isMarkedToken(token: Token): token is MarkedToken {
  return TYPES.has(token.type);
}

const TYPES: ReadonlySet<string> = new Set<MarkedToken['type']>([
  'blockquote',
  'br',
  'checkbox',
  'code',
  'codespan',
  'def',
  'del',
  'em',
  'escape',
  'heading',
  'hr',
  'html',
  'image',
  'link',
  'list',
  'list_item',
  'paragraph',
  'space',
  'strong',
  'table',
  'text',
]);
