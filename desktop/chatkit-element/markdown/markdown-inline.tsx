import type { Token } from 'marked';
import { Fragment } from 'react';
import { CitationMark } from './citation-mark.tsx';
import { MarkdownImage } from './markdown-image.tsx';
import { MarkdownLink } from './markdown-link.tsx';
import { CITATION_PATTERN, withoutMarks } from './place-citations.ts';
import { readToken } from './read-token.ts';
import { decodeEntities } from './safe-link.ts';

/** The inside of a block: words, emphasis, links, images, code. */
export function MarkdownInline({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, index) => <Inline key={index} token={token} />);
}

function Inline({ token: given }: { token: Token }) {
  const token = readToken(given);
  switch (token.type) {
    case 'text':
      return token.tokens ? <MarkdownInline tokens={token.tokens} /> : <Words text={decodeEntities(token.text)} />;
    case 'escape':
      return <Words text={decodeEntities(token.text)} />;
    case 'strong':
      return (
        <strong>
          <MarkdownInline tokens={token.tokens} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <MarkdownInline tokens={token.tokens} />
        </em>
      );
    case 'del':
      return (
        <del>
          <MarkdownInline tokens={token.tokens} />
        </del>
      );
    case 'codespan':
      return <code>{withoutMarks(token.text)}</code>;
    case 'br':
      return <br />;
    case 'checkbox':
      return (
        <span
          className="checkbox-mark"
          role="img"
          aria-label={token.checked ? '☑' : '☐'}
          data-checked={token.checked}
        />
      );
    case 'link':
      return (
        <MarkdownLink href={withoutMarks(token.href)}>
          <MarkdownInline tokens={token.tokens} />
        </MarkdownLink>
      );
    case 'image':
      return <MarkdownImage src={withoutMarks(token.href)} alt={withoutMarks(decodeEntities(token.text))} />;
    default:
      // Inline markup and anything unforeseen is shown as its source.
      return <Words text={token.raw} />;
  }
}

/** Plain words with the citations placed among them. */
function Words({ text }: { text: string }) {
  if (!text.includes('\uE000')) return text;
  return text
    .split(CITATION_PATTERN)
    .map((part, index) =>
      index % 2 === 1 ? <CitationMark key={index} number={Number(part)} /> : <Fragment key={index}>{part}</Fragment>,
    );
}
