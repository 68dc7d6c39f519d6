import { useInfiniteQuery, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Task, TaskFilter } from '../client/task.ts';
import { useAppServices } from '../app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { tasksApi } from './tasks-api.ts';

/** Lists are as fresh as the moment: they are asked for again whenever the window comes back. */
const REFRESH_MS = 60_000;
const FIRST_PAGE: string = '';

/** The tasks that match a filter, page by page. */
export function useTaskList(filter: TaskFilter) {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  return useInfiniteQuery({
    queryKey: [...tasksKey(userId), 'list', filter],
    queryFn: ({ pageParam, signal }) => tasksApi(api, userId).list(filter, pageParam, signal),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => (page.has_more ? page.after : undefined),
    // Typing in the search keeps the rows of before until the new ones are there.
    placeholderData: (previous) => previous,
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
    queryKey: [...tasksKey(userId), 'task', id],
    queryFn: ({ signal }) => tasksApi(api, userId).get(id, signal),
    placeholderData: () => findInLists(queryClient, userId, id),
    staleTime: 0,
  });
}

/** The root of every cached answer about a person's tasks; invalidating it refreshes all of them. */
export function tasksKey(userId: string) {
  return [userId, 'tasks'] as const;
}

/** Tells that tasks changed somewhere, so that whatever shows them asks again. */
export function useRefreshTasks(): () => void {
  const queryClient = useQueryClient();
  const { id } = useUser();
  return () => void queryClient.invalidateQueries({ queryKey: tasksKey(id) });
}

/** Replaces a task wherever the cache shows it, without asking the server. */
export function patchCachedTask(queryClient: QueryClient, userId: string, id: number, patch: Partial<Task>): void {
  queryClient.setQueriesData<CachedList>(
    { queryKey: [...tasksKey(userId), 'list'] },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          data: page.data.map((task) => (task.id === id ? { ...task, ...patch } : task)),
        })),
      },
  );
  queryClient.setQueryData<Task>([...tasksKey(userId), 'task', id], (task) => task && { ...task, ...patch });
}

interface CachedList {
  readonly pages: readonly { readonly data: readonly Task[] }[];
}

function findInLists(queryClient: QueryClient, userId: string, id: number): Task | undefined {
  for (const [, list] of queryClient.getQueriesData<CachedList>({ queryKey: [...tasksKey(userId), 'list'] })) {
    const found = list?.pages.flatMap((page) => page.data).find((task) => task.id === id);
    if (found) return found;
  }
  return undefined;
}
