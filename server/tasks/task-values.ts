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
