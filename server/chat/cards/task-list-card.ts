import { z } from 'zod';
import type { FinishedCall } from '../../agent/agent-call.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { plainText } from '../../ground/quote-text.ts';
import { taskView, type TaskView } from '../../tasks/task-fields.ts';
import type { ListedTasks } from './card-basis.ts';
import type { CardFacts } from './card-facts.ts';
import { rowKey, drawTaskRow, type CardSpeech } from './task-row.ts';
import type { ListView } from './widgets.ts';

/** As many rows as are shown at once; the list's own "show more" has the rest. */
const ROWS_AT_ONCE = 10;

const listResult = z.object({ tasks: taskView.array(), total: z.number() });

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

/** The tasks that were listed, as each of them is now, with a box to tick. */
export function taskListCard(list: ListedTasks, facts: CardFacts, speech: CardSpeech): ListView {
  const rows = list.tasks.map((told) => {
    const found = facts.view(told.id, speech.locale);
    return { task: found ?? told, isGone: !found, wasOpen: told.status === 'pending' };
  });
  const done = rows.filter(({ task, isGone, wasOpen }) => wasOpen && !isGone && task.status === 'completed').length;
  const gone = rows.filter(({ isGone }) => isGone).length;
  return {
    type: 'ListView',
    limit: ROWS_AT_ONCE,
    status: { text: tellCount(list, { done, gone }, speech.phrases), icon: LIST_ICON },
    children: rows.map(({ task, isGone }) => ({
      type: 'ListViewItem',
      key: rowKey(task.id),
      align: 'start',
      gap: 3,
      children: drawTaskRow(task, speech, { isGone }),
    })),
  };
}

/** The same in words. */
export function taskListText({ tasks, total }: ListedTasks, phrases: Phrases): string {
  const rows = tasks.map((task) => [`${task.id}. ${plainText(task.title)}`, ...tellTask(task, phrases)].join(' · '));
  return [...rows, ...(total > tasks.length ? [phrases.moreTasks(total - tasks.length)] : [])].join('\n');
}

const LIST_ICON = 'lucide:list-checks';

/** How many were found, how many of those a list has, and what became of them. */
function tellCount(
  { tasks, total }: ListedTasks,
  { done, gone }: { done: number; gone: number },
  phrases: Phrases,
): string {
  const hidden = total - tasks.length;
  return [
    phrases.tasksTitle(total),
    ...(done > 0 ? [phrases.countDone(done)] : []),
    ...(gone > 0 ? [phrases.countDeleted(gone)] : []),
    ...(hidden > 0 ? [phrases.moreTasks(hidden)] : []),
  ].join(' · ');
}

function tellTask(task: TaskView, phrases: Phrases): string[] {
  return [
    ...(task.due === null ? [] : [task.due]),
    ...(task.priority === null ? [] : [`${phrases.fields.priority}: ${phrases.priorities[task.priority]}`]),
    ...(task.tags.length === 0 ? [] : [task.tags.map((tag) => `#${plainText(tag)}`).join(' ')]),
  ];
}
