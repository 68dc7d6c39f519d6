import { CircleAlert, ListChecks, SearchX } from 'lucide-react';
import { Link } from 'wouter';
import { describeError } from '../../client/describe-error.ts';
import type { TaskSummary } from '../../../task.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useNow } from '../../ui/use-now.ts';
import { countOf } from '../store/count-task.ts';
import { groupTasks } from '../store/group-tasks.ts';
import { useTaskChanges } from '../store/use-task-changes.ts';
import type { useTaskList } from '../store/use-tasks.ts';
import { moveBetweenRows } from './move-between-rows.ts';
import { TaskRow } from './task-row.tsx';

/** The grouped rows of a list, or what stands in for them while loading, empty or failed. */
export function TaskList(props: {
  list: ReturnType<typeof useTaskList>;
  /** Undefined while the server has not counted: then no number is shown. */
  counts: TaskSummary | undefined;
  isNarrowed: boolean;
  openId: number | null;
}) {
  const { list } = props;
  const { messages, timeZone } = useSpeech();
  const { setDone } = useTaskChanges();
  const now = useNow();

  if (list.isPending) return <SkeletonRows count={8} />;
  if (list.isError && !list.data) {
    return (
      <EmptyState
        isAlert
        icon={<CircleAlert size={28} aria-hidden />}
        title={messages.tasks.failed}
        text={describeError(list.error, messages)}
      >
        <button type="button" className="button button-primary" onClick={() => void list.refetch()}>
          {messages.action.retry}
        </button>
      </EmptyState>
    );
  }

  const tasks = list.data.pages.flatMap((page) => page.data);
  if (tasks.length === 0) return <NoTasks isNarrowed={props.isNarrowed} />;
  return (
    <div className="task-groups" onKeyDown={moveBetweenRows} role="presentation">
      {groupTasks(tasks, now, timeZone).map(([group, members]) => (
        <section key={group} className={`task-group task-group-${group}`} aria-labelledby={`group-${group}`}>
          <h2 id={`group-${group}`} className="group-title">
            {messages.tasks.group[group]}{' '}
            {props.counts && <span className="group-count">{countOf(props.counts, group)}</span>}
          </h2>
          <ul className="task-rows">
            {members.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                now={now}
                isOpen={task.id === props.openId}
                onSetDone={(isDone) => setDone.mutate({ task, isDone })}
              />
            ))}
          </ul>
        </section>
      ))}
      {list.hasNextPage && (
        <button
          type="button"
          className="button load-more"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? messages.action.loading : messages.action.loadMore}
        </button>
      )}
    </div>
  );
}

function NoTasks({ isNarrowed }: { isNarrowed: boolean }) {
  const { tasks, nav } = useSpeech().messages;
  if (isNarrowed) {
    return <EmptyState icon={<SearchX size={28} aria-hidden />} title={tasks.noneFound} text={tasks.noneFoundText} />;
  }
  return (
    <EmptyState icon={<ListChecks size={28} aria-hidden />} title={tasks.empty} text={tasks.emptyText}>
      <Link href="/tasks/new" className="button button-primary">
        {nav.newTask}
      </Link>
      <Link href="/chat" className="button">
        {nav.chat}
      </Link>
    </EmptyState>
  );
}
