import { plainText } from '../../ground/quote-text.ts';
import { z } from 'zod';
import type { FinishedCall } from '../../agent/agent-call.ts';
import type { Phrases } from '../../agent/phrases/phrases.ts';
import { taskView, type TaskView } from '../../tasks/task-fields.ts';
import { taskLink } from './receipt-card.ts';
import { caption, type ListView, type ListViewItem, type ServerAction } from './widgets.ts';

/** The action of a checkbox in a task list. */
export const TOGGLE_ACTION = 'task.toggle';
/** As many rows as are shown at once; the list's own "show more" has the rest. */
const ROWS_AT_ONCE = 10;

const listResult = z.object({ tasks: taskView.array(), total: z.number() });

/** Tasks as the model found them. */
export type ListedTasks = z.infer<typeof listResult>;

/**
 * The list that answers the turn: of the last call that listed tasks, if the turn did nothing else and the reply
 * neither names the tasks itself nor asks something (then the model only looked something up).
 */
export function listToShow(calls: readonly FinishedCall[], reply: string): ListedTasks | undefined {
  const last = calls.at(-1);
  if (!last || calls.some(({ name }) => name !== 'list_tasks') || !last.result.success) return undefined;
  const list = listResult.parse(last.result);
  if (/[?？؟]/.test(reply)) return undefined;
  const text = reply.toLocaleLowerCase();
  return list.tasks.length === 0 || list.tasks.some(({ title }) => text.includes(title.toLocaleLowerCase()))
    ? undefined
    : list;
}

/** A list of tasks with a checkbox for each. */
export function taskListCard({ tasks, total }: ListedTasks, phrases: Phrases): ListView {
  const hidden = total - tasks.length;
  return {
    type: 'ListView',
    limit: ROWS_AT_ONCE,
    status: {
      text: hidden > 0 ? `${phrases.tasksTitle(total)} · ${phrases.moreTasks(hidden)}` : phrases.tasksTitle(total),
      icon: 'check-circle',
    },
    children: tasks.map((task) => taskListRow(task, phrases)),
  };
}

/** The same in words. */
export function taskListText({ tasks, total }: ListedTasks, phrases: Phrases): string {
  const rows = tasks.map((task) => [`${task.id}. ${plainText(task.title)}`, ...facts(task, phrases)].join(' · '));
  return [...rows, ...(total > tasks.length ? [phrases.moreTasks(total - tasks.length)] : [])].join('\n');
}

/** One row, also used to renew it after its box was ticked. */
export function taskListRow(task: TaskView, phrases: Phrases): ListViewItem {
  const isDone = task.status === 'completed';
  const details = facts(task, phrases).join(' · ');
  const toggle: ServerAction = {
    type: TOGGLE_ACTION,
    payload: { task_id: task.id, completed: !isDone },
    streaming: false,
  };
  // The title stands beside the box; who hears the box alone has to hear it too.
  const spoken = { ariaLabel: `${task.id}. ${plainText(task.title)}` };
  return {
    type: 'ListViewItem',
    key: `task-${task.id}`,
    align: 'start',
    gap: 3,
    children: [
      {
        type: 'Checkbox',
        name: `task-${task.id}`,
        label: `${task.id}`,
        ...spoken,
        defaultChecked: isDone,
        onChangeAction: toggle,
      },
      {
        type: 'Col',
        gap: 0,
        flex: 1,
        children: [
          isDone
            ? { type: 'Text', value: plainText(task.title), lineThrough: true, color: 'secondary' }
            : { type: 'Markdown', value: taskLink(task) },
          ...(details === '' ? [] : [caption(details, task.overdue ? 'danger' : 'secondary')]),
        ],
      },
    ],
  };
}

function facts(task: TaskView, phrases: Phrases): string[] {
  return [
    ...(task.due === null ? [] : [task.due]),
    ...(task.priority === null ? [] : [`${phrases.fields.priority}: ${phrases.priorities[task.priority]}`]),
    ...(task.tags.length === 0 ? [] : [task.tags.map((tag) => `#${plainText(tag)}`).join(' ')]),
  ];
}
