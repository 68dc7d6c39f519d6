import { memo } from 'react';
import type { UserMessageItem } from '../protocol/thread-item.ts';
import { useSession, useStrings } from '../session/session-hooks.tsx';
import type { TranscriptEntry } from '../thread/transcript-entry.ts';
import { EntryView } from './entries/entry-view.tsx';
import { Interrupted } from './entries/interrupted.tsx';
import { RenderBoundary } from './render-boundary.tsx';
import { TurnActions } from './turn-actions.tsx';
import { UserMessage } from './user-message.tsx';

type TurnViewProps = { user: UserMessageItem | null; entries: readonly TranscriptEntry[]; isRunning: boolean };

/** A user's message, what the assistant made of it, and what can be done with that. */
export const TurnView = memo(
  function TurnView({ user, entries, isRunning }: TurnViewProps) {
    const session = useSession();
    const strings = useStrings();
    const isCut = !isRunning && user?.state === 'interrupted' && !entries.some(isInterrupted);
    return (
      <div className="turn">
        {user && <UserMessage item={user} />}
        {entries.length === 0 && isCut && (
          <div className="reply" role="group" aria-label={strings.assistantSaid}>
            <Interrupted user={user} />
          </div>
        )}
        {entries.length > 0 && (
          <div className="reply" role="group" aria-label={strings.assistantSaid}>
            {entries.map((entry) => (
              <RenderBoundary key={entry.id} onError={(error) => session.emit('chatkit.error', { error })}>
                <EntryView entry={entry} user={user} />
              </RenderBoundary>
            ))}
            {isCut && <Interrupted user={user} />}
            {!isRunning && entries.at(-1)?.type !== 'error' && <TurnActions user={user} entries={entries} />}
          </div>
        )}
      </div>
    );
  },
  (before, after) =>
    before.user === after.user && before.isRunning === after.isRunning && isSame(before.entries, after.entries),
);

/** Such an answer says so itself. */
function isInterrupted(entry: TranscriptEntry): boolean {
  return entry.type === 'assistant_message' && entry.state === 'interrupted';
}

/** Turns are cut anew on each change: only those whose entries changed are drawn again. */
function isSame(before: readonly TranscriptEntry[], after: readonly TranscriptEntry[]): boolean {
  return before.length === after.length && before.every((entry, index) => entry === after[index]);
}
