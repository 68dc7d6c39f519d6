import type { ReactNode } from 'react';
import type { Task } from '../client/task.ts';
import { TaskRow } from '../tasks/task-row.tsx';
import { useTaskChanges } from '../tasks/use-task-changes.ts';

/** One group of tasks on the dashboard. */
export function TaskCard(props: {
  id: string;
  title: string;
  tasks: readonly Task[];
  now: Date;
  empty: string | null;
  tone?: 'late';
  more?: ReactNode;
}) {
  const { setDone } = useTaskChanges();
  if (props.tasks.length === 0 && props.empty === null) return null;
  return (
    <section className={props.tone === 'late' ? 'card card-late' : 'card'} aria-labelledby={`${props.id}-title`}>
      <header className="card-header">
        <h2 id={`${props.id}-title`} className="card-title">
          {props.title} {props.tasks.length > 0 && <span className="group-count">{props.tasks.length}</span>}
        </h2>
        {props.more}
      </header>
      {props.tasks.length === 0 ? (
        <p className="card-note">{props.empty}</p>
      ) : (
        <ul className="task-rows">
          {props.tasks.map((task) => (
            <TaskRow
              key={task.id}
              task={task}
              now={props.now}
              onSetDone={(isDone) => setDone.mutate({ task, isDone })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
