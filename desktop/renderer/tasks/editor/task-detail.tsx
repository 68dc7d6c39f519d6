import { CheckCircle2, CircleAlert, RotateCcw, Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
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
import { DetailHeader } from './detail-header.tsx';
import { GoneTask } from './gone-task.tsx';
import { draftOf } from './task-draft.ts';
import { TaskForm } from './task-form.tsx';
import { useSaving } from './use-saving.ts';
import { useTaskDraft } from './use-task-draft.ts';

/** The page of one task: everything about it, to read and to change. */
export function TaskDetail({ id }: { id: number }) {
  const { messages } = useSpeech();
  const { form } = messages;
  const { task, isGone, error, refetch } = useTask(id);
  usePageTitle(task?.title ?? form.editTitle(id));

  if (isGone) return <GoneTask id={id} />;
  if (!task) {
    if (!error) return <SkeletonRows count={5} />;
    return (
      <EmptyState
        isAlert
        icon={<CircleAlert size={28} aria-hidden />}
        title={messages.tasks.failed}
        text={describeError(error, messages)}
      >
        <button type="button" className="button button-primary" onClick={() => void refetch()}>
          {messages.action.retry}
        </button>
      </EmptyState>
    );
  }
  return <TaskEditor key={id} task={task} />;
}

function TaskEditor({ task }: { task: Task }) {
  const { messages, timeZone } = useSpeech();
  const { form: words, action } = messages;
  const [, navigate] = useLocation();
  const tasksHref = useTasksHref();
  const { change, remove, setDone } = useTaskChanges();
  const form = useTaskDraft(task.id, {
    saved: draftOf(task, timeZone),
    version: task.version,
    isSaving: change.isPending,
  });
  const save = useSaving(change);
  const isDone = task.status === 'completed';

  return (
    <article className="task-detail">
      <DetailHeader title={words.editTitle(task.id)}>
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
          onClick={() => {
            save.stop();
            remove.mutate({
              task,
              onAnswer: () => {
                form.discard();
                if (location.pathname === `/tasks/${task.id}`) navigate(tasksHref('/tasks'));
              },
            });
          }}
        >
          <Trash2 size={18} aria-hidden />
        </button>
      </DetailHeader>
      <TaskForm
        draft={form.draft}
        onChange={form.edit}
        onSubmit={() =>
          save.begin({
            id: task.id,
            input: form.changes,
            onAnswer: (answer) =>
              form.accept(form.draft, { saved: draftOf(answer, timeZone), version: answer.version }),
          })
        }
        saving={save}
        state={form}
        submitLabel={action.save}
        canSubmit={form.isChanged}
        actions={
          form.isChanged && (
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                save.stop();
                form.discard();
              }}
            >
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
