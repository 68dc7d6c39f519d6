import type { TransactionOrKnex } from 'objection';
import { z } from 'zod';
import { withinTime } from '../../database/within-time.ts';
import { toWallClock } from '../../dates/calendar/zoned-time.ts';
import { resolveDueRange } from '../../dates/resolve-due-range.ts';
import type { TaskFilter } from './find-tasks.ts';
import type { Clock } from '../task-dates.ts';
import { priority, tag } from '../task-values.ts';

/** What narrows a list of tasks, and the counts of one. */
export const taskFilterFields = {
  status: z
    .enum(['pending', 'completed', 'all'], 'must be pending, completed or all')
    .nullish()
    .describe('pending (when left out), completed or all'),
  query: z
    .string('must be text')
    .max(500, 'must be 500 characters at most')
    .nullish()
    .describe('Words that all stand in the title or the notes; case and accents do not matter'),
  due: z
    .string('must be text')
    .trim()
    .max(200, 'must be 200 characters at most')
    .nullish()
    .describe(
      '"today", "tomorrow", "overdue", "this week", "next week", "none" (no due date), another day as the user ' +
        'said it, an ISO date, or two ISO dates with a slash: "2026-12-01/2026-12-07"',
    ),
  priority: priority.nullish().describe('low, medium or high'),
  tag: tag.nullish().describe('A label'),
};

const taskFilter = z.object(taskFilterFields);

/** @throws AppError `invalid_date` when the `due` phrase says no time. */
export function resolveTaskFilter(args: z.output<typeof taskFilter>, clock: Clock): TaskFilter {
  return {
    status: args.status ?? 'pending',
    words: splitWords(args.query ?? ''),
    priority: args.priority ?? undefined,
    tag: args.tag ?? undefined,
    ...(args.due ? resolveDueFilter(args.due, clock) : {}),
  };
}

/**
 * Reads tasks through a filter. Looking for words takes as long as a person has filled their texts, and so has a limit.
 *
 * @throws AppError when it takes longer than that.
 */
export function searchWithinTime<Found>(
  { words }: TaskFilter,
  { connection, signal }: { readonly connection: TransactionOrKnex; readonly signal: AbortSignal },
  find: (connection: TransactionOrKnex) => Promise<Found>,
): Promise<Found> {
  return words.length === 0 ? find(connection) : withinTime(connection, SEARCH_MS, find, signal);
}

/** No search holds the database longer. */
const SEARCH_MS = 2_000;
/** More words than this narrow nothing any more and only cost time. */
const MOST_WORDS = 10;
/** Nor does what a longer word goes on with; and looking for one in a text that is almost it takes long. */
const LONGEST_WORD = 64;

function splitWords(query: string): string[] {
  const words = query.split(/\s+/).flatMap((word) => (word === '' ? [] : word.slice(0, LONGEST_WORD).toWellFormed()));
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/**
 * Reads the `due` filter of a list.
 *
 * @throws AppError `invalid_date` when the phrase says no time.
 */
function resolveDueFilter(phrase: string, clock: Clock): Pick<TaskFilter, 'due' | 'isOpen'> {
  const { days = {}, from, to: until, overdue, none } = resolveDueRange(phrase, clock);
  if (none) return { due: 'none' };
  if (!overdue) return { due: { days: { from: days.first, through: days.last }, times: { from, until } } };
  const yesterday = toWallClock(clock.now, clock.timeZone).toPlainDate().subtract({ days: 1 });
  return { due: { days: { through: yesterday.toString() }, times: { until: clock.now } }, isOpen: true };
}
