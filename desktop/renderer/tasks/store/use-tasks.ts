import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TaskFilter } from '../../../task.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { useAppServices } from '../../services/app-services.ts';
import { useUser } from '../../session/session-context.tsx';
import { TaskCache } from './task-cache.ts';
import { countsKey, listsKey, openedKey, tasksKey } from './task-keys.ts';
import { tasksApi } from './tasks-api.ts';

/** Whether something was changed elsewhere is asked this often, and whenever the window comes back. */
const REFRESH_MS = 60_000;
const FIRST_PAGE: string = '';

/**
 * The tasks that match a filter, page by page. Pages are read again only when `useTaskCounts` has heard of a change that
 * was made elsewhere, and from minute to minute where it is a matter of time what belongs to them.
 */
export function useTaskList(filter: TaskFilter) {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const isMatterOfTime = (filter.due ?? '') !== '';
  return useInfiniteQuery({
    queryKey: [...listsKey(userId), filter],
    queryFn: ({ pageParam, signal }) => tasksApi(api, userId).list(filter, pageParam, signal),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => (page.has_more ? page.after : undefined),
    // Typing in the search keeps the rows of before until the new ones are there.
    placeholderData: (previous) => previous,
    staleTime: isMatterOfTime ? 0 : Number.POSITIVE_INFINITY,
    refetchInterval: isMatterOfTime && REFRESH_MS,
  });
}

/** How many tasks match a filter, as the server counts them; asking finds out what was changed elsewhere, too. */
export function useTaskCounts(filter: TaskFilter) {
  const { api, changeWatch } = useAppServices();
  const { id: userId } = useUser();
  const { timeZone } = useSpeech();
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: [...countsKey(userId), timeZone, filter],
    queryFn: async ({ signal }) => {
      const summary = await tasksApi(api, userId).summary(filter, signal);
      if (changeWatch.hearsNews(userId, summary.recent_changes)) {
        // A list nobody looks at is forgotten: patched later, it would pass for fresh.
        queryClient.removeQueries({ queryKey: listsKey(userId), type: 'inactive' });
        void queryClient.invalidateQueries({ queryKey: listsKey(userId) });
        void queryClient.invalidateQueries({ queryKey: openedKey(userId) });
      }
      return summary;
    },
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });
}

/** One task; what a list already knows of it shows at once. */
export function useTask(id: number) {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: [...openedKey(userId), id],
    queryFn: ({ signal }) => tasksApi(api, userId).get(id, signal),
    placeholderData: () => new TaskCache(queryClient, userId).find(id),
    staleTime: 0,
  });
}

/**
 * Reads everything about tasks again: they may have been changed by somebody else, the agent included. What the counts
 * hear is not enough for it: a list may have been read before the change, and the first counts after.
 */
export function useRefreshTasks(): () => void {
  const queryClient = useQueryClient();
  const { id } = useUser();
  return () => void queryClient.invalidateQueries({ queryKey: tasksKey(id) });
}
