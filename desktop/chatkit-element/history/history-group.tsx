import { useEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Thread } from '../protocol/thread-item.ts';
import { useStrings } from '../session/session-hooks.tsx';
import { layRows, type RowSpan } from '../ui/windowing/rows.ts';
import type { HistoryDay } from './group-by-day.ts';
import { HistoryRow } from './history-row.tsx';

/** Rows are drawn as far beyond what is seen as this. */
const BEYOND = 400;
/** As many as a window shows, before anything is measured. */
const FIRST_ROWS = 30;
const ROW_HEIGHT = 40;

type HistoryGroupProps = { day: HistoryDay; threads: readonly Thread[]; scroller: RefObject<HTMLElement | null> };

/** The threads of one day, of which those around what is seen are drawn, and one that somebody is busy with. */
export function HistoryGroup({ day, threads, scroller }: HistoryGroupProps) {
  const strings = useStrings();
  const list = useRef<HTMLUListElement>(null);
  const [drawn, setDrawn] = useState({ first: 0, last: FIRST_ROWS - 1, heldId: '', height: ROW_HEIGHT });
  useEffect(() => {
    const frame = scroller.current;
    if (!frame || !list.current) return undefined;
    const look = () => {
      if (!list.current) return;
      const next = { ...heldIn(list.current), ...spanSeen(list.current, frame, threads.length) };
      setDrawn((before) =>
        before.first === next.first && before.last === next.last && before.height === next.height ? before : next,
      );
    };
    const onScroll = () => flushSync(look);
    const observer = new ResizeObserver(look);
    observer.observe(frame);
    frame.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      frame.removeEventListener('scroll', onScroll);
    };
  }, [scroller, threads.length]);
  const rows = layRows(
    threads.map(() => drawn.height),
    (index) => (index >= drawn.first && index <= drawn.last) || threads[index]?.id === drawn.heldId,
  );
  return (
    <section aria-label={strings[day]}>
      <h3 className="history-day">{strings[day]}</h3>
      <ul ref={list}>
        {rows.map((row) => {
          if (row.kind === 'gap') {
            return <li key={`before ${row.before}`} role="presentation" style={{ height: row.height }} />;
          }
          const thread = threads[row.index];
          return thread && <HistoryRow key={thread.id} thread={thread} place={row.index + 1} count={threads.length} />;
        })}
      </ul>
    </section>
  );
}

function spanSeen(list: HTMLElement, frame: HTMLElement, count: number): RowSpan & { height: number } {
  const height = list.querySelector('.history-row')?.getBoundingClientRect().height ?? ROW_HEIGHT;
  const top = frame.getBoundingClientRect().top - list.getBoundingClientRect().top;
  return {
    first: Math.max(Math.floor((top - BEYOND) / height), 0),
    last: Math.min(Math.ceil((top + frame.clientHeight + BEYOND) / height), count - 1),
    height,
  };
}

/** The row with the focus: one is being renamed there, or asked about. */
function heldIn(list: HTMLElement): { heldId: string } {
  const root = list.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement?.closest<HTMLElement>('[data-thread]') : null;
  return { heldId: focused && list.contains(focused) ? (focused.dataset['thread'] ?? '') : '' };
}
