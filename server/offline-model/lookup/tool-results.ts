import { z } from 'zod';
import { warning } from '../../languages/warning.ts';

/** A task as the tools show it; only what the model speaks about. */
export type KnownTask = z.infer<typeof task>;

const task = z.object({
  id: z.number(),
  title: z.string(),
  notes: z.string().nullish(),
  status: z.enum(['pending', 'completed']),
  priority: z.enum(['low', 'medium', 'high']).nullish(),
  tags: z.array(z.string()).default([]),
  due_on: z.string().nullish(),
  due_at: z.string().nullish(),
  due: z.string().nullish(),
  overdue: z.boolean().default(false),
  recurrence: z.string().nullish(),
});

const taskList = z.object({
  success: z.literal(true),
  tasks: z.array(task),
  total: z.number().nullish(),
  has_more: z.boolean().default(false),
  after: z.union([z.string(), z.number()]).nullish(),
});

const taskChange = z.object({
  success: z.literal(true),
  task,
  before: task.nullish(),
  changed: z.boolean().default(true),
  warnings: warning.array().catch([]),
  next_task: task.nullish(),
});

const undoResult = z.object({
  success: z.literal(true),
  redone: z.boolean().default(false),
  undone: z.array(z.object({ task, what: z.string() })),
  skipped: z.array(z.object({ task_id: z.number(), reason: z.string() })).default([]),
});

const dateField = z.enum(['due', 'recurrence']);

/** What an unclear date may have meant: the phrase, its field, and the field that the unclear words stood in. */
const dateReading = z.object({ field: dateField, phrase: z.string(), replaces: dateField });

export type DateReading = z.infer<typeof dateReading>;

const failure = z.object({
  success: z.literal(false),
  error: z.object({ code: z.string(), message: z.string(), choices: z.array(dateReading).default([]) }),
  confirmation: z.object({ summary: z.string().nullish() }).nullish(),
});

/** Reads the answer of `list_tasks`. */
export function parseTaskList(result: unknown): z.infer<typeof taskList> | undefined {
  return taskList.safeParse(result).data;
}

/** Reads the answer of a tool that changed one task; undefined when it did not. */
export function parseTaskChange(result: unknown): z.infer<typeof taskChange> | undefined {
  return taskChange.safeParse(result).data;
}

/** Reads the answer of `undo_last_change`. */
export function parseUndo(result: unknown): z.infer<typeof undoResult> | undefined {
  return undoResult.safeParse(result).data;
}

/** Reads why a call did not happen; an unreadable answer is a failure too. */
export function parseFailure(result: unknown): z.infer<typeof failure> {
  return (
    failure.safeParse(result).data ?? { success: false, error: { code: 'internal_error', message: '', choices: [] } }
  );
}
