import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { conversationsKey } from '../conversations/use-conversations.ts';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { useLiveTasks } from '../tasks/store/use-live-tasks.ts';

/** Follows what changes elsewhere, for as long as somebody is signed in. */
export function useLiveEvents(): void {
  const { events } = useAppServices();
  const { id: userId } = useUser();
  const queryClient = useQueryClient();
  useLiveTasks();
  useEffect(
    () =>
      events.subscribe(({ type }) => {
        if (type === 'session.ended') void queryClient.invalidateQueries({ queryKey: ['session'] });
        if (type === 'conversations.changed' || type === 'refresh')
          void queryClient.invalidateQueries({ queryKey: conversationsKey(userId) });
      }),
    [events, queryClient, userId],
  );
  // After who listens: nothing is told to nobody.
  useEffect(() => {
    const controller = new AbortController();
    events.follow(userId, controller.signal);
    return () => controller.abort();
  }, [events, userId]);
}
