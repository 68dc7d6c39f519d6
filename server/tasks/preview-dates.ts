import { quoteText } from '../ground/quote-text.ts';
import { z } from 'zod';
import { formatDue } from '../dates/calendar/format-due.ts';
import { findWhen } from '../dates/reading/find-when.ts';
import type { TextSpan } from '../dates/reading/text-span.ts';
import { describeRecurrence } from '../dates/recurrence/describe-recurrence.ts';
import { suggestPhrases } from '../dates/suggest-phrases.ts';
import { type DateChoice, UnclearDate } from '../ground/unclear-date.ts';
import { AppError } from '../ground/errors.ts';
import { resolveSchedule } from './changes/resolve-schedule.ts';
import { dueOf, type Clock } from './task-dates.ts';
import { ownDates } from './task-fields.ts';

/** Words that may say when: of a whole task, as in quick add, or of one field of its form. */
export const previewRequest = z.object({
  text: z
    .string('must be text')
    .max(500, 'must be 500 characters at most')
    .describe('What has been typed so far; 500 characters at most'),
  kind: z
    .enum(['task', 'due', 'recurrence'], 'must be task, due or recurrence')
    .describe('A task with a title and a date in it, or one field that is all date or all repetition'),
});

const words = z.string().nullable();

/** How words are read, before anything is stored. */
export const datesPreview = z.object({
  title: words.describe('What is left as the title; null for a field'),
  spans: z
    .array(z.object({ start: z.int(), end: z.int() }))
    .describe('Which words were taken, or with a problem not understood, in UTF-16 units'),
  ...ownDates,
  due: words.describe('When it would be due, in words'),
  repeats: words.describe('How it would repeat, in words'),
  problem: words.describe('Why it cannot be read, as a sentence for people'),
  choices: z
    .array(z.object({ field: z.enum(['due', 'recurrence']), phrase: z.string(), due: words, repeats: words }))
    .describe('What unclear words may mean: the likeliest readings, each with the field of a task that it fills'),
});

export type DatesPreview = z.infer<typeof datesPreview>;

/** Reads what is being typed the way it would be read when it is saved. */
export function previewDates({ text, kind }: z.output<typeof previewRequest>, clock: Clock): DatesPreview {
  if (kind !== 'task') return text.trim() === '' ? NOTHING : previewField(text, kind, clock);
  const found = findWhen(text, clock);
  if (found === null) return { ...NOTHING, title: text.trim() };
  const { spans, words: said, rest, leftover, due, recurrence } = found;
  const shown = { ...NOTHING, title: rest, spans: [...spans] };
  if (leftover === undefined) return { ...shown, ...readSchedule({ due, recurrence }, clock, shown.spans) };
  return { ...shown, ...tellUnclear(suggestPhrases(found, clock), said, clock) };
}

const NOTHING: DatesPreview = {
  title: null,
  spans: [],
  due_on: null,
  due_at: null,
  due_zone: null,
  recurrence: null,
  due: null,
  repeats: null,
  problem: null,
  choices: [],
};

function previewField(text: string, kind: 'due' | 'recurrence', clock: Clock): DatesPreview {
  const start = text.length - text.trimStart().length;
  const whole = { start, end: start + text.trim().length };
  return { ...NOTHING, ...readSchedule({ [kind]: text.trim() }, clock, [whole]) };
}

/** What the words come to, or why they come to nothing. */
function readSchedule(
  wish: { due?: string | undefined; recurrence?: string | undefined },
  clock: Clock,
  spans: TextSpan[],
): Partial<DatesPreview> {
  try {
    return { spans, ...describe(wish, clock) };
  } catch (error) {
    if (error instanceof UnclearDate)
      return { spans, problem: error.message, choices: describeChoices(error.choices, clock) };
    if (error instanceof AppError && error.code === 'invalid_date') return { spans, problem: error.message };
    throw error;
  }
}

function describe(wish: { due?: string | undefined; recurrence?: string | undefined }, clock: Clock) {
  const { dueOn = null, dueAt = null, dueZone = null, recurrence = null } = resolveSchedule(wish, clock).values;
  const due = dueOf({ dueOn, dueAt, dueZone });
  return {
    due_on: dueOn,
    due_at: dueAt?.toISOString() ?? null,
    due_zone: dueZone,
    recurrence,
    due: due === undefined ? null : formatDue(due, clock),
    repeats: recurrence === null ? null : describeRecurrence(recurrence, clock.locale),
  };
}

function tellUnclear(choices: readonly DateChoice[], phrase: string, clock: Clock): Partial<DatesPreview> {
  const asked = choices.map((choice) => quoteText(choice.phrase)).join(' or ');
  const problem = `I could not read all of ${quoteText(phrase)}. ${asked === '' ? 'Try “every monday at 9” or “friday 5pm”.' : `Did you mean ${asked}?`}`;
  return { problem, choices: describeChoices(choices, clock) };
}

function describeChoices(choices: readonly DateChoice[], clock: Clock): DatesPreview['choices'] {
  return choices.map(({ field, phrase }) => {
    const { due, repeats } = describe({ [field]: phrase }, clock);
    return { field, phrase, due, repeats };
  });
}
