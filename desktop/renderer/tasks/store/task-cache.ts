import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { taskFilter, type Task, type TaskSummary } from '../../../task.ts';
import type { KnownTasks } from '../../services/known-tasks.ts';
import { countTask } from './count-task.ts';
import { compareInList, fitsFilter, type PlaceInTime } from './fits-filter.ts';
import { countsKey, listsKey } from './task-keys.ts';

/** A page of a list: which tasks stand on it, in which order. */
export interface ListedPage {
  readonly ids: readonly number[];
  readonly has_more: boolean;
  readonly after?: string | null | undefined;
}

type List = InfiniteData<ListedPage>;

/** Keeps lists and counts in step with the tasks that are known: patched with what the server answers, rather than asked for again. */
export class TaskCache {
  readonly #queryClient: QueryClient;
  readonly #known: KnownTasks;
  readonly #userId: string;

  constructor(queryClient: QueryClient, known: KnownTasks, userId: string) {
    this.#queryClient = queryClient;
    this.#known = known;
    this.#userId = userId;
  }

  /** Takes what the server says of a task: it stands where it belongs, in every list, and is counted there. */
  put(task: Task, at: PlaceInTime): void {
    this.#count(task.id, task, at);
    this.#known.settle(task.id);
    this.#place(task, at);
  }

  /** Takes what is heard of tasks that were changed, here or elsewhere. How many that makes only the server can tell. */
  take({ tasks, removed }: { tasks: readonly Task[]; removed: readonly number[] }, at: PlaceInTime): void {
    for (const task of tasks) if (task.version >= (this.#known.told(task.id)?.version ?? 0)) this.#place(task, at);
    for (const id of removed) this.#drop(id);
  }

  /** A task is gone. */
  remove(id: number, at: PlaceInTime): void {
    this.#count(id, undefined, at);
    this.#drop(id);
  }

  #place(task: Task, at: PlaceInTime): void {
    this.#known.learn([task]);
    for (const [key, list] of this.#lists()) {
      const filter = taskFilter.parse(key.at(-1));
      const isThere = list?.pages.some(({ ids }) => ids.includes(task.id)) ?? false;
      const fits = fitsFilter(task, filter, at);
      const rest = without(list, task.id);
      this.#queryClient.setQueryData(
        key,
        (fits ?? isThere) ? this.#insert(rest, task, compareInList(filter.status, at.timeZone)) : rest,
      );
      if (fits === undefined && !isThere) void this.#queryClient.invalidateQueries({ queryKey: key, exact: true });
    }
  }

  #drop(id: number): void {
    this.#known.forget(id);
    for (const [key, list] of this.#lists()) this.#queryClient.setQueryData(key, without(list, id));
  }

  /** Puts a task in its place; below what is loaded it is left out, and comes with its page. */
  #insert(list: List | undefined, task: Task, compare: (a: Task, b: Task) => number): List | undefined {
    if (!list) return list;
    const isAfter = (id: number): boolean => {
      const row = this.#known.told(id);
      return row !== undefined && compare(row, task) > 0;
    };
    const index = list.pages.findIndex(({ ids, has_more: hasMore }) => {
      const last = ids.at(-1);
      return !hasMore || (last !== undefined && isAfter(last));
    });
    const page = list.pages[index];
    if (!page) return list;
    const place = page.ids.findIndex(isAfter);
    const ids = page.ids.toSpliced(place < 0 ? page.ids.length : place, 0, task.id);
    return { ...list, pages: list.pages.with(index, { ...page, ids }) };
  }

  #lists() {
    return this.#queryClient.getQueriesData<List>({ queryKey: listsKey(this.#userId) });
  }

  #count(id: number, task: Task | undefined, at: PlaceInTime): void {
    // Ticked or not, it is still counted as what the server said before.
    const changes = [[this.#known.told(id), -1] as const, [task, 1] as const];
    for (const [key, summary] of this.#queryClient.getQueriesData<TaskSummary>({ queryKey: countsKey(this.#userId) })) {
      const filter = taskFilter.parse(key.at(-1));
      const counted = changes.reduce(
        (counts, [each, by]) =>
          counts && each && fitsFilter(each, filter, at) === true ? countTask(counts, each, by, at) : counts,
        summary,
      );
      this.#queryClient.setQueryData(key, counted);
    }
  }
}

function without(list: List | undefined, id: number): List | undefined {
  if (!list?.pages.some(({ ids }) => ids.includes(id))) return list;
  return { ...list, pages: list.pages.map((page) => ({ ...page, ids: page.ids.filter((each) => each !== id) })) };
}
