import { readFileSync } from 'node:fs';
import { z } from 'zod';

const texts = z.array(z.string().min(1));
const dueRule = z
  .string()
  .regex(
    /^(?:today(?:[+-]\d+)?|now\+\d+[hm]|(?:dow|nextweek)\((?:mon|tue|wed|thu|fri|sat|sun)\)|dom\(\d{1,2}\)|eom|date\(\d\d-\d\d\))(?: \d\d:\d\d)?$/u,
  );
const priority = z.enum(['low', 'medium', 'high']);

const setupTask = z.union([
  z.string().min(1),
  z.strictObject({
    title: z.string().min(1),
    done: z.boolean().optional(),
    due: dueRule.optional(),
    priority: priority.optional(),
    tags: texts.optional(),
    notes: z.string().optional(),
    recurrence: z.string().startsWith('FREQ=').optional(),
  }),
]);

const expectedCall = z.strictObject({
  tool: z.enum(['add_task', 'update_task', 'complete_task', 'delete_task', 'undo_last_change', 'list_tasks']),
  args: z.strictObject({
    task: z.string().optional(),
    'task~': texts.optional(),
    title: z.string().optional(),
    title_any: texts.optional(),
    'title~': texts.optional(),
    title_none: texts.optional(),
    due: dueRule.nullable().optional(),
    due_any: z.array(dueRule).optional(),
    priority: priority.nullable().optional(),
    tags_has: texts.optional(),
    tags_none: texts.optional(),
    notes: z.null().optional(),
    'notes~': texts.optional(),
    recurrence: z.literal(true).nullable().optional(),
    'recurrence~': texts.optional(),
    done: z.boolean().optional(),
    redo: z.boolean().optional(),
  }),
});

const outcome = z.strictObject({
  type: z.enum(['calls', 'confirm', 'clarify', 'reply']),
  calls: z.array(expectedCall).default([]),
  also: z.array(expectedCall).default([]),
  may: z.array(expectedCall).default([]),
  confirm_ok: z.boolean().default(false),
  forbid: texts.default([]),
  count: z.record(z.string(), z.int()).default({}),
  reply_all: texts.default([]),
  reply_any: texts.default([]),
  reply_none: texts.default([]),
});

const expectation = z.union([
  outcome,
  z.strictObject({ type: z.literal('options'), options: z.array(outcome).min(2) }),
]);

const heading = {
  id: z.string().regex(/^[a-zA-Z-]+-\d{3}$/u),
  kind: z.string().min(1),
  lang: z.string().min(2),
  part: z.enum(['open', 'aside']),
  setup: z.array(setupTask),
  note: z.string().optional(),
};

/** One message that is judged, with what exists and what was said before. */
export const messageCase = z.strictObject({
  ...heading,
  before: texts.optional(),
  text: z.string().min(1),
  expect: expectation,
});

/** One conversation, judged turn by turn. */
export const dialogueCase = z.strictObject({
  ...heading,
  turns: z
    .array(z.strictObject({ text: z.string().min(1), expect: expectation }))
    .min(3)
    .max(6),
});

/** Reads the cases of one file of this folder, parsed by their schema. */
export function readCases<Case>(name: string, schema: z.ZodType<Case>): Case[] {
  const lines = readFileSync(new URL(`${name}.jsonl`, import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)));
}
