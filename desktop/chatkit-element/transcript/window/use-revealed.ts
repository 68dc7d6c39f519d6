import { useCallback, useLayoutEffect, useRef } from 'react';
import { useChat } from '../../session/session-hooks.tsx';
import type { Turn } from '../../thread/group-turns.ts';
import type { RowSpan } from '../../ui/windowing/rows.ts';

/** What is above a turn that was found, so that one sees it is not the first. */
const ABOVE = 48;
const FADE_MS = 2_500;

/**
 * Has the turn drawn that a search found.
 *
 * @param onLeave called before the reader is taken away from where they are
 * @returns a function that brings it into view once it is drawn, and tells whether it did.
 */
export function useRevealed(
  turns: readonly Turn[],
  draw: (span: RowSpan) => void,
  onLeave: () => void,
): (scroller: HTMLElement) => boolean {
  const revealed = useChat((state) => state.search.revealed);
  const isMarked = useChat((state) => state.search.isOpen);
  const waiting = useRef<string | null>(null);
  const latest = useRef({ turns, draw, onLeave, isMarked });
  useLayoutEffect(() => {
    latest.current = { turns, draw, onLeave, isMarked };
  });
  useLayoutEffect(() => {
    if (!revealed) return;
    const known = latest.current;
    const index = known.turns.findIndex(
      ({ user, entries }) => user?.id === revealed.itemId || entries.some(({ id }) => id === revealed.itemId),
    );
    const turn = known.turns[index];
    if (!turn) return;
    waiting.current = turn.key;
    known.onLeave();
    known.draw({ first: Math.max(index - 1, 0), last: Math.min(index + 1, known.turns.length - 1) });
  }, [revealed]);
  return useCallback((scroller: HTMLElement) => {
    const row = [...scroller.querySelectorAll<HTMLElement>('[data-turn]')].find(
      (each) => each.dataset['turn'] === waiting.current,
    );
    if (waiting.current === null || !row) return false;
    waiting.current = null;
    const { top } = scroller.getBoundingClientRect();
    const box = row.getBoundingClientRect();
    const isSeen = box.top >= top && box.bottom <= top + scroller.clientHeight;
    if (!isSeen) scroller.scrollBy(0, box.top - top - ABOVE);
    // A search marks its words; who comes from elsewhere sees which turn it was.
    if (!latest.current.isMarked)
      row.animate({ backgroundColor: ['var(--color-accent-soft)', 'transparent'] }, FADE_MS);
    return true;
  }, []);
}
