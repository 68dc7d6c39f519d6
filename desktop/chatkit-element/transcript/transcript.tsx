import { ArrowDown } from 'lucide-react';
import { useMemo } from 'react';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { groupTurns } from '../thread/group-turns.ts';
import { ProgressLine } from './progress-line.tsx';
import { TurnView } from './turn-view.tsx';
import { useTranscriptScroll } from './use-transcript-scroll.ts';

/** The messages of a thread. Older ones load when the reader scrolls up to them. */
export function Transcript() {
  const session = useSession();
  const strings = useStrings();
  const entries = useChat((state) => state.threadState.entries);
  const older = useChat((state) => state.older);
  const isResponding = useChat((state) => state.activity === 'responding');
  const turns = useMemo(() => groupTurns(entries), [entries]);
  const { scroller, column, isAtEnd, jumpToEnd } = useTranscriptScroll();
  return (
    <div className="transcript-frame">
      {/* Scrollable, so it must be reachable by keyboard. Not live: the announcer speaks in sentences. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="transcript" ref={scroller} tabIndex={0} role="log" aria-live="off" aria-label={strings.messages}>
        <div className="column" ref={column}>
          {older.status === 'loading' && <p className="older">{strings.loading}</p>}
          {older.status === 'failed' && (
            <p className="older">
              {strings.olderError}{' '}
              <button type="button" className="link-button" onClick={() => void session.loader.loadOlder()}>
                {strings.tryAgain}
              </button>
            </p>
          )}
          {turns.map((turn, index) => (
            <TurnView
              key={turn.key}
              user={turn.user}
              entries={turn.entries}
              isRunning={isResponding && index === turns.length - 1}
            />
          ))}
          {isResponding && <ProgressLine />}
        </div>
      </div>
      {!isAtEnd && (
        <button type="button" className="jump" aria-label={strings.jumpToLatest} onClick={jumpToEnd}>
          <ArrowDown size={18} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
