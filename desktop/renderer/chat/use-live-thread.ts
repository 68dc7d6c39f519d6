import { useCallback, useEffect, useRef } from 'react';
import type { LiveEvent } from '../client/live-event.ts';
import { useAppServices } from '../services/app-services.ts';
import { atMostEvery } from './at-most-every.ts';

/** Text that grows elsewhere, and tasks that are changed one after the other, have the thread fetched no more often. */
const LEAST_BETWEEN_MS = 500;
/** The end of an answer of this page may be heard of after the page has it. */
const ECHO_MS = 400;

/**
 * Has the chat show what is said in its conversation on another device, as it is said, and its cards how the tasks they
 * show are now. While this page streams itself nothing is fetched; what changed meanwhile is, right after.
 */
export function useLiveThread(options: {
  threadId: string | null | undefined;
  isReady: boolean;
  fetchUpdates: () => Promise<void>;
  showsAny: (taskIds: readonly number[]) => boolean;
}) {
  const { threadId, isReady, fetchUpdates, showsAny } = options;
  const { events } = useAppServices();
  const answering = useRef({ isRunning: false, endedAt: 0 });
  const readOn = useRef<() => void>(() => undefined);

  useEffect(() => {
    if (!isReady || threadId === null || threadId === undefined) return undefined;
    const fetching = atMostEvery(LEAST_BETWEEN_MS, () => fetchUpdates().catch(() => undefined));
    let isMissed = false;
    readOn.current = () => {
      if (isMissed) fetching.ask();
      isMissed = false;
    };
    const saysSomething = (event: LiveEvent): boolean =>
      event.type === 'messages.changed' &&
      [...event.messages, ...event.removed].some((item) => item.conversation_id === threadId);
    const isShown = (event: LiveEvent): boolean =>
      event.type === 'tasks.changed' && showsAny([...event.tasks.map(({ id }) => id), ...event.removed]);
    const stop = events.subscribe((event) => {
      const { isRunning, endedAt } = answering.current;
      const isEcho = saysSomething(event) && (isRunning || Date.now() - endedAt <= ECHO_MS);
      if (isEcho || (event.type !== 'refresh' && !saysSomething(event) && !isShown(event))) return;
      if (isRunning) isMissed = true;
      else fetching.ask();
    });
    return () => {
      stop();
      fetching.stop();
    };
  }, [events, fetchUpdates, isReady, showsAny, threadId]);

  return {
    answerBegins: useCallback(() => {
      answering.current.isRunning = true;
    }, []),
    answerEnds: useCallback(() => {
      answering.current = { isRunning: false, endedAt: Date.now() };
      readOn.current();
    }, []),
  };
}
