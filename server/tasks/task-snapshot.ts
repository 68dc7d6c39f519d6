import { isDeepStrictEqual } from 'node:util';
import { snakeCaseMappers } from 'objection';
import type { z } from 'zod';
import { taskContent, taskRow } from './task-fields.ts';
import type { Task } from './task.ts';

/** A task as `task_changes` keeps it: the columns of `tasks` by their names, so that the database can read it back. */
export type TaskSnapshot = z.infer<typeof taskRow>;

type CodeName<Column> = Column extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CodeName<Tail>>}` : Column;

/** The columns of `tasks` as code names them; the model declares each. */
export type TaskColumns = Pick<Task, CodeName<keyof TaskSnapshot>>;

type Content = z.infer<typeof taskContent>;

/** Columns to set; undefined leaves a column as it is. */
export type TaskValues = { readonly [Column in keyof TaskColumns]?: TaskColumns[Column] | undefined };

const names = snakeCaseMappers();
/** Each column with the name that code has for it, worked out once: every task of every list comes through here. */
const COLUMNS = Object.keys(taskRow.shape).map((column) => {
  const [name = column] = Object.keys(names.parse({ [column]: null }));
  return { column, name };
});

/** @returns the task as it is now, for the change log. */
export function takeSnapshot(task: Task): TaskSnapshot {
  return taskRow.parse(toRow(task));
}

/** @returns the task by the names of its columns, with moments as JSON writes them. */
export function toRow(task: Task): Record<string, unknown> {
  return Object.fromEntries(
    COLUMNS.map(({ column, name }) => {
      const value: unknown = Reflect.get(task, name);
      return [column, value instanceof Date ? value.toISOString() : value];
    }),
  );
}

/** @returns what the next occurrence of the task has of it. */
export function copyContent(task: Task): TaskValues {
  return toColumns(taskContent.parse(toRow(task)));
}

/** @returns the columns that what was said is kept in; an empty text says nothing. */
export function toColumns(said: { [Field in keyof Content]?: Content[Field] | undefined }): TaskValues {
  const kept = Object.entries(said).map(([field, value]) => [field, value === '' ? null : value]);
  return names.parse(Object.fromEntries(kept));
}

/** @returns the row that the snapshot was taken of; the database reads the moments in it. */
export function toStoredRow(snapshot: TaskSnapshot): ReturnType<typeof names.parse> {
  return names.parse(snapshot);
}

/**
 * Whether two snapshots say the same to a person: bookkeeping (version, times of change and reminder, series) does not
 * count, nor the zone that something was said in, unless it repeats by the clocks there.
 */
export function hasSameContent(left: TaskSnapshot, right: TaskSnapshot): boolean {
  return isDeepStrictEqual(contentOf(left), contentOf(right));
}

function contentOf(snapshot: TaskSnapshot): Partial<TaskSnapshot> {
  const { version: _, updated_at: _updatedAt, reminded_at: _remindedAt, series_id: _series, ...content } = snapshot;
  return content.recurrence === null ? { ...content, due_zone: null } : content;
}
