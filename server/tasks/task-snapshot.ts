import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Task } from './task.ts';

const moment = z.iso.datetime({ offset: true }).nullable();

/** A task as `task_changes` keeps it: the columns of `tasks` by their names, so that the database can read it back. */
export const taskSnapshot = z.object({
  user_id: z.string(),
  id: z.int(),
  title: z.string(),
  notes: z.string().nullable(),
  status: z.enum(['pending', 'completed']),
  priority: z.enum(['low', 'medium', 'high']).nullable(),
  tags: z.array(z.string()),
  due_at: moment,
  due_is_date: z.boolean(),
  recurrence: z.string().nullable(),
  reminded_at: moment,
  completed_at: moment,
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  version: z.int(),
  previous_id: z.int().nullable(),
  // Older snapshots have none.
  series_id: z.uuid().nullable().default(null),
});

/** A task as `task_changes` keeps it. */
export type TaskSnapshot = z.infer<typeof taskSnapshot>;

/** The columns of `tasks` as code names them. */
export type TaskColumns = Pick<
  Task,
  | 'userId'
  | 'id'
  | 'title'
  | 'notes'
  | 'status'
  | 'priority'
  | 'tags'
  | 'dueAt'
  | 'dueIsDate'
  | 'recurrence'
  | 'remindedAt'
  | 'completedAt'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
  | 'previousId'
  | 'seriesId'
>;

/** @returns the task as it is now, for the change log. */
export function takeSnapshot(task: Task): TaskSnapshot {
  return {
    user_id: task.userId,
    id: task.id,
    title: task.title,
    notes: task.notes,
    status: task.status,
    priority: task.priority,
    tags: task.tags,
    due_at: task.dueAt?.toISOString() ?? null,
    due_is_date: task.dueIsDate,
    recurrence: task.recurrence,
    reminded_at: task.remindedAt?.toISOString() ?? null,
    completed_at: task.completedAt?.toISOString() ?? null,
    created_at: task.createdAt.toISOString(),
    updated_at: task.updatedAt.toISOString(),
    version: task.version,
    previous_id: task.previousId,
    series_id: task.seriesId,
  };
}

/** @returns the columns that the snapshot was taken of. */
export function toColumns(snapshot: TaskSnapshot): Omit<TaskColumns, 'userId'> {
  return {
    id: snapshot.id,
    title: snapshot.title,
    notes: snapshot.notes,
    status: snapshot.status,
    priority: snapshot.priority,
    tags: snapshot.tags,
    dueAt: snapshot.due_at === null ? null : new Date(snapshot.due_at),
    dueIsDate: snapshot.due_is_date,
    recurrence: snapshot.recurrence,
    remindedAt: snapshot.reminded_at === null ? null : new Date(snapshot.reminded_at),
    completedAt: snapshot.completed_at === null ? null : new Date(snapshot.completed_at),
    createdAt: new Date(snapshot.created_at),
    updatedAt: new Date(snapshot.updated_at),
    version: snapshot.version,
    previousId: snapshot.previous_id,
    seriesId: snapshot.series_id,
  };
}

/** Whether two snapshots say the same to a person: bookkeeping (version, times of change and reminder, series) does not count. */
export function hasSameContent(left: TaskSnapshot, right: TaskSnapshot): boolean {
  return isDeepStrictEqual(contentOf(left), contentOf(right));
}

function contentOf(snapshot: TaskSnapshot): Partial<TaskSnapshot> {
  const { version: _, updated_at: _updatedAt, reminded_at: _remindedAt, series_id: _series, ...content } = snapshot;
  return content;
}
