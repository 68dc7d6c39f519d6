import { CircleAlert, ListChecks, SearchX } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { Link } from 'wouter';
import { describeError } from '../../client/describe-error.ts';
import type { TaskSummary } from '../../../task.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import type { useTaskList } from '../store/use-tasks.ts';

/** What draws a long list is loaded while its first page is, and not by who opens another page. */
const loadWindow = async () => ({ default: (await import('./windowed-tasks.tsx')).WindowedTasks });
const WindowedTasks = lazy(loadWindow);

/** There is something more, although nobody has counted it yet. */
const LEAST_ROOM = 5;

/** The grouped rows of a list, or what stands in for them while loading, empty or failed. */
export function TaskList(props: {
  list: ReturnType<typeof useTaskList>;
  /** Undefined while the server has not counted: then no number is shown. */
  counts: TaskSummary | undefined;
  /** How many tasks the list has, loaded or not, as far as the server has counted them. */
  found: number;
  isNarrowed: boolean;
  openId: number | null;
}) {
  const { tasks, query } = props.list;
  const { messages } = useSpeech();
  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError: isStuck } = query;
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  useEffect(() => {
    // Who needs it says when it cannot be had.
    loadWindow().catch(() => undefined);
  }, []);
  if (query.isPending) return <SkeletonRows count={8} />;
  if (query.isError && !query.data) {
    return (
      <EmptyState
        isAlert
        icon={<CircleAlert size={28} aria-hidden />}
        title={messages.tasks.failed}
        text={describeError(query.error, messages)}
      >
        <button type="button" className="button button-primary" onClick={() => void query.refetch()}>
          {messages.action.retry}
        </button>
      </EmptyState>
    );
  }
  if (tasks.length === 0 && !hasNextPage) return <NoTasks isNarrowed={props.isNarrowed} />;
  const missing = hasNextPage ? Math.max(props.found - tasks.length, LEAST_ROOM) : 0;
  return (
    <Suspense fallback={<SkeletonRows count={8} />}>
      <WindowedTasks
        tasks={tasks}
        counts={props.counts}
        missing={isStuck ? 0 : missing}
        openId={props.openId}
        onNear={hasNextPage && !isFetchingNextPage && !isStuck ? loadMore : null}
      />
      {isStuck && (
        <div className="list-end" role="alert">
          <p>{describeError(query.error, messages)}</p>
          <button type="button" className="button" onClick={loadMore}>
            {messages.action.retry}
          </button>
        </div>
      )}
    </Suspense>
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
