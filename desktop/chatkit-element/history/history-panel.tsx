import { SquarePen, X } from 'lucide-react';
import { useEffect, useRef, useState, type UIEvent } from 'react';
import type { HistoryBrowser } from '../session/history-browser.ts';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { groupByDay } from './group-by-day.ts';
import { HistoryGroup } from './history-group.tsx';

/** The list of threads over the chat. Escape closes it and gives the focus back. */
export function HistoryPanel() {
  const session = useSession();
  const strings = useStrings();
  const panel = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { status, threads, cursor } = useChat((state) => state.history);
  const [openedAt] = useState(() => new Date());
  usePanelFocus(panel, session.history);
  const shownThreads = useRef(threads);
  useEffect(() => {
    if (shownThreads.current === threads) return;
    shownThreads.current = threads;
    // A deleted row takes the focus with it.
    const root = panel.current?.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement === null) panel.current?.focus();
  }, [threads]);

  const onScroll = ({ currentTarget: { scrollHeight, clientHeight, scrollTop } }: UIEvent) => {
    if (scrollHeight - clientHeight - scrollTop < NEAR_END) void session.history.loadMore();
  };

  return (
    <div ref={panel} className="history" role="dialog" aria-label={strings.history} tabIndex={-1}>
      <div className="header">
        <h2 className="history-title">{strings.history}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={strings.newChat}
          title={strings.newChat}
          onClick={() => {
            void session.openThread(null);
            session.focusComposer();
          }}
        >
          <SquarePen size={18} strokeWidth={1.75} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={strings.close}
          title={strings.close}
          onClick={() => session.history.close()}
        >
          <X size={18} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
      <div ref={scroller} className="history-list" onScroll={onScroll}>
        {groupByDay(threads, openedAt).map((group) => (
          <HistoryGroup key={group.day} day={group.day} threads={group.threads} scroller={scroller} />
        ))}
        <HistoryState
          isEmpty={threads.length === 0}
          status={status}
          hasMore={cursor !== null}
          onRetry={() => {
            // The button goes away: without this the focus, and Escape with it, would leave the panel.
            panel.current?.focus();
            void (threads.length === 0 ? session.history.reload() : session.history.loadMore());
          }}
        />
      </div>
    </div>
  );
}

const NEAR_END = 200;

type HistoryStateProps = {
  isEmpty: boolean;
  status: 'unloaded' | 'loading' | 'ready' | 'failed';
  hasMore: boolean;
  onRetry: () => void;
};

function HistoryState({ isEmpty, status, hasMore, onRetry }: HistoryStateProps) {
  const strings = useStrings();
  if (status === 'failed') {
    return (
      <div className="empty-state" role="alert">
        <p>{strings.historyError}</p>
        <button type="button" className="button" onClick={onRetry}>
          {strings.tryAgain}
        </button>
      </div>
    );
  }
  if (status !== 'ready' && isEmpty) {
    return (
      <div className="skeleton history-skeleton" role="status" aria-label={strings.loading}>
        <span className="skeleton-line" />
        <span className="skeleton-line" style={{ width: '70%' }} />
        <span className="skeleton-line" style={{ width: '85%' }} />
        <span className="skeleton-line" style={{ width: '60%' }} />
      </div>
    );
  }
  if (isEmpty) return <p className="empty-state">{strings.historyEmpty}</p>;
  return hasMore ? <p className="older">{strings.loading}</p> : null;
}

/** Focus goes into the panel, and to the history button when it closes; Escape closes it. */
function usePanelFocus(panel: { readonly current: HTMLElement | null }, history: HistoryBrowser): void {
  useEffect(() => {
    const element = panel.current;
    const root = element?.getRootNode();
    if (!element || !(root instanceof ShadowRoot)) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      // A field, menu or dialog in the panel has its own use for the key.
      const isTaken = event.target instanceof Element && event.target.closest('input, [role="menu"], dialog') !== null;
      if (event.key !== 'Escape' || isTaken) return;
      event.stopPropagation();
      history.close();
    };
    element.addEventListener('keydown', onKeyDown);
    element.focus();
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      // The panel is gone only after this: whoever was asked to take the focus meanwhile keeps it.
      queueMicrotask(() => {
        if (root.activeElement === null) root.querySelector<HTMLElement>('[data-history-button]')?.focus();
      });
    };
  }, [panel, history]);
}
