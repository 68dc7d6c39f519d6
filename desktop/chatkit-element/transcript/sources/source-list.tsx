import type { Annotation, Source } from '../../protocol/thread-item.ts';
import { useStrings } from '../../session/session-hooks.tsx';
import { SourceLink } from './source-link.tsx';

/** Everything a message cites, folded away below it. */
export function SourceList({ annotations }: { annotations: readonly Annotation[] }) {
  const strings = useStrings();
  const sources = uniqueSources(annotations);
  return (
    <details className="sources">
      <summary>
        {strings.sources} <span className="count">{sources.length}</span>
      </summary>
      <ol>
        {sources.map((source, index) => (
          <li key={index}>
            <SourceLink source={source} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function uniqueSources(annotations: readonly Annotation[]): Source[] {
  const byName = new Map<string, Source>();
  for (const { source } of annotations) {
    byName.set(`${source.type}:${source.url ?? source.id ?? source.filename ?? source.title}`, source);
  }
  return [...byName.values()];
}
