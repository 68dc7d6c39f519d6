import { ArrowLeft, CheckCircle2, CircleAlert, RotateCcw, SearchX, Trash2 } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { ApiError } from '../../client/api-error.ts';
import { describeError } from '../../client/describe-error.ts';
import type { Task } from '../../../task.ts';
import { formatMoment } from '../../i18n/format-due.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { useTasksHref } from '../list/use-task-filter.ts';
import { useTaskChanges } from '../store/use-task-changes.ts';
import { useTask } from '../store/use-tasks.ts';
import { draftOf } from './task-draft.ts';
import { TaskForm } from './task-form.tsx';
import { useTaskDraft } from './use-task-draft.ts';

/** The page of one task: everything about it, to read and to change. */
export function TaskDetail({ id }: { id: number }) {
  const { messages } = useSpeech();
  const { form } = messages;
  const query = useTask(id);
  const tasksHref = useTasksHref();
  usePageTitle(query.data?.title ?? form.editTitle(id));

  if (query.isPending) return <SkeletonRows count={5} />;
  if (query.error instanceof ApiError && query.error.status === 404) {
    return (
      <EmptyState icon={<SearchX size={28} aria-hidden />} title={form.gone} text={form.goneText}>
        <Link href={tasksHref('/tasks')} className="button button-primary">
          {form.back}
        </Link>
      </EmptyState>
    );
  }
  if (!query.data) {
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
  return <TaskEditor key={id} task={query.data} />;
}

function TaskEditor({ task }: { task: Task }) {
  const { messages, timeZone } = useSpeech();
  const { form: words, action } = messages;
  const [, navigate] = useLocation();
  const tasksHref = useTasksHref();
  const { change, remove, setDone } = useTaskChanges();
  const form = useTaskDraft(task.id, draftOf(task, timeZone), task.version);
  const isDone = task.status === 'completed';

  return (
    <article className="task-detail">
      <header className="detail-header">
        <Link href={tasksHref('/tasks')} className="icon-button" aria-label={words.back} title={words.back}>
          <ArrowLeft size={18} aria-hidden />
        </Link>
        <h1 className="detail-title">{words.editTitle(task.id)}</h1>
        <button type="button" className="button" onClick={() => setDone.mutate({ task, isDone: !isDone })}>
          {isDone ? <RotateCcw size={16} aria-hidden /> : <CheckCircle2 size={16} aria-hidden />}
          {isDone ? words.reopen : words.markDone}
        </button>
        <button
          type="button"
          className="icon-button icon-button-danger"
          aria-label={action.delete}
          title={action.delete}
          disabled={remove.isPending}
          onClick={() => remove.mutate(task, { onSuccess: () => navigate(tasksHref('/tasks')) })}
        >
          <Trash2 size={18} aria-hidden />
        </button>
      </header>
      <TaskForm
        draft={form.draft}
        onChange={form.edit}
        onSubmit={() =>
          change.mutate(
            { id: task.id, input: form.changes },
            { onSuccess: (answer) => form.accept(draftOf(answer, timeZone), answer.version) },
          )
        }
        isSaving={change.isPending}
        error={change.error}
        submitLabel={action.save}
        canSubmit={form.isChanged}
        actions={
          form.isChanged && (
            <button type="button" className="button button-quiet" onClick={form.discard}>
              {action.cancel}
            </button>
          )
        }
      />
      <Facts task={task} />
    </article>
  );
}

function Facts({ task }: { task: Task }) {
  const { messages, locale, timeZone } = useSpeech();
  const { form } = messages;
  const show = (iso: string) => formatMoment(iso, { locale, timeZone });
  return (
    <footer className="task-facts">
      <p>{form.created(show(task.created_at))}</p>
      {task.completed_at !== null ? (
        <p>{form.completedAt(show(task.completed_at))}</p>
      ) : (
        task.updated_at !== task.created_at && <p>{form.updated(show(task.updated_at))}</p>
      )}
    </footer>
  );
}
