import { Lexer, type Token } from 'marked';
import { memo, useDeferredValue, useMemo } from 'react';
import type { Annotation } from '../protocol/thread-item.ts';
import { MarkdownBlock } from './markdown-block.tsx';
import { MarkdownContext, type MarkdownSettings } from './markdown-context.ts';
import { placeCitations } from './place-citations.ts';
import { stabilizeTail } from './stabilize-tail.ts';

type MarkdownViewProps = {
  text: string;
  annotations?: readonly Annotation[];
  /** Draws the source of an annotation at its place; without it annotations do not show. */
  Citation?: MarkdownSettings['Citation'];
  imageDomains?: readonly string[] | undefined;
  isStreaming?: boolean;
};

/**
 * GitHub-flavoured Markdown as elements. Nothing becomes HTML on the way: tokens are turned into elements one by one, so
 * markup in the text stays text.
 */
export const MarkdownView = memo(function MarkdownView({
  text,
  annotations = NONE,
  Citation,
  imageDomains,
  isStreaming = false,
}: MarkdownViewProps) {
  // While text streams fast, drawing may skip steps; input and scrolling must not wait for it.
  const shown = useDeferredValue(text);
  const placed = useMemo(() => placeCitations(shown, annotations), [shown, annotations]);
  const tokens = useMemo(
    () => readBlocks(isStreaming ? stabilizeTail(placed.text) : placed.text),
    [placed.text, isStreaming],
  );
  const settings: MarkdownSettings = useMemo(
    () => ({ citations: placed.citations, Citation, imageDomains }),
    [placed.citations, Citation, imageDomains],
  );
  return (
    <MarkdownContext value={settings}>
      <div className="markdown">
        {tokens.map((token, index) => (
          <MarkdownBlock key={index} token={token} raw={token.raw} />
        ))}
      </div>
    </MarkdownContext>
  );
});

const NONE: readonly Annotation[] = [];

/** The library's reading of emphasis takes quadratic time; what is longer than people write in one block stays plain. */
const LONGEST_BLOCK = 8000;

function readBlocks(text: string): Token[] {
  const lexer = new Lexer({ gfm: true, breaks: true });
  const blocks = lexer.blockTokens(text.replaceAll(/\r\n?/g, '\n'), lexer.tokens);
  for (const { src, tokens } of lexer.inlineQueue) {
    if (src.length <= LONGEST_BLOCK) lexer.inlineTokens(src, tokens);
    else tokens.push({ type: 'text', raw: src, text: src, escaped: false });
  }
  lexer.inlineQueue = [];
  return blocks.filter((token) => token.type !== 'space');
}
