import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { conversationsKey } from '../conversations/use-conversations.ts';
import { useAppServices } from '../services/app-services.ts';
import { AFTER_END_MS } from '../services/live-events.ts';
import { useUser } from '../session/session-context.tsx';
import { useLiveTasks } from '../tasks/store/use-live-tasks.ts';

/** Follows what changes elsewhere, for as long as somebody is signed in. */
export function useLiveEvents(): void {
  const { events } = useAppServices();
  const { id: userId } = useUser();
  const queryClient = useQueryClient();
  useLiveTasks();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Who is here is asked once nothing is on its way that may say it: a new password opens a new session.
    const checkSession = () => {
      if (queryClient.isMutating() === 0) void queryClient.invalidateQueries({ queryKey: ['session'] });
      else timer = setTimeout(checkSession, AFTER_END_MS);
    };
    const stop = events.subscribe(({ type }) => {
      if (type === 'session.ended') timer = setTimeout(checkSession, AFTER_END_MS);
      if (type === 'conversations.changed' || type === 'refresh')
        void queryClient.invalidateQueries({ queryKey: conversationsKey(userId) });
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [events, queryClient, userId]);
  // After who listens: nothing is told to nobody.
  useEffect(() => {
    const controller = new AbortController();
    events.follow(userId, controller.signal);
    return () => controller.abort();
  }, [events, userId]);
}
