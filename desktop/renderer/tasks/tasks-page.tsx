import { Plus } from 'lucide-react';
import { useMemo, type KeyboardEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { useMessages } from '../i18n/language-context.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';
import { NewTask } from './editor/new-task.tsx';
import { TaskDetail } from './editor/task-detail.tsx';
import { TaskFilters } from './list/task-filters.tsx';
import { TaskList } from './list/task-list.tsx';
import { useTaskFilter, useTasksHref } from './list/use-task-filter.ts';
import { useTaskCounts, useTaskList } from './store/use-tasks.ts';

/**
 * The tasks: the list, and beside it, or instead of it where the window is narrow, the task that is open.
 *
 * @param props.open the id of a task, `new`, or null for the list alone
 */
export function TasksPage({ open }: { open: number | 'new' | null }) {
  const [, navigate] = useLocation();
  const tasksHref = useTasksHref();
  const closeOnEscape = (event: KeyboardEvent<HTMLElement>) => {
    // What is written and not saved stays, and is there when the task is opened again.
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing || open === null) return;
    if (event.target instanceof Element && event.target.matches('[type=search]')) return;
    navigate(tasksHref('/tasks'));
  };
  return (
    <div
      className={open === null ? 'tasks-page' : 'tasks-page has-detail'}
      onKeyDown={closeOnEscape}
      role="presentation"
    >
      <ListPane openId={typeof open === 'number' ? open : null} isMain={open === null} />
      {open !== null && (
        <div className="detail-pane" data-pane tabIndex={-1}>
          {open === 'new' ? <NewTask /> : <TaskDetail id={open} />}
        </div>
      )}
    </div>
  );
}

function ListPane({ openId, isMain }: { openId: number | null; isMain: boolean }) {
  const { tasks, nav } = useMessages();
  const filter = useTaskFilter();
  const tasksHref = useTasksHref();
  const list = useTaskList(filter.asked);
  const tags = useMemo(() => [...new Set(list.tasks.flatMap((task) => task.tags))], [list.tasks]);
  const counts = useTaskCounts(filter.asked).data;
  const total = counts ? { pending: counts.open, completed: counts.done, all: counts.open + counts.done } : null;
  const found = total?.[filter.values.status] ?? 0;
  const Heading = isMain ? 'h1' : 'h2';
  return (
    <div className="list-pane" data-pane tabIndex={-1}>
      {isMain && <TasksTitle />}
      <header className="page-header">
        <Heading className="page-title">{tasks.title}</Heading>
        {found > 0 && (
          <span className="page-count" role="status">
            {tasks.count(found)}
          </span>
        )}
        <Link href={tasksHref('/tasks/new')} className="button button-primary page-action">
          <Plus size={16} aria-hidden />
          {nav.newTask}
        </Link>
      </header>
      <TaskFilters filter={filter} tags={tags} />
      <TaskList
        list={list}
        counts={counts}
        found={found}
        isNarrowed={filter.isNarrowed || filter.values.status !== 'pending'}
        openId={openId}
      />
    </div>
  );
}

/** Names the page only while no task is open: that one names it then. */
function TasksTitle() {
  usePageTitle(useMessages().tasks.title);
  return null;
}
