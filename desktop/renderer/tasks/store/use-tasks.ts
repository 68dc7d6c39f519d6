import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError } from '../../client/api-error.ts';
import type { TaskFilter } from '../../../task.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { useAppServices } from '../../services/app-services.ts';
import { useUser } from '../../session/session-context.tsx';
import type { ListedPage } from './task-cache.ts';
import { countsKey, listsKey, openedKey, tasksKey } from './task-keys.ts';
import { tasksApi } from './tasks-api.ts';
import { useKnownTasks } from './use-known-tasks.ts';

/** What is a matter of time is asked for this often, and everything else while no events tell of it. */
const REFRESH_MS = 60_000;
const FIRST_PAGE: string = '';

/**
 * The tasks that match a filter, page by page: which they are, and as what they are known. `useLiveTasks` keeps them as
 * they are; they are read again from minute to minute where it is a matter of time what belongs to them.
 */
export function useTaskList(filter: TaskFilter) {
  const { api, events } = useAppServices();
  const { id: userId } = useUser();
  const { known, version } = useKnownTasks();
  const isMatterOfTime = (filter.due ?? '') !== '';
  const query = useInfiniteQuery({
    queryKey: [...listsKey(userId), filter],
    queryFn: async ({ pageParam, signal }): Promise<ListedPage> => {
      const { data, ...page } = await tasksApi(api, userId).list(filter, pageParam, signal);
      known.learn(data);
      return { ...page, ids: data.map(({ id }) => id) };
    },
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => (page.has_more ? page.after : undefined),
    // Typing in the search keeps the rows of before until the new ones are there.
    placeholderData: (previous) => previous,
    staleTime: isMatterOfTime ? 0 : Number.POSITIVE_INFINITY,
    refetchInterval: () => (isMatterOfTime || !events.isLive) && REFRESH_MS,
  });
  const { data } = query;
  const tasks = useMemo(
    // Once each: a task that moved while its page was on its way stands on two.
    () => [...new Set(data?.pages.flatMap(({ ids }) => ids))].flatMap((id) => known.get(id) ?? []),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- What is known changes with its version.
    [data, known, version],
  );
  return { query, tasks };
}

/** How many tasks match a filter, as the server counts them. */
export function useTaskCounts(filter: TaskFilter) {
  const { api, events } = useAppServices();
  const { id: userId } = useUser();
  const { timeZone } = useSpeech();
  return useQuery({
    queryKey: [...countsKey(userId), timeZone, filter],
    queryFn: ({ signal }) => tasksApi(api, userId).summary(filter, signal),
    staleTime: 0,
    refetchInterval: () => !events.isLive && REFRESH_MS,
  });
}

/** One task; what a list already knows of it shows at once. */
export function useTask(id: number) {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const { known } = useKnownTasks();
  const { error, refetch } = useQuery({
    queryKey: [...openedKey(userId), id],
    queryFn: async ({ signal }) => {
      try {
        const task = await tasksApi(api, userId).get(id, signal);
        known.learn([task]);
        return task.version;
      } catch (failure) {
        if (isMissing(failure)) known.forget(id);
        throw failure;
      }
    },
    enabled: !known.isGone(id),
    staleTime: 0,
  });
  const task = known.get(id);
  return { task, isGone: task === undefined && (known.isGone(id) || isMissing(error)), error, refetch };
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

/** Reads everything about tasks again, where no events tell what the agent has changed. */
export function useRefreshTasks(): () => void {
  const { events } = useAppServices();
  const queryClient = useQueryClient();
  const { id } = useUser();
  return () => {
    if (!events.isLive) void queryClient.invalidateQueries({ queryKey: tasksKey(id) });
  };
}
