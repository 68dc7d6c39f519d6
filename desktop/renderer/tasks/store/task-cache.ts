import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { taskFilter, type Task, type TaskPage, type TaskSummary } from '../../../task.ts';
import { countTask } from './count-task.ts';
import { compareInList, fitsFilter, type PlaceInTime } from './fits-filter.ts';
import { countsKey, listsKey, openedKey } from './task-keys.ts';

type List = InfiniteData<TaskPage>;

/** What this page knows of a person's tasks: patched with what the server answers, rather than asked for again. */
export class TaskCache {
  readonly #queryClient: QueryClient;
  readonly #userId: string;

  constructor(queryClient: QueryClient, userId: string) {
    this.#queryClient = queryClient;
    this.#userId = userId;
  }

  /** A task as it is shown somewhere. */
  find(id: number): Task | undefined {
    const rows = this.#lists().flatMap(([, list]) => list?.pages.flatMap((page) => page.data) ?? []);
    return (
      rows.find((task) => task.id === id) ?? this.#queryClient.getQueryData<Task>([...openedKey(this.#userId), id])
    );
  }

  /** Shows a task otherwise, and leaves it where it is: a box that was ticked is ticked at once. */
  show(id: number, patch: Partial<Task>): void {
    for (const [key, list] of this.#lists()) {
      const change = (rows: Task[]) => rows.map((row) => (row.id === id ? { ...row, ...patch } : row));
      this.#queryClient.setQueryData(key, mapRows(list, change));
    }
    this.#queryClient.setQueryData<Task>([...openedKey(this.#userId), id], (task) => task && { ...task, ...patch });
  }

  /** Takes what the server says of a task: it stands where it belongs, in every list, and is counted there. */
  put(task: Task, at: PlaceInTime): void {
    this.#count(task.id, task, at);
    this.#place(task, at);
  }

  /** Takes what is heard of tasks that were changed, here or elsewhere. How many that makes only the server can tell. */
  take({ tasks, removed }: { tasks: readonly Task[]; removed: readonly number[] }, at: PlaceInTime): void {
    for (const task of tasks) if (task.version >= (this.find(task.id)?.version ?? 0)) this.#place(task, at);
    for (const id of removed) this.#drop(id);
  }

  #place(task: Task, at: PlaceInTime): void {
    for (const [key, list] of this.#lists()) {
      const filter = taskFilter.parse(key.at(-1));
      const isThere = list?.pages.some(({ data }) => data.some(({ id }) => id === task.id)) ?? false;
      const fits = fitsFilter(task, filter, at);
      const rest = mapRows(list, (rows) => rows.filter(({ id }) => id !== task.id));
      this.#queryClient.setQueryData(
        key,
        (fits ?? isThere) ? insert(rest, task, compareInList(filter.status, at.timeZone)) : rest,
      );
      if (fits === undefined && !isThere) void this.#queryClient.invalidateQueries({ queryKey: key, exact: true });
    }
    const opened = [...openedKey(this.#userId), task.id];
    if (this.#queryClient.getQueryData(opened)) this.#queryClient.setQueryData(opened, task);
    else void this.#queryClient.invalidateQueries({ queryKey: opened });
  }

  /** A task is gone. */
  remove(id: number, at: PlaceInTime): void {
    this.#count(id, undefined, at);
    this.#drop(id);
  }

  #drop(id: number): void {
    for (const [key, list] of this.#lists()) {
      this.#queryClient.setQueryData(
        key,
        mapRows(list, (rows) => rows.filter((row) => row.id !== id)),
      );
    }
    void this.#queryClient.invalidateQueries({ queryKey: [...openedKey(this.#userId), id] });
  }

  #lists() {
    return this.#queryClient.getQueriesData<List>({ queryKey: listsKey(this.#userId) });
  }

  #count(id: number, task: Task | undefined, at: PlaceInTime): void {
    const shown = this.find(id);
    // Ticked or not, it is still counted as what the server said before.
    const before = shown && {
      ...shown,
      status: shown.completed_at === null ? ('pending' as const) : ('completed' as const),
    };
    for (const [key, summary] of this.#queryClient.getQueriesData<TaskSummary>({ queryKey: countsKey(this.#userId) })) {
      const filter = taskFilter.parse(key.at(-1));
      const changes = [[before, -1] as const, [task, 1] as const];
      const counted = changes.reduce(
        (counts, [each, by]) =>
          counts && each && fitsFilter(each, filter, at) === true ? countTask(counts, each, by, at) : counts,
        summary,
      );
      this.#queryClient.setQueryData(key, counted);
    }
  }
}

function mapRows(list: List | undefined, change: (rows: Task[]) => Task[]): List | undefined {
  return list && { ...list, pages: list.pages.map((page) => ({ ...page, data: change(page.data) })) };
}

/** Puts a task in its place; below what is loaded it is left out, and comes with its page. */
function insert(list: List | undefined, task: Task, compare: (a: Task, b: Task) => number): List | undefined {
  const isAfter = (row: Task): boolean => compare(row, task) > 0;
  const index = list?.pages.findIndex(({ data, has_more: hasMore }) => !hasMore || data.some(isAfter)) ?? -1;
  const page = list?.pages[index];
  if (!list || !page) return list;
  const place = page.data.findIndex(isAfter);
  const data = page.data.toSpliced(place < 0 ? page.data.length : place, 0, task);
  return { ...list, pages: list.pages.with(index, { ...page, data }) };
}
