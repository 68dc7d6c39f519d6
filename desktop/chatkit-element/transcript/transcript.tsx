import { ArrowDown } from 'lucide-react';
import type { SyntheticEvent } from 'react';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { ProgressLine } from './progress-line.tsx';
import { TurnView } from './turn-view.tsx';
import { useTranscriptWindow } from './window/use-transcript-window.ts';
import { useTurns } from './window/use-turns.ts';

/** The messages of a thread: those around what is read are drawn. Older ones load when the reader scrolls up to them. */
export function Transcript() {
  const session = useSession();
  const strings = useStrings();
  const entries = useChat((state) => state.threadState.entries);
  const older = useChat((state) => state.older);
  const isResponding = useChat((state) => state.activity === 'responding');
  const turns = useTurns(entries);
  const { scroller, column, list, rows, isAtEnd, jumpToEnd, touch } = useTranscriptWindow(turns);
  const onTouch = ({ target }: SyntheticEvent) => touch(target);
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
          <div ref={list} onClickCapture={onTouch} onInputCapture={onTouch}>
            {rows.map((row) => {
              if (row.kind === 'gap') {
                return (
                  <div key={`before ${turns[row.before]?.key}`} aria-hidden="true" style={{ height: row.height }} />
                );
              }
              const turn = turns[row.index];
              return (
                turn && (
                  <div key={turn.key} className="turn-row" data-turn={turn.key}>
                    <TurnView
                      user={turn.user}
                      entries={turn.entries}
                      isRunning={isResponding && row.index === turns.length - 1}
                    />
                  </div>
                )
              );
            })}
          </div>
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
