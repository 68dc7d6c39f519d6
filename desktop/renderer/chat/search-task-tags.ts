import type { Entity } from '@openai/chatkit-react';
import type { tasksApi } from '../tasks/store/tasks-api.ts';

const MAX_TAGS = 8;

/** Finds open tasks to mention with `@`; the mention carries the task's number, which the agent goes by. */
export async function searchTaskTags(
  tasks: ReturnType<typeof tasksApi>,
  query: string,
  group: string,
): Promise<Entity[]> {
  const { data } = await tasks.list({ status: 'pending', q: query }, null, AbortSignal.timeout(10_000));
  return data.slice(0, MAX_TAGS).map((task) => ({
    id: String(task.id),
    title: task.title,
    icon: 'check-circle',
    group,
    interactive: true,
    data: { type: 'task', task_id: String(task.id) },
  }));
}
