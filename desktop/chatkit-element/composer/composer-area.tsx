import { Lock } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { StructuredInputItem } from '../protocol/thread-item.ts';
import { useChat, useStrings } from '../session/session-hooks.tsx';
import type { ChatState } from '../state/chat-state.ts';
import { ComposerBox } from './composer-box.tsx';
import { QueuedMessages } from './queued-messages.tsx';
import { StructuredForm } from './questions/structured-form.tsx';

const MarkdownView = lazy(async () => ({ default: (await import('../markdown/markdown-view.tsx')).MarkdownView }));

/** What is below the thread: the composer, or what takes its place, and the disclaimer. */
export function ComposerArea() {
  const disclaimer = useChat((state) => state.options?.disclaimer);
  return (
    <div className="composer-area">
      <div className="column">
        <ComposerOrSubstitute />
        {disclaimer && (
          <div className={disclaimer.highContrast ? 'disclaimer high-contrast' : 'disclaimer'}>
            {/* As text until its links can be drawn: nothing moves then. */}
            <Suspense fallback={<div className="markdown">{disclaimer.text}</div>}>
              <MarkdownView text={disclaimer.text} />
            </Suspense>
          </div>
        )}
      </div>
    </div>
  );
}

function ComposerOrSubstitute() {
  const strings = useStrings();
  const status = useChat((state) => state.threadState.thread?.status);
  const question = useChat(pendingQuestion);
  const isMissing = useChat((state) => state.loadFailure === 'missing');
  // Nothing can be said in a chat that does not exist.
  if (isMissing) return null;
  if (status?.type === 'closed') {
    return (
      <>
        <QueuedMessages canEdit={false} />
        <p className="closed" role="status">
          <Lock size={15} aria-hidden="true" />
          {status.reason ?? strings.chatClosed}
        </p>
      </>
    );
  }
  return (
    <>
      <QueuedMessages canEdit={question === null} />
      {question ? <StructuredForm key={question.id} item={question} /> : <ComposerBox />}
    </>
  );
}

/** A question that waits for its answer is the newest thing people see. */
function pendingQuestion(state: ChatState): StructuredInputItem | null {
  const last = state.threadState.entries.findLast((entry) => entry.type !== 'error' && entry.type !== 'notice');
  return last?.type === 'structured_input' && last.status === 'pending' ? last : null;
}
