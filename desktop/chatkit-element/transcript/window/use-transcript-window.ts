import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useChat, useSession } from '../../session/session-hooks.tsx';
import type { Turn } from '../../thread/group-turns.ts';
import { ReadingPlace } from './reading-place.ts';
import { useRevealed } from './use-revealed.ts';
import { useTurnSpan } from './use-turn-span.ts';

/** How far from the end a reader may be and still count as reading the end. */
const NEAR_END = 96;
/** How far from the start older messages begin to load. */
const NEAR_START = 240;
/** How long after a response what it said may still be drawn. */
const LAST_WORDS_MS = 500;

/**
 * Draws the turns around what is read and keeps the reader's place: follows a response only for a reader at its end, and
 * never jumps when older messages arrive, turns come into the window, or one far up gets another height.
 */
export function useTranscriptWindow(turns: readonly Turn[]) {
  const session = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const isNearEnd = useRef(true);
  const isJumping = useRef(true);
  const lastTop = useRef(0);
  const [place] = useState(() => new ReadingPlace());
  const [isAtEnd, setIsAtEnd] = useState(true);
  const { list, rows, measure, cover, widenSoon, draw, touch } = useTurnSpan(turns, scroller);
  const mayFollow = useFollowing();

  // Said only when it changes: the view would be drawn a second time for each frame of a stream.
  const setNearEnd = useCallback((isNear: boolean) => {
    if (isNearEnd.current === isNear) return;
    isNearEnd.current = isNear;
    setIsAtEnd(isNear);
  }, []);

  const keepPlace = useCallback(
    (hasOwnSizeChanged: boolean) => {
      const element = scroller.current;
      if (!element) return;
      // Whoever has just begun to go up is not taken back, though the word of it has not come yet.
      const isLeaving = element.scrollTop < lastTop.current - 1 && gapBelow(element) >= NEAR_END;
      const follows = isNearEnd.current && !isLeaving && (hasOwnSizeChanged || mayFollow());
      if (isJumping.current || follows) {
        scrollToEnd(element);
        lastTop.current = element.scrollTop;
        place.remember(element);
        return;
      }
      place.keep(element);
      // What grew without being followed leaves the reader behind.
      if (!isLeaving) setNearEnd(gapBelow(element) < NEAR_END);
    },
    [mayFollow, place, setNearEnd],
  );

  const showRevealed = useRevealed(turns, draw, () => {
    isJumping.current = false;
    setNearEnd(false);
  });

  // After each drawing: what came in has another height than was guessed, and more may be seen than is drawn.
  useLayoutEffect(() => {
    measure();
    if (scroller.current && showRevealed(scroller.current)) place.remember(scroller.current);
    else keepPlace(false);
    if (cover(false)) return;
    isJumping.current = false;
    widenSoon();
  });

  const jumpToEnd = useCallback(() => {
    isJumping.current = true;
    isNearEnd.current = true;
    setIsAtEnd(true);
    draw({ first: turns.length - 1, last: turns.length - 1 });
  }, [draw, turns.length]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const onScroll = () => {
      const isNear = gapBelow(element) < NEAR_END;
      // Our own jump reports late, when more may have come in below: only a reader who goes up leaves the end.
      if (isNear || element.scrollTop < lastTop.current) setNearEnd(isNear);
      lastTop.current = element.scrollTop;
      place.remember(element);
      if (!cover(true)) widenSoon();
      if (element.scrollTop < NEAR_START) void session.loader.loadOlder();
    };
    onScroll();
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [cover, place, session, setNearEnd, widenSoon]);

  // A message just sent comes into view.
  const sentId = useChat((state) => state.threadState.optimisticId);
  const latestJump = useRef(jumpToEnd);
  useLayoutEffect(() => {
    latestJump.current = jumpToEnd;
  });
  useLayoutEffect(() => {
    if (sentId !== null) latestJump.current();
  }, [sentId]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !column.current) return undefined;
    const observer = new ResizeObserver((changes) => {
      measure();
      keepPlace(changes.some((change) => change.target === element));
      if (!cover(false)) widenSoon();
    });
    observer.observe(column.current);
    observer.observe(element);
    return () => observer.disconnect();
  }, [cover, keepPlace, measure, widenSoon]);

  return { scroller, column, list, rows, isAtEnd, jumpToEnd, touch };
}

/** Tells whether the end is followed now. */
function useFollowing(): () => boolean {
  const autoScroll = useChat((state) => state.options?.thread?.autoScroll ?? false);
  const isResponding = useChat((state) => state.activity === 'responding');
  // Until something is said the thread is still being laid out. The last words are drawn after the response is over.
  const until: RefObject<number> = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (!isResponding) return undefined;
    until.current = autoScroll ? Number.POSITIVE_INFINITY : 0;
    return () => {
      until.current = autoScroll ? performance.now() + LAST_WORDS_MS : 0;
    };
  }, [autoScroll, isResponding]);
  return useCallback(() => performance.now() < until.current, []);
}

function scrollToEnd(element: HTMLElement): void {
  element.scrollTo({ top: element.scrollHeight });
}

/** How much of the content is below what is seen, in pixels. */
function gapBelow(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight - element.scrollTop;
}
