import { useCallback, useEffect, useRef } from 'react';
import type { LiveEvent } from '../client/live-event.ts';
import { useAppServices } from '../services/app-services.ts';

/** Text that grows elsewhere is fetched no more often. */
const LEAST_BETWEEN_MS = 500;
/** The end of an answer of this page may be heard of after the page has it. */
const ECHO_MS = 400;

/**
 * Has the chat show what is said in its conversation on another device, as it is said. What this page streams itself it
 * has already.
 */
export function useLiveThread(options: {
  threadId: string | null | undefined;
  isReady: boolean;
  fetchUpdates: () => Promise<void>;
}) {
  const { threadId, isReady, fetchUpdates } = options;
  const { events } = useAppServices();
  const answering = useRef({ isRunning: false, endedAt: 0 });

  useEffect(() => {
    if (!isReady || threadId === null || threadId === undefined) return undefined;
    const fetching = atMostEvery(LEAST_BETWEEN_MS, () => fetchUpdates().catch(() => undefined));
    const concerns = (event: LiveEvent): boolean =>
      event.type === 'refresh' ||
      (event.type === 'messages.changed' &&
        [...event.messages, ...event.removed].some((item) => item.conversation_id === threadId));
    const stop = events.subscribe((event) => {
      const { isRunning, endedAt } = answering.current;
      if (concerns(event) && !isRunning && Date.now() - endedAt > ECHO_MS) fetching.ask();
    });
    return () => {
      stop();
      fetching.stop();
    };
  }, [events, fetchUpdates, isReady, threadId]);

  return {
    answerBegins: useCallback(() => {
      answering.current.isRunning = true;
    }, []),
    answerEnds: useCallback(() => {
      answering.current = { isRunning: false, endedAt: Date.now() };
    }, []),
  };
}

/** Runs something at once, and no more often than that; what is asked for while it runs is run after it. */
function atMostEvery(ms: number, run: () => Promise<void>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ranAt = 0;
  let isRunning = false;
  let isWanted = false;
  const ask = () => {
    isWanted = isRunning;
    if (!isRunning) timer ??= setTimeout(() => void runNow(), Math.max(0, ranAt + ms - Date.now()));
  };
  const runNow = async () => {
    timer = undefined;
    ranAt = Date.now();
    isRunning = true;
    await run();
    isRunning = false;
    if (isWanted) ask();
  };
  return { ask, stop: () => clearTimeout(timer) };
}
