import { CirclePause, RotateCw } from 'lucide-react';
import type { UserMessageItem } from '../../protocol/thread-item.ts';
import { useChat, useSession, useStrings } from '../../session/session-hooks.tsx';

/** Says that an answer was cut off, or never came; and goes on with it where nothing said later would be lost by that. */
export function Interrupted({ user }: { user: UserMessageItem | null }) {
  const session = useSession();
  const strings = useStrings();
  const isIdle = useChat((state) => state.activity === 'idle');
  const isNewest = useChat(({ threadState: { entries } }) => {
    // An error brings a button of its own.
    return entries.at(-1)?.type !== 'error' && entries.findLast(({ type }) => type === 'user_message')?.id === user?.id;
  });
  return (
    <p className="interrupted" role="status">
      <CirclePause size={15} aria-hidden="true" />
      <span>{strings.interrupted}</span>
      {user && isNewest && (
        <button
          type="button"
          className="link-button"
          disabled={!isIdle}
          onClick={() => {
            // Stopped before the server said which message it is.
            if (user.id.startsWith('local_')) session.sender.retryFailed();
            else session.sender.retryAfter(user.id);
            session.focusComposer();
          }}
        >
          <RotateCw size={13} aria-hidden="true" />
          {strings.continueReply}
        </button>
      )}
    </p>
  );
}
