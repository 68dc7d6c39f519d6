import { startTransition, useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { Turn } from '../../thread/group-turns.ts';
import { RowHeights } from '../../ui/windowing/row-heights.ts';
import { isWithin, layRows, spanBetween, type WindowRow, type RowSpan } from '../../ui/windowing/rows.ts';
import { HeldTurns } from './held-turns.ts';

/** Turns are drawn as far beyond what is seen as this, so that scrolling finds them there. */
const BEYOND = 600;
/** So many come in at once beyond what is seen: drawing them must not be felt. */
const AT_ONCE = 2;
/** What turns are guessed to be high before any was drawn. */
const FIRST_GUESS = 220;

/** Which turns are drawn, by their keys: their places change when older ones come in before them. */
type Drawn = { firstKey: string; lastKey: string; held: ReadonlySet<string> };

/** Draws the turns around what is seen, and those that somebody is in the middle of. */
export function useTurnSpan(turns: readonly Turn[], scroller: RefObject<HTMLElement | null>) {
  const list = useRef<HTMLDivElement>(null);
  const [heights] = useState(() => new RowHeights(FIRST_GUESS));
  const [heldTurns] = useState(() => new HeldTurns());
  const [drawn, setDrawn] = useState<Drawn>({ firstKey: '', lastKey: '', held: NOTHING });
  const frame = useRef(0);

  const span = spanOf(turns, drawn);
  const sizes = turns.map((turn) => heights.of(turn.key));
  const rows: WindowRow[] = layRows(
    sizes,
    (index) => (index >= span.first && index <= span.last) || drawn.held.has(turns[index]?.key ?? ''),
  );
  const latest = useRef({ turns, span });
  useLayoutEffect(() => {
    latest.current = { turns, span };
  });

  const draw = useCallback(
    (next: RowSpan) => {
      const { turns: known } = latest.current;
      const [first, last] = [known[next.first], known[next.last]];
      if (first && last)
        setDrawn({ firstKey: first.key, lastKey: last.key, held: heldTurns.keys(list.current, known) });
    },
    [heldTurns],
  );

  /** The turns that are seen, or lie within so many pixels of it. */
  const spanNear = useCallback(
    (margin: number): RowSpan => {
      const known = latest.current.turns.map((turn) => heights.of(turn.key));
      if (!list.current || !scroller.current) return { first: known.length - 1, last: known.length - 1 };
      const top = scroller.current.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
      return spanBetween(known, top - margin, top + scroller.current.clientHeight + margin);
    },
    [heights, scroller],
  );

  /** Keeps how high the turns that are drawn are now. */
  const measure = useCallback(() => {
    for (const row of list.current?.children ?? []) {
      const key = row instanceof HTMLElement ? row.dataset['turn'] : undefined;
      if (key !== undefined) heights.note(key, row.getBoundingClientRect().height);
    }
  }, [heights]);

  /**
   * Has what is seen drawn.
   *
   * @param isNow draws it before this returns; not for effects, after which it is drawn anyway
   * @returns whether something was missing.
   */
  const cover = useCallback(
    (isNow: boolean): boolean => {
      const seen = spanNear(0);
      if (isWithin(seen, latest.current.span)) return false;
      if (isNow) flushSync(() => draw(seen));
      else draw(seen);
      return true;
    },
    [draw, spanNear],
  );

  /** Draws what lies around what is seen, a little at a time, and leaves out what is far. */
  const widenSoon = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const { span: now } = latest.current;
      if (isWithin(spanNear(BEYOND / 2), now) && isWithin(now, spanNear(BEYOND * 2))) return;
      const wanted = spanNear(BEYOND);
      const next = {
        first: Math.max(wanted.first, now.first - AT_ONCE),
        last: Math.min(wanted.last, now.last + AT_ONCE),
      };
      if (next.first !== now.first || next.last !== now.last) startTransition(() => draw(next));
    });
  }, [draw, spanNear]);
  useLayoutEffect(() => () => cancelAnimationFrame(frame.current), []);

  return { list, rows, measure, cover, widenSoon, draw, touch: heldTurns.touch };
}

/** What is drawn, as places among the turns of now; the newest where nothing is known. */
function spanOf(turns: readonly Turn[], { firstKey, lastKey }: Drawn): RowSpan {
  const newest = Math.max(turns.length - 1, 0);
  const first = turns.findIndex((turn) => turn.key === firstKey);
  const last = turns.findLastIndex((turn) => turn.key === lastKey);
  if (first === -1 && last === -1) return { first: newest, last: newest };
  return { first: first === -1 ? 0 : first, last: last === -1 ? newest : last };
}

const NOTHING: ReadonlySet<string> = new Set();
