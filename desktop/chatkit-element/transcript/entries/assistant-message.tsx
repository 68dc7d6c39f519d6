import { MarkdownView } from '../../markdown/markdown-view.tsx';
import type { AssistantMessageItem, UserMessageItem } from '../../protocol/thread-item.ts';
import { useChat } from '../../session/session-hooks.tsx';
import { InlineSource } from '../sources/source-link.tsx';
import { SourceList } from '../sources/source-list.tsx';
import { Dots } from './dots.tsx';
import { Interrupted } from './interrupted.tsx';

/** What the assistant said, as Markdown, with its sources. */
export function AssistantMessage({ item, user }: { item: AssistantMessageItem; user: UserMessageItem | null }) {
  const isStreaming = useChat((state) => state.threadState.unfinished.has(item.id));
  const domains = useChat((state) => state.threadState.thread?.allowed_image_domains);
  const annotations = item.content.flatMap((part) => part.annotations);
  return (
    <div className="assistant" dir="auto">
      {item.content.map((part, index) => (
        <MarkdownView
          key={index}
          text={part.text}
          annotations={part.annotations}
          Citation={InlineSource}
          imageDomains={domains}
          isStreaming={isStreaming}
        />
      ))}
      {annotations.length > 0 && !isStreaming && <SourceList annotations={annotations} />}
      {item.state === 'running' && !isStreaming && <Dots />}
      {item.state === 'interrupted' && <Interrupted user={user} />}
    </div>
  );
}
