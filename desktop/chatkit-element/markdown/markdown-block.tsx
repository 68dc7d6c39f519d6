import type { MarkedToken, Token, Tokens } from 'marked';
import { memo } from 'react';
import { CodeBlock } from './code-block.tsx';
import { MarkdownInline } from './markdown-inline.tsx';
import { readToken } from './read-token.ts';

/** One block of Markdown. `raw` is its source: a block whose source is the same is not drawn again. */
export const MarkdownBlock = memo(
  function MarkdownBlock({ token }: { token: Token; raw: string }) {
    return <Block token={readToken(token)} />;
  },
  (before, after) => before.raw === after.raw && before.token.type === after.token.type,
);

function Block({ token }: { token: MarkedToken }) {
  switch (token.type) {
    case 'heading':
      return <Heading token={token} />;
    case 'paragraph':
      return (
        <p>
          <MarkdownInline tokens={token.tokens} />
        </p>
      );
    case 'text':
      return token.tokens ? <MarkdownInline tokens={token.tokens} /> : <MarkdownInline tokens={[token]} />;
    case 'code':
      return <CodeBlock code={token.text} language={token.lang ?? ''} />;
    case 'blockquote':
      return (
        <blockquote>
          <Blocks tokens={token.tokens} />
        </blockquote>
      );
    case 'list':
      return <List token={token} />;
    case 'table':
      return <Table token={token} />;
    case 'hr':
      return <hr />;
    case 'html':
      // Markup is shown as what it is: text.
      return <p className="literal">{token.raw.trim()}</p>;
    case 'space':
    case 'def':
      return null;
    default:
      return <MarkdownInline tokens={[token]} />;
  }
}

function Blocks({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, index) => <MarkdownBlock key={index} token={token} raw={token.raw} />);
}

/** The page has its own headings: those of a message start two levels below. */
function Heading({ token }: { token: Tokens.Heading }) {
  const content = <MarkdownInline tokens={token.tokens} />;
  const className = `h${token.depth}`;
  if (token.depth === 1) return <h3 className={className}>{content}</h3>;
  if (token.depth === 2) return <h4 className={className}>{content}</h4>;
  if (token.depth === 3) return <h5 className={className}>{content}</h5>;
  return <h6 className={className}>{content}</h6>;
}

function List({ token }: { token: Tokens.List }) {
  const items = token.items.map((item, index) => (
    <li key={index} {...(item.task && { className: 'task-item' })}>
      <Blocks tokens={item.tokens} />
    </li>
  ));
  if (!token.ordered) return <ul>{items}</ul>;
  return <ol {...(typeof token.start === 'number' && { start: token.start })}>{items}</ol>;
}

function Table({ token }: { token: Tokens.Table }) {
  const align = (index: number) => {
    const side = token.align[index];
    return side ? { style: { textAlign: side } } : {};
  };
  return (
    // Wide tables scroll by themselves, so the box must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-scroll" tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th key={index} scope="col" {...align(index)}>
                <MarkdownInline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index} {...align(index)}>
                  <MarkdownInline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
