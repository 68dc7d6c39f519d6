import { readFileSync } from 'node:fs';
import { z } from 'zod';

const setupTask = z.union([
  z.string().transform((title) => ({ title })),
  z.object({
    title: z.string(),
    done: z.boolean().optional(),
    due: z.string().optional(),
    priority: z.enum(['low', 'medium', 'high']).optional(),
    tags: z.array(z.string()).optional(),
    notes: z.string().optional(),
    recurrence: z.string().optional(),
  }),
]);
const expectedCall = z.object({ tool: z.string(), args: z.record(z.string(), z.unknown()).default({}) });
const texts = z.array(z.string()).default([]);
const outcome = z.object({
  type: z.enum(['calls', 'confirm', 'clarify', 'reply', 'refuse']),
  calls: z.array(expectedCall).default([]),
  also: z.array(expectedCall).default([]),
  may: z.array(expectedCall).default([]),
  confirm_ok: z.boolean().default(false),
  forbid: texts,
  reply_all: texts,
  reply_any: texts,
  reply_none: texts,
  state: z.record(z.string(), z.string()).default({}),
  count: z.record(z.string(), z.number()).default({}),
});
const expectation = z.union([outcome, z.object({ type: z.literal('options'), options: z.array(outcome) })]);
const heard = z.object({
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  pending_confirm: z.unknown().optional(),
});
const turn = z.object({ text: z.string(), expect: expectation.optional() });
const shared = {
  id: z.string(),
  setup: z.array(setupTask).default([]),
  kind: z.string().optional(),
  category: z.string().optional(),
  now: z.string().optional(),
  tz: z.string().optional(),
  lang: z.string().optional(),
};
const message = z
  .object({
    ...shared,
    text: z.string(),
    expect: expectation,
    history: z.array(heard).optional(),
    /** Messages of the person played first, as real turns. */
    before: z.array(z.string()).default([]),
  })
  .transform(({ text, expect, before, kind, category, ...entry }) => ({
    ...entry,
    kind: kind ?? category ?? '',
    isDialogue: false,
    turns: [...before.map((said): z.infer<typeof turn> => ({ text: said })), { text, expect }],
  }));
const dialogue = z.object({ ...shared, turns: z.array(turn).min(1) }).transform(({ kind, category, ...entry }) => ({
  ...entry,
  kind: kind ?? category ?? '',
  isDialogue: true,
  history: undefined,
}));

/** A message or a dialogue of the evaluation set: the tasks there are, what is said, and what must come of it. */
export type EvaluationCase = z.infer<typeof evaluationCase>;
export const evaluationCase = z.union([dialogue, message]);

/** What must come of one turn, in one of possibly several ways. */
export type ExpectedOutcome = z.infer<typeof outcome>;

/** The outcomes of which one must hold. */
export function listOutcomes(expected: z.infer<typeof expectation>): ExpectedOutcome[] {
  return expected.type === 'options' ? expected.options : [expected];
}

/** Reads a file of one case a line. @throws ZodError that names what is wrong with a line */
export function readCases(path: string | URL): EvaluationCase[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => evaluationCase.parse(JSON.parse(line)));
}
