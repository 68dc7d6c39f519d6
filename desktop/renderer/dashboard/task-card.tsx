import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Task } from '../../task.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { TaskRow } from '../tasks/list/task-row.tsx';
import { useUnsavedTasks } from '../tasks/list/use-unsaved-tasks.ts';
import { useTaskChanges } from '../tasks/store/use-task-changes.ts';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';

/** As many rows as a card shows; the list of all of them is one click away. */
export const MOST_ROWS = 10;

/** One group of tasks on the dashboard. */
export function TaskCard(props: {
  id: string;
  title: string;
  tasks: readonly Task[];
  /** How many there are, loaded or not; undefined while the server has not counted. */
  count: number | undefined;
  /** Where all of them are listed. */
  href: string;
  now: Date;
  empty: string | null;
  tone?: 'late';
  more?: ReactNode;
}) {
  const { count, tasks } = props;
  const { mutate: setDone } = useTaskChanges().setDone;
  const unsaved = useUnsavedTasks();
  const { dashboard } = useMessages();
  if (tasks.length === 0 && props.empty === null) return null;
  return (
    <section className={props.tone === 'late' ? 'card card-late' : 'card'} aria-labelledby={`${props.id}-title`}>
      <header className="card-header">
        <h2 id={`${props.id}-title`} className="card-title">
          {props.title} {count !== undefined && count > 0 && <span className="group-count">{count}</span>}
        </h2>
        {props.more}
      </header>
      {tasks.length === 0 && (count ?? 0) > 0 && <SkeletonRows count={3} />}
      {tasks.length === 0 && (count ?? 0) === 0 && <p className="card-note">{props.empty}</p>}
      {tasks.length > 0 && (
        <ul className="task-rows">
          {tasks.slice(0, MOST_ROWS).map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              href={`/tasks/${task.id}`}
              now={props.now}
              isUnsaved={unsaved.has(task.id)}
              onSetDone={setDone}
            />
          ))}
        </ul>
      )}
      {count !== undefined && count > MOST_ROWS && (
        <Link href={props.href} className="button button-small button-quiet card-more">
          {dashboard.showAll(count)}
        </Link>
      )}
    </section>
  );
}
