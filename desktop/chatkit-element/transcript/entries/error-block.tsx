import { RotateCw, TriangleAlert } from 'lucide-react';
import { useChat, useSession, useStrings } from '../../session/session-hooks.tsx';
import type { ErrorEntry } from '../../thread/transcript-entry.ts';

/** A failure where it happened, with another try when that can help. */
export function ErrorBlock({ entry }: { entry: ErrorEntry }) {
  const session = useSession();
  const strings = useStrings();
  const isIdle = useChat((state) => state.activity === 'idle');
  return (
    <div className="callout callout-danger" role="alert">
      <TriangleAlert size={16} aria-hidden="true" />
      <p className="callout-text">{entry.message ?? strings.errorGeneric}</p>
      {entry.allowRetry && (
        <button
          type="button"
          className="button button-sm"
          disabled={!isIdle}
          onClick={() => {
            session.sender.retryFailed();
            session.focusComposer();
          }}
        >
          <RotateCw size={14} aria-hidden="true" />
          {strings.tryAgain}
        </button>
      )}
    </div>
  );
}
