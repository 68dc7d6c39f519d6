import { MarkdownView } from '../markdown/markdown-view.tsx';
import type { AssistantMessageItem, UserMessageItem } from '../protocol/thread-item.ts';
import { useChat } from '../session/session-hooks.tsx';
import { Interrupted } from './interrupted.tsx';
import { Dots } from './progress-line.tsx';
import { SourceList } from './source-list.tsx';

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
