import * as z from 'zod/mini';

/** What a person says of a task, kept as it was said; null for nothing. */
export const saidOfTask = z.object({
  title: z.string(),
  notes: z.nullable(z.string()),
  priority: z.nullable(z.enum(['low', 'medium', 'high'])),
  tags: z.array(z.string()),
  recurrence: z.nullable(z.string()),
});

/** A task as the API shows it. */
export const task = z.object({
  id: z.int().check(z.positive()),
  ...saidOfTask.shape,
  status: z.enum(['pending', 'completed']),
  due_on: z.nullable(z.string()),
  due_at: z.nullable(z.string()),
  due_zone: z.nullable(z.string()),
  due: z.nullable(z.string()),
  overdue: z.boolean(),
  completed_at: z.nullable(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
  version: z.number(),
});

export type Task = z.infer<typeof task>;

/** What the tray and reminders need of a task; a server may show them less. */
export const trayTask = z.pick(task, {
  id: true,
  title: true,
  status: true,
  due_on: true,
  due_at: true,
  due: true,
  overdue: true,
});

export const taskPage = z.object({
  data: z.array(task),
  has_more: z.boolean(),
  after: z.nullish(z.string()),
});

export type TaskPage = z.infer<typeof taskPage>;

/** How many tasks there are, as the server counts them: a list here knows only its first pages. */
export const taskSummary = z.object({
  open: z.number(),
  overdue: z.number(),
  today: z.number(),
  next_days: z.array(z.object({ count: z.number() })),
  later: z.number(),
  no_date: z.number(),
  done: z.number(),
  recent_changes: z.array(z.object({ batch_id: z.string(), at: z.string() })),
});

/** How many tasks there are. */
export type TaskSummary = z.infer<typeof taskSummary>;

/** What can be asked of the list. */
export const taskFilter = z.object({
  status: z.enum(['pending', 'completed', 'all']),
  q: z.optional(z.string()),
  due: z.optional(z.string()),
  priority: z.optional(z.enum(['low', 'medium', 'high'])),
  tag: z.optional(z.string()),
});

export type TaskFilter = z.infer<typeof taskFilter>;

/** What a person can say about a task; null clears, absent leaves alone. */
export interface TaskInput extends Readonly<Partial<z.infer<typeof saidOfTask> & Pick<Task, 'status'>>> {
  /** A phrase as typed, or a local ISO date or date-time. */
  readonly due?: string | null;
}
