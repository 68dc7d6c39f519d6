import { z } from 'zod';
import { withinTime } from '../../database/within-time.ts';
import { listTasks as findTasks, type TaskFilter } from '../../models/task-list.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../present-task.ts';
import { readCursor, writeCursor } from '../task-cursor.ts';
import { resolveDueFilter } from '../task-dates.ts';
import type { ToolContext } from '../tool-context.ts';
import { priority, success, tag, taskView } from '../task-fields.ts';

/** Finds tasks, a page at a time. */
export const listTasks = defineTool({
  name: 'list_tasks',
  title: 'List tasks',
  description:
    'Lists tasks of the user: overdue and soonest due first. Use it to find the number of a task before changing it. ' +
    'Give only the filters the user asked for.',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({
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
    limit: z
      .int('must be a whole number')
      .min(1, 'must be 1 at least')
      .max(100, 'must be 100 at most')
      .nullish()
      .describe('How many at most: 1 to 100, 50 when left out'),
    after: z
      .string('must be text')
      .max(500)
      .nullish()
      .describe('The "after" of the previous page, to get the next one'),
  }),
  output: z.object({
    success,
    tasks: z.array(taskView).describe('The tasks of this page'),
    total: z.int().describe('How many tasks there are on all pages'),
    has_more: z.boolean().describe('Whether there is another page'),
    after: z.string().optional().describe('Gets the next page'),
  }),
  async handler(args, context) {
    const filter: TaskFilter = {
      status: args.status ?? 'pending',
      words: splitWords(args.query ?? ''),
      priority: args.priority ?? undefined,
      tag: args.tag ?? undefined,
      ...(args.due ? resolveDueFilter(args.due, context) : {}),
    };
    const after = args.after ? readCursor(args.after, filter.status) : undefined;
    const find = (connection: ToolContext['connection']) =>
      findTasks(connection, context.userId, filter, { limit: args.limit ?? 50, after });
    // Reading texts takes as long as a person has filled them.
    const page = await (filter.words.length === 0
      ? find(context.connection)
      : withinTime(context.connection, SEARCH_MS, find, context.signal));
    const last = page.tasks.at(-1);
    return {
      tasks: page.tasks.map((task) => presentTask(task, context)),
      total: page.total,
      has_more: page.hasMore,
      ...(page.hasMore && last ? { after: writeCursor(filter.status, last) } : {}),
    };
  },
});

/** No search holds the database longer. */
const SEARCH_MS = 2_000;
/** More words than this narrow nothing any more and only cost time. */
const MOST_WORDS = 10;

function splitWords(query: string): string[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  return [...new Set(words)].slice(0, MOST_WORDS);
}
