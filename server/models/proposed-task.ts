import { z } from 'zod';

/** A text as it is shown, cut around what changes in it; with its whole length when it is cut. */
const shownText = z.object({ text: z.string(), length: z.number().exactOptional() });

/** What is shown of a task on one side of a change: the fields that differ, or those that say which task it is. */
export const taskFace = z
  .object({
    title: shownText,
    notes: shownText.nullable(),
    status: z.enum(['pending', 'completed']),
    priority: z.enum(['low', 'medium', 'high']).nullable(),
    tags: z.string().array(),
    due_on: z.string().nullable(),
    due_at: z.string().nullable(),
    due_zone: z.string().nullable(),
    recurrence: z.string().nullable(),
  })
  .partial();

export const proposedTask = z.object({
  /** 0 for a task that the call adds. */
  taskId: z.number(),
  /** As the user saw it; 0 for a task that the call brings back or adds. */
  version: z.number(),
  title: z.string(),
  isRemoved: z.boolean().exactOptional(),
  /** Absent when the call brings the task back, or adds it. */
  before: taskFace.exactOptional(),
  /** Absent when the call removes it. */
  after: taskFace.exactOptional(),
});

export type ShownText = z.infer<typeof shownText>;

export type TaskFace = z.infer<typeof taskFace>;

/** A task as it was when the user was asked, and what was to become of it. */
export type ProposedTask = z.infer<typeof proposedTask>;
