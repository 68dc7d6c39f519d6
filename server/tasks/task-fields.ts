import { z } from 'zod';
import { hasLongMarkRun, normalizeText } from '../ground/admit-text.ts';

/** Control characters a line of text has no use for; tab and line ends are handled before. */
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/u;
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;
const NO_CONTROL = 'must not contain control characters';

/** The number by which people, the model and the API know a task. Models sometimes send it as text. */
export const taskId = z
  .preprocess(
    (value) => (typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value),
    z.int('must be a task number').min(1, 'must be a task number').max(2_147_483_647, 'must be a task number'),
  )
  .describe('The number of the task, as list_tasks shows it');

/** Longer by this than its limit, a text is not even tidied. */
const SLACK = 4;

/** Text that is harmless to read: its length, and the marks on its letters, are looked at before anything else. */
function text(most: number, tooLong: string) {
  return z
    .string('must be text')
    .max(most * SLACK, { error: tooLong, abort: true })
    .refine((value) => !hasLongMarkRun(value), { error: 'has too many marks on a letter', abort: true });
}

/** One line of text. */
export const title = text(500, 'must be 500 characters at most')
  .overwrite((value) => normalizeText(value.toWellFormed(), 'NFC').replaceAll(/\s+/g, ' ').trim())
  .max(500, 'must be 500 characters at most')
  .refine((value) => VISIBLE.test(value), 'must not be empty')
  .refine((value) => !CONTROL.test(value), NO_CONTROL)
  .describe('What is to be done, in the words of the user, without its date; 1 to 500 characters');

/** Text of any number of lines. */
export const notes = text(10_000, 'must be 10,000 characters at most')
  .overwrite((value) => value.toWellFormed().replaceAll(/\r\n?/g, '\n').trimEnd())
  .max(10_000, 'must be 10,000 characters at most')
  .refine((value) => !CONTROL_BUT_LINES.test(value), NO_CONTROL);

/** How much a task matters. */
export const priority = z.enum(['low', 'medium', 'high'], 'must be low, medium or high');

/** One label, without the # people write before it. */
export const tag = text(50, 'must be 50 characters at most')
  .overwrite((value) =>
    normalizeText(value.toWellFormed(), 'NFC').trim().replace(/^#+/, '').replaceAll(/\s+/g, ' ').toLowerCase(),
  )
  .min(1, 'must not be empty')
  .max(50, 'must be 50 characters at most')
  .refine((value) => !CONTROL.test(value), NO_CONTROL);

/** Most tags one task can have. */
export const MOST_TAGS = 20;

/** Labels, each once. */
export const tags = z
  .array(tag, 'must be a list of tags')
  .overwrite((list) => [...new Set(list)])
  .max(MOST_TAGS, `must be ${MOST_TAGS} tags at most`);

/** A date as people say it; resolved in code, in the caller's zone. */
export const duePhrase = text(200, 'must be 200 characters at most').trim().max(200, 'must be 200 characters at most');

/** How a task repeats, as people say it. */
export const recurrencePhrase = text(500, 'must be 500 characters at most')
  .trim()
  .max(500, 'must be 500 characters at most');

const moment = z.iso.datetime().nullable();

/** A task as every tool result, REST answer and receipt shows it. */
export const taskView = z.object({
  id: z.int().describe('The number of the task'),
  title: z.string().describe('What is to be done'),
  notes: z.string().nullable().describe('More about it'),
  status: z.enum(['pending', 'completed']).describe('Whether it is done'),
  priority: priority.nullable().describe('How much it matters'),
  tags: z.array(z.string()).describe('Its labels'),
  due_at: moment.describe(
    'When it is due, in UTC; the start of the day in the zone of the user for a day without a time',
  ),
  due_is_date: z.boolean().describe('Whether it is due on a day, at no special time'),
  due: z.string().nullable().describe("When it is due, in words, in the user's zone and language"),
  overdue: z.boolean().describe('Whether it is pending and should have been done'),
  recurrence: z.string().nullable().describe('How it repeats, as an RFC 5545 RRULE'),
  completed_at: moment.describe('When it was done'),
  created_at: z.iso.datetime().describe('When it was made'),
  updated_at: z.iso.datetime().describe('When it was last changed'),
  version: z.int().describe('Grows with every change'),
});

/** A task as every tool result, REST answer and receipt shows it. */
export type TaskView = z.infer<typeof taskView>;

/** What a person should know about a change that was made. */
export const warnings = z.array(z.string()).describe('What the user should know, such as a due date in the past');

/** The part of each result that says that the call went well. */
export const success = z.literal(true).default(true).describe('Whether the call went well');
