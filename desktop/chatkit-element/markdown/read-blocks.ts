import { Lexer, type Token } from 'marked';
import { stabilizeTail } from './stabilize-tail.ts';

/** A Markdown text as blocks, without the space between them. */
export type Reading = {
  blocks: readonly Token[];
  /** The links that are defined apart from where they stand: when they change, blocks anywhere may read differently. */
  definitions: string;
};

/** Reads a whole text. */
export function readBlocks(text: string): Reading {
  const { tokens, definitions } = read(withLineFeeds(text));
  return { blocks: withoutSpace(tokens), definitions };
}

/**
 * Makes a reader for one text that grows: it is shown the text again and again, and reads anew only its last blocks, which
 * what is to come may still change. A text that did not grow out of the one before is read whole.
 */
export function makeGrowingReader(): (text: string) => Reading {
  let settled = '';
  let settledBlocks: readonly Token[] = [];
  const settle = (text: string, blocks: readonly Token[]) => {
    settled = text;
    settledBlocks = blocks;
  };
  return (given) => {
    const text = withLineFeeds(given);
    if (!text.startsWith(settled)) settle('', []);
    const tail = stabilizeTail(text.slice(settled.length));
    const { tokens, definitions } = read(tail);
    if (definitions !== NO_DEFINITIONS) {
      const whole = settled + tail;
      settle('', []);
      return readBlocks(whole);
    }
    const blocks = [...settledBlocks, ...withoutSpace(tokens)];
    const first = tokens.slice(0, countSettled(tokens));
    const source = settled + first.map((token) => token.raw).join('');
    if (text.startsWith(source)) settle(source, [...settledBlocks, ...withoutSpace(first)]);
    return { blocks, definitions };
  };
}

/** The library's reading of emphasis takes quadratic time; what is longer than people write in one block stays plain. */
const LONGEST_BLOCK = 8000;

const NO_DEFINITIONS = '{}';

function read(text: string): { tokens: Token[]; definitions: string } {
  const lexer = new Lexer({ gfm: true, breaks: true });
  const tokens = lexer.blockTokens(text, lexer.tokens);
  for (const queued of lexer.inlineQueue) {
    if (queued.src.length <= LONGEST_BLOCK) lexer.inlineTokens(queued.src, queued.tokens);
    else queued.tokens.push({ type: 'text', raw: queued.src, text: queued.src, escaped: false });
  }
  lexer.inlineQueue = [];
  return { tokens, definitions: JSON.stringify(lexer.tokens.links) };
}

/** How many tokens stay as they are whatever follows: a blank line ends them, and another the block that comes next. */
function countSettled(tokens: readonly Token[]): number {
  const ends = tokens.flatMap(({ type, raw }, index) => (type === 'space' || raw.endsWith('\n\n') ? [index + 1] : []));
  return ends.at(-2) ?? 0;
}

function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

function withoutSpace(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => token.type !== 'space');
}
