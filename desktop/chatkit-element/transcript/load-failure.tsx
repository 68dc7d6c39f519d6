import { CloudOff, MessageCircleOff } from 'lucide-react';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';

/** A thread that could not be opened, with the way out that fits the reason. */
export function LoadFailure({ reason }: { reason: 'missing' | 'failed' }) {
  const session = useSession();
  const strings = useStrings();
  const threadId = useChat((state) => state.activeThreadId);
  const Icon = reason === 'missing' ? MessageCircleOff : CloudOff;
  const open = (id: string | null) => void session.openThread(id).catch(() => undefined);
  return (
    <div className="transcript">
      <div className="empty-state" role="alert">
        <Icon size={28} strokeWidth={1.5} aria-hidden="true" />
        <p>{reason === 'missing' ? strings.loadMissing : strings.loadError}</p>
        {reason === 'missing' ? (
          <button type="button" className="button button-primary" onClick={() => open(null)}>
            {strings.newChat}
          </button>
        ) : (
          <button type="button" className="button" onClick={() => open(threadId)}>
            {strings.tryAgain}
          </button>
        )}
      </div>
    </div>
  );
}
