import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useChat, useSession } from '../session/session-hooks.tsx';

/** How far from the end a reader may be and still count as reading the end. */
const NEAR_END = 96;
/** How far from the start older messages begin to load. */
const NEAR_START = 240;
/** How long after a response what it said may still be drawn. */
const LAST_WORDS_MS = 500;

type TranscriptScroll = {
  scroller: RefObject<HTMLDivElement | null>;
  column: RefObject<HTMLDivElement | null>;
  isAtEnd: boolean;
  jumpToEnd: () => void;
};

/** Keeps the reader's place: follows a response only for a reader at its end, and never jumps when older messages arrive. */
export function useTranscriptScroll(): TranscriptScroll {
  const session = useSession();
  const scroller = useRef<HTMLDivElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const isNearEnd = useRef(true);
  const lastTop = useRef(0);
  const anchor = useRef<{ element: Element; top: number } | null>(null);
  const shownAbove = useRef('');
  const [isAtEnd, setIsAtEnd] = useState(true);
  const autoScroll = useChat((state) => state.options?.thread?.autoScroll ?? false);
  const isResponding = useChat((state) => state.activity === 'responding');
  const sentId = useChat((state) => state.threadState.optimisticId);
  const above = useChat((state) => `${state.older.status} ${state.threadState.entries[0]?.id}`);

  const jumpToEnd = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTo({ top: element.scrollHeight });
    lastTop.current = element.scrollTop;
  }, []);

  // Said only when it changes: the view would be drawn a second time for each frame of a stream.
  const setNearEnd = useCallback((isNear: boolean) => {
    if (isNearEnd.current === isNear) return;
    isNearEnd.current = isNear;
    setIsAtEnd(isNear);
  }, []);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const onScroll = () => {
      const isNear = gapBelow(element) < NEAR_END;
      // Our own jump reports late, when more may have come in below: only a reader who goes up leaves the end.
      if (isNear || element.scrollTop < lastTop.current) setNearEnd(isNear);
      lastTop.current = element.scrollTop;
      rememberAnchor(element, anchor);
      if (element.scrollTop < NEAR_START) void session.loader.loadOlder();
    };
    onScroll();
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [session, setNearEnd]);

  // A thread opens at its newest message, and a message just sent comes into view.
  useLayoutEffect(jumpToEnd, [jumpToEnd]);
  useLayoutEffect(() => {
    if (sentId !== null) jumpToEnd();
  }, [jumpToEnd, sentId]);

  // Older messages, or the word that they are loading, went in above: put what the reader was looking at back where it was.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (shownAbove.current === above) return;
    shownAbove.current = above;
    if (!element || !anchor.current?.element.isConnected) return;
    element.scrollTop += anchor.current.element.getBoundingClientRect().top - anchor.current.top;
    rememberAnchor(element, anchor);
  }, [above]);

  // Until something is said the thread is still being laid out. The last words are drawn after the response is over.
  const followUntil = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (!isResponding) return undefined;
    followUntil.current = autoScroll ? Number.POSITIVE_INFINITY : 0;
    return () => {
      followUntil.current = autoScroll ? performance.now() + LAST_WORDS_MS : 0;
    };
  }, [autoScroll, isResponding]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || !column.current) return undefined;
    const observer = new ResizeObserver((changes) => {
      const hasOwnSizeChanged = changes.some((change) => change.target === element);
      if (isNearEnd.current && (hasOwnSizeChanged || performance.now() < followUntil.current)) {
        jumpToEnd();
        return;
      }
      // What grew without being followed leaves the reader behind.
      setNearEnd(gapBelow(element) < NEAR_END);
    });
    observer.observe(column.current);
    observer.observe(element);
    return () => observer.disconnect();
  }, [jumpToEnd, setNearEnd]);

  return { scroller, column, isAtEnd, jumpToEnd };
}

/** How much of the content is below what is seen, in pixels. */
function gapBelow(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight - element.scrollTop;
}

function rememberAnchor(scroller: HTMLElement, anchor: RefObject<{ element: Element; top: number } | null>): void {
  const top = scroller.getBoundingClientRect().top;
  const turns = scroller.querySelectorAll('.turn');
  const element = [...turns].find((turn) => turn.getBoundingClientRect().bottom > top);
  anchor.current = element ? { element, top: element.getBoundingClientRect().top } : null;
}
