import { RotateCw, ThumbsDown, ThumbsUp } from 'lucide-react';
import type { UserMessageItem } from '../protocol/thread-item.ts';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { copyTextOf, feedbackIdsOf } from '../thread/group-turns.ts';
import type { TranscriptEntry } from '../thread/transcript-entry.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** Copy, thumbs and another try, for a turn that is finished. */
export function TurnActions({ user, entries }: { user: UserMessageItem | null; entries: readonly TranscriptEntry[] }) {
  const session = useSession();
  const strings = useStrings();
  const options = useChat((state) => state.options?.threadItemActions);
  const isIdle = useChat((state) => state.activity === 'idle');
  const turn = { key: user?.id ?? entries[0]?.id ?? '', user, entries };
  const ids = feedbackIdsOf(turn);
  const given = useChat((state) => state.feedback[turn.key]);
  const text = copyTextOf(turn);
  const hasFeedback = options?.feedback === true && ids.length > 0;
  const hasRetry = options?.retry === true && user !== null && !user.id.startsWith('local_');
  if (text === '' && !hasFeedback && !hasRetry) return null;
  return (
    <div className="turn-actions" role="group" aria-label={strings.actions}>
      {text !== '' && <CopyButton text={text} label={strings.copy} />}
      {hasFeedback &&
        THUMBS.map(({ kind, Drawn, label }) => (
          <button
            key={kind}
            type="button"
            className="icon-button icon-button-sm"
            aria-label={strings[label]}
            title={strings[label]}
            aria-pressed={given === kind}
            onClick={() => void session.giveFeedback(turn.key, ids, kind)}
          >
            <Drawn size={15} aria-hidden="true" {...(given === kind && { fill: 'currentColor' })} />
          </button>
        ))}
      {hasRetry && (
        <button
          type="button"
          className="icon-button icon-button-sm"
          aria-label={strings.regenerate}
          title={strings.regenerate}
          disabled={!isIdle}
          onClick={() => {
            session.sender.retryAfter(user.id);
            session.focusComposer();
          }}
        >
          <RotateCw size={15} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

const THUMBS = [
  { kind: 'positive', Drawn: ThumbsUp, label: 'goodResponse' },
  { kind: 'negative', Drawn: ThumbsDown, label: 'badResponse' },
] as const;
