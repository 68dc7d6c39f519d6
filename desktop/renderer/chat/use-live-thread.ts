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
    let timer: ReturnType<typeof setTimeout> | undefined;
    let fetchedAt = 0;
    const fetchSoon = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          fetchedAt = Date.now();
          fetchUpdates().catch(() => undefined);
        },
        Math.max(0, fetchedAt + LEAST_BETWEEN_MS - Date.now()),
      );
    };
    const concerns = (event: LiveEvent): boolean =>
      event.type === 'refresh' ||
      (event.type === 'messages.changed' &&
        [...event.messages, ...event.removed].some((item) => item.conversation_id === threadId));
    const stop = events.subscribe((event) => {
      const { isRunning, endedAt } = answering.current;
      if (concerns(event) && !isRunning && Date.now() - endedAt > ECHO_MS) fetchSoon();
    });
    return () => {
      stop();
      clearTimeout(timer);
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
