import { memo, useMemo, useState } from 'react';
import type { Annotation } from '../protocol/thread-item.ts';
import { MarkdownBlock } from './markdown-block.tsx';
import { MarkdownContext, type MarkdownSettings } from './markdown-context.ts';
import { placeCitations } from './place-citations.ts';
import { makeGrowingReader, readBlocks } from './read-blocks.ts';

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
  const placed = useMemo(() => placeCitations(text, annotations), [text, annotations]);
  const [readGrowing] = useState(makeGrowingReader);
  const { blocks, definitions } = useMemo(
    () => (isStreaming ? readGrowing(placed.text) : readBlocks(placed.text)),
    [placed.text, isStreaming, readGrowing],
  );
  const settings: MarkdownSettings = useMemo(
    () => ({ citations: placed.citations, Citation, imageDomains }),
    [placed.citations, Citation, imageDomains],
  );
  return (
    <MarkdownContext value={settings}>
      <div className="markdown" key={definitions}>
        {blocks.map((token, index) => (
          <MarkdownBlock key={index} token={token} raw={token.raw} />
        ))}
      </div>
    </MarkdownContext>
  );
});

const NONE: readonly Annotation[] = [];
