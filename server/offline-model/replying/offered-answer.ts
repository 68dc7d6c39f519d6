import { z } from 'zod';
import type { AskedFilter, Intent, NewTask, TaskChanges } from '../understanding/intent.ts';

const priority = z.enum(['low', 'medium', 'high']);
const texts = z.string().array();

const newTask: z.ZodType<NewTask> = z.object({
  title: z.string(),
  notes: z.string().exactOptional(),
  due: z.string().exactOptional(),
  priority: priority.exactOptional(),
  tags: texts.exactOptional(),
  recurrence: z.string().exactOptional(),
});

const changes: z.ZodType<TaskChanges> = z.object({
  title: z.string().exactOptional(),
  notes: z.string().nullable().exactOptional(),
  due: z.string().nullable().exactOptional(),
  priority: priority.nullable().exactOptional(),
  add_tags: texts.exactOptional(),
  remove_tags: texts.exactOptional(),
  recurrence: z.string().nullable().exactOptional(),
  shift: z
    .union([z.object({ months: z.number() }), z.object({ days: z.number() }), z.object({ minutes: z.number() })])
    .exactOptional(),
});

const filter: z.ZodType<AskedFilter> = z.object({
  status: z.enum(['pending', 'completed', 'all']).exactOptional(),
  due: z.string().exactOptional(),
  priority: priority.exactOptional(),
  tag: z.string().exactOptional(),
});

const selection = z.object({ by: z.literal('id'), ids: z.number().array(), title: z.string() });

/** The readings that a question offers: each says the tasks it means by their numbers, whatever they are called. */
const offeredIntent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('add'), tasks: newTask.array() }),
  z.object({ kind: z.literal('list'), filter, style: z.literal('list') }),
  z.object({ kind: z.literal('find'), selection, asks: z.enum(['due', 'status', 'details']) }),
  z.object({ kind: z.literal('complete'), selection, completed: z.boolean() }),
  z.object({ kind: z.literal('update'), selection, changes }),
  z.object({ kind: z.literal('delete'), selection }),
  z.object({ kind: z.literal('split'), selection, tasks: newTask.array() }),
  z.object({ kind: z.literal('pick'), selection }),
  z.object({ kind: z.literal('answer'), answer: z.literal('no') }),
]);

/** What an answer means that a question offers: kept with it, so that nothing has to be understood again. */
export type OfferedIntent = z.infer<typeof offeredIntent> & Intent;

/** Tasks that an answer means. */
export type OfferedSelection = z.infer<typeof selection>;

/** @returns what a message means that is an answer which was offered; undefined when another model has offered it. */
export function readMeaning(kept: unknown): OfferedIntent | undefined {
  return offeredIntent.safeParse(kept).data;
}
