import { z } from 'zod';

/**
 * What a person should know about a change that was made: a code, and what its sentence is filled with. The sentences are
 * the languages' (`warnings` of `languages/phrases.ts`).
 */
export const warning = z.object({
  code: z
    .enum(['past_due', 'same_title', 'already_so', 'occurrence_stays', 'empty_ignored', 'leap_day'])
    .describe('What it is about'),
  task_id: z.number().optional().describe('The other task it is about'),
  field: z.enum(['notes', 'due', 'priority', 'tags', 'recurrence']).optional().describe('The field it is about'),
  status: z.enum(['pending', 'completed']).optional().describe('How the task was already'),
});

/** What a person should know about a change that was made. */
export type Warning = z.infer<typeof warning>;
