import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent } from '../../client/live-event.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { useAppServices } from '../../services/app-services.ts';
import { useUser } from '../../session/session-context.tsx';
import { TaskCache } from './task-cache.ts';
import { countsKey, tasksKey } from './task-keys.ts';

/** Keeps what this page knows of tasks as they are, wherever they are changed: once a page. */
export function useLiveTasks(): void {
  const { changeWatch, events, knownTasks } = useAppServices();
  const { id: userId } = useUser();
  const { timeZone } = useSpeech();
  const queryClient = useQueryClient();
  useEffect(() => {
    const cache = new TaskCache(queryClient, knownTasks(userId), userId);
    const count = () =>
      changeWatch.whenQuiet(() => void queryClient.invalidateQueries({ queryKey: countsKey(userId) }));
    const hear = (event: LiveEvent) => {
      switch (event.type) {
        case 'tasks.changed':
          changeWatch.whenIdle(() => {
            cache.take(event, { now: new Date(), timeZone });
            count();
          });
          break;
        // What is due is late a moment later.
        case 'reminders.due':
          count();
          break;
        case 'ready':
        case 'refresh':
          void queryClient.invalidateQueries({ queryKey: tasksKey(userId) });
          break;
        default:
      }
    };
    return events.subscribe(hear);
  }, [changeWatch, events, knownTasks, queryClient, timeZone, userId]);
}
