import { FileText, Globe } from 'lucide-react';
import { MarkdownLink } from '../../markdown/markdown-link.tsx';
import type { Source } from '../../protocol/thread-item.ts';
import { EntityTag } from './entity-tag.tsx';

/** One source: a link, a file's name or an entity; short inside a text, whole in the list below it. */
export function SourceLink({ source, isInline = false }: { source: Source; isInline?: boolean }) {
  if (source.type === 'entity') {
    return (
      <EntityTag
        entity={{
          id: source.id ?? '',
          title: source.title,
          interactive: source.interactive ?? false,
          data: source.data ?? {},
          ...(source.icon !== undefined && { icon: source.icon }),
          ...(source.group !== undefined && { group: source.group }),
        }}
        description={source.description}
        {...(isInline && source.inline_label !== undefined && { label: source.inline_label })}
      />
    );
  }
  const drawn =
    source.type === 'file' ? <FileText size={13} aria-hidden="true" /> : <Globe size={13} aria-hidden="true" />;
  const name = isInline ? shortNameOf(source) : source.title;
  const content = (
    <>
      {drawn}
      <span>{name}</span>
    </>
  );
  return (
    <span className={isInline ? 'citation' : 'source'} title={source.description ?? source.title}>
      {source.url === undefined ? content : <MarkdownLink href={source.url}>{content}</MarkdownLink>}
      {!isInline && source.attribution !== undefined && <small>{source.attribution}</small>}
    </span>
  );
}

/** A source cited inside a text. */
export function InlineSource({ source }: { source: Source }) {
  return <SourceLink source={source} isInline />;
}

function shortNameOf(source: Source): string {
  if (source.attribution !== undefined) return source.attribution;
  if (source.url === undefined) return source.filename ?? source.title;
  return URL.canParse(source.url) ? new URL(source.url).hostname.replace(/^www\./, '') : source.title;
}
