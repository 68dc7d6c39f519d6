import { QueryClient } from '@tanstack/react-query';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openTestTools, TEST_NOW } from '../../../../server/testing/test-tools.ts';
import { task, taskPage, type TaskFilter, type TaskPage } from '../../../task.ts';
import { KnownTasks } from '../../services/known-tasks.ts';
import { TaskCache, type ListedPage } from './task-cache.ts';
import { listsKey } from './task-keys.ts';

const { addUser, database } = await openTestTools();
const AT = { now: TEST_NOW, timeZone: 'UTC' };
const FILTERS: TaskFilter[] = [
  { status: 'pending' },
  { status: 'completed' },
  { status: 'all' },
  { status: 'pending', due: 'overdue' },
  { status: 'all', due: 'today' },
  { status: 'pending', due: 'tomorrow' },
  { status: 'pending', due: '2026-11-21/2026-11-27' },
  { status: 'all', due: 'none', priority: 'high' },
  { status: 'all', q: 'CAFE 1' },
  { status: 'pending', tag: 'Home' },
];

/** What a person does to one of forty tasks. */
const change = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  fields: fc.oneof(
    fc.constantFrom('completed', 'pending').map((status) => ({ status })),
    fc.record({
      due: fc.constantFrom(
        null,
        'today',
        'yesterday',
        'tomorrow',
        '2026-11-20 09:00',
        '2026-11-21 00:00',
        '2026-11-23',
        'in 3 weeks',
      ),
    }),
    fc.record({ priority: fc.constantFrom('low', 'medium', 'high', null) }),
    fc.record({ title: fc.constantFrom('Café 1', 'cafe no 12', 'Tea'), add_tags: fc.constant(['home']) }),
  ),
});

test('holds after any changes what the server would list, without asking', async () => {
  const user = await addUser();
  const titled = `insert into tasks (user_id, id, title, tags, priority, due_on, due_at, due_zone)
    select ?, n, case when n % 3 = 0 then 'Café ' else 'Task ' end || n, case when n % 4 = 0 then array['home'] else '{}' end,
      case n % 5 when 0 then 'high' when 1 then 'low' end, case when n % 4 = 0 then date '2026-11-20' + (n - 20) end,
      case when n % 4 = 2 then timestamptz '2026-11-20Z' + (n - 20) * interval '11 hours' end, case when n % 4 = 2 then 'Asia/Tokyo' end
    from generate_series(1, 40) as n`;
  await database.raw(titled, [user.id]);
  const list = async (filter: TaskFilter, limit: number): Promise<TaskPage> => {
    const { q, ...rest } = filter;
    const answer = await user.call('list_tasks', { ...rest, ...(q === undefined ? {} : { query: q }), limit });
    return taskPage.parse({ ...answer, data: 'tasks' in answer ? answer.tasks : null });
  };
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } });
      const known = new KnownTasks();
      const cache = new TaskCache(queryClient, known, user.id);
      for (const filter of FILTERS) {
        const { data, ...page } = await list(filter, 15);
        known.learn(data);
        const pages = [{ ...page, ids: data.map(({ id }) => id) }];
        queryClient.setQueryData([...listsKey(user.id), filter], { pages, pageParams: [''] });
      }
      for (const { id, fields } of changes) {
        const isTick = 'status' in fields;
        const args = isTick ? { completed: fields.status === 'completed' } : fields;
        const answer = await user.call(isTick ? 'complete_task' : 'update_task', { task_id: id, ...args });
        cache.put(task.parse('task' in answer ? answer.task : null), AT);
      }
      for (const filter of FILTERS) {
        const held = queryClient.getQueryData<{ pages: ListedPage[] }>([...listsKey(user.id), filter]);
        const ids = held?.pages.flatMap((page) => page.ids) ?? [];
        const { data } = await list(filter, ids.length === 0 ? 1 : ids.length);
        expect(ids, JSON.stringify(filter)).toEqual(ids.length === 0 ? [] : data.map(({ id }) => id));
        for (const { id, version } of ids.length === 0 ? [] : data) expect(known.get(id)?.version).toBe(version);
      }
    }),
    { seed: 20261130, numRuns: 12 },
  );
});
