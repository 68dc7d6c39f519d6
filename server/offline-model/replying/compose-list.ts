import type { LanguagePack } from '../../languages/language-pack.ts';
import type { ListStyle, AskedFilter } from '../understanding/intent.ts';
import { describeLine, fill, fillPlural, quote } from './describe-task.ts';
import { countFiltered, listFiltered } from '../lookup/select-tasks.ts';
import type { TaskPool } from '../lookup/task-pool.ts';
import type { KnownTask } from '../lookup/tool-results.ts';

/**
 * The answer to a question about the list.
 * @param isAll nothing else is said in this turn: then the app shows what the one call listed, and the heading is enough
 * @throws ResultsAwaited while the list is missing
 */
export function composeList(
  filter: AskedFilter,
  style: ListStyle,
  pool: TaskPool,
  pack: LanguagePack,
  isAll: boolean,
): string {
  const { phrases } = pack;
  const tasks = listFiltered({ status: 'pending', ...filter }, pool);
  if (style === 'first' || style === 'calm') return composeFirst(tasks, style, pack);
  if (tasks.length === 0) return describeEmpty(filter, pack);
  const isPlain = Object.keys(filter).every((name) => name === 'status' || name === 'due');
  const forms =
    isPlain && filter.status === 'completed'
      ? phrases.doneTasks
      : isPlain && !filter.due && filter.status !== 'all'
        ? phrases.openTasks
        : phrases.foundTasks;
  const count = countFiltered({ status: 'pending', ...filter }, pool);
  const heading = count === undefined ? [] : [fillPlural(forms, count, pack), ''];
  const isOrdered = style === 'byPriority' || style === 'byDue';
  const isAsListed = !isOrdered && filter.word === undefined && filter.status !== 'all' && tasks.length <= MOST_SHOWN;
  if (isAll && isAsListed) return heading.join('');
  // Tools list by due date.
  const sorted = style === 'byPriority' ? tasks.toSorted(comparePriority) : tasks;
  const lines = sorted.slice(0, MOST_SHOWN).map((task) => describeLine(task, pack));
  const hidden = (count ?? lines.length) - lines.length;
  return [...heading, ...lines, ...(hidden > 0 ? ['', fill(phrases.more, { count: hidden })] : [])].join('\n');
}

function composeFirst(tasks: KnownTask[], style: 'first' | 'calm', pack: LanguagePack): string {
  const { phrases } = pack;
  const [first, ...others] = tasks.toSorted((left, right) => weigh(right) - weigh(left));
  if (!first) return phrases.noTasks;
  const shown = [first, ...others].slice(0, 3).map((task) => describeLine(task, pack));
  const head = style === 'calm' ? phrases.calm : fill(phrases.startWith, { names: quote(first.title, pack) });
  return [head, '', ...shown].join('\n');
}

/** Overdue before high priority before a date before the rest; a low priority comes last. */
function weigh(task: KnownTask): number {
  const priority = { high: 30, medium: 10, low: -10 };
  return (
    (task.overdue ? 40 : 0) + (task.priority ? priority[task.priority] : 0) + ((task.due_on ?? task.due_at) ? 15 : 0)
  );
}

/** High before medium before low before none. */
function comparePriority(left: KnownTask, right: KnownTask): number {
  return rankPriority(left) - rankPriority(right);
}

function rankPriority({ priority }: KnownTask): number {
  return priority ? { high: 0, medium: 1, low: 2 }[priority] : 3;
}

function describeEmpty(filter: AskedFilter, pack: LanguagePack): string {
  const { phrases } = pack;
  if (filter.due === 'overdue') return phrases.noneOverdue;
  const isPlain = !filter.due && !filter.priority && !filter.tag && !filter.query && !filter.word;
  if (isPlain) return filter.status === 'completed' ? phrases.noneDone : phrases.noTasks;
  return phrases.noneFound;
}

const MOST_SHOWN = 50;
