import { z } from 'zod';
import { findTasks } from '../../tasks/lists/find-tasks.ts';
import { defineTool } from '../define-tool.ts';
import { presentTask } from '../../tasks/present-task.ts';
import { readCursor, writeCursor } from '../../tasks/lists/task-cursor.ts';
import { taskView } from '../../tasks/task-fields.ts';
import { success } from '../tool-result.ts';
import { resolveTaskFilter, searchWithinTime, taskFilterFields } from '../../tasks/lists/task-filter.ts';

/** Finds tasks, a page at a time. */
export const listTasks = defineTool({
  name: 'list_tasks',
  title: 'List tasks',
  description:
    'Lists tasks of the user: overdue and soonest due first. Use it to find the number of a task before changing it. ' +
    'Give only the filters the user asked for.',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: z.object({
    ...taskFilterFields,
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
  async handler(args, turn) {
    const filter = resolveTaskFilter(args, turn);
    const after = args.after ? readCursor(args.after, filter.status) : undefined;
    const page = await searchWithinTime(filter, turn, (connection) =>
      findTasks(connection, turn.userId, filter, { limit: args.limit ?? 50, after, timeZone: turn.timeZone }),
    );
    return {
      tasks: page.tasks.map((task) => presentTask(task, turn)),
      total: page.total,
      has_more: page.hasMore,
      ...(page.hasMore && page.end ? { after: writeCursor(filter.status, page.end) } : {}),
    };
  },
});
