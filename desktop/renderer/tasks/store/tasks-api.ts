import * as z from 'zod/mini';
import type { ApiClient } from '../../client/api-client.ts';
import { task, taskPage, taskSummary, type TaskFilter, type TaskInput } from '../../../task.ts';

/** What fills any screen comes first and fast; what is scrolled to comes in as large pieces as the server gives. */
const FIRST_PAGE_SIZE = '50';
const PAGE_SIZE = '100';
/** Names a change, so that exactly it can be taken back; null when nothing changed. */
const batch = z.object({ batch_id: z.nullable(z.string()) });
const changedTask = z.extend(task, {
  warnings: z.array(z.string()),
  /** The next occurrence of a recurring task that was completed. */
  next_task: z.optional(task),
  removed_task_id: z.optional(z.number()),
  ...batch.shape,
});

/** The task as it was when it was deleted. */
const removedTask = z.extend(task, batch.shape);

/** What an undo brought back, and what it left alone because it changed meanwhile. */
const undoAnswer = z.object({
  undone: z.array(z.object({ task, what: z.string() })),
  skipped: z.array(z.unknown()),
  ...batch.shape,
});

/** The task routes of one person. */
export function tasksApi(api: ApiClient, userId: string) {
  const base = `/api/${encodeURIComponent(userId)}`;
  return {
    list: (filter: TaskFilter, after: string | null, signal: AbortSignal) =>
      api.json(
        taskPage,
        `${base}/tasks?${toQuery({ limit: (after ?? '') === '' ? FIRST_PAGE_SIZE : PAGE_SIZE, ...filter, after })}`,
        { signal },
      ),
    summary: (filter: TaskFilter, signal: AbortSignal) =>
      api.json(taskSummary, `${base}/tasks/summary?${toQuery({ ...filter })}`, { signal }),
    get: (id: number, signal: AbortSignal) => api.json(task, `${base}/tasks/${id}`, { signal }),
    /** @param key the same for each time it is sent: it is made once */
    create: (body: TaskInput, key: string) =>
      api.json(changedTask, `${base}/tasks`, { method: 'POST', body, headers: { 'Idempotency-Key': key } }),
    change: (id: number, body: TaskInput) => api.json(changedTask, `${base}/tasks/${id}`, { method: 'PATCH', body }),
    remove: (id: number) => api.json(removedTask, `${base}/tasks/${id}`, { method: 'DELETE' }),
    /** Takes one change back. */
    undo: (batchId: string) => api.json(undoAnswer, `${base}/undo`, { method: 'POST', body: { batch_id: batchId } }),
  };
}

function toQuery(fields: Record<string, string | null | undefined>): string {
  const said = Object.entries(fields).filter((field): field is [string, string] => (field[1] ?? '') !== '');
  return new URLSearchParams(said).toString();
}
