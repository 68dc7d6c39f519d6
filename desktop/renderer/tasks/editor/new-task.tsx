import { ArrowLeft } from 'lucide-react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useMessages } from '../../i18n/language-context.tsx';
import { EMPTY_DRAFT } from '../../services/kept-work.ts';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { useTasksHref } from '../list/use-task-filter.ts';
import { useTaskChanges } from '../store/use-task-changes.ts';
import { inputOf } from './task-draft.ts';
import { TaskForm } from './task-form.tsx';
import { useTaskDraft } from './use-task-draft.ts';

/** The page that makes a task. `?text=` fills the title, as links from outside do; nothing is saved before the button. */
export function NewTask() {
  const [params] = useSearchParams();
  const text = params.get('text') ?? '';
  return <NewTaskForm key={text} text={text} />;
}

function NewTaskForm({ text }: { text: string }) {
  const { form: words, action } = useMessages();
  const [, navigate] = useLocation();
  const tasksHref = useTasksHref();
  const { create } = useTaskChanges();
  const form = useTaskDraft('new', EMPTY_DRAFT, 0);
  // A text from outside fills an empty form; it does not replace what is being written.
  const draft = form.draft.title === '' && !form.isChanged ? { ...form.draft, title: text } : form.draft;
  usePageTitle(words.newTitle);

  return (
    <article className="task-detail">
      <header className="detail-header">
        <Link href={tasksHref('/tasks')} className="icon-button" aria-label={words.back} title={words.back}>
          <ArrowLeft size={18} aria-hidden />
        </Link>
        <h1 className="detail-title">{words.newTitle}</h1>
      </header>
      <TaskForm
        draft={draft}
        hasTitleFocus
        onChange={(part) => form.edit({ title: draft.title, ...part })}
        onSubmit={() =>
          create.mutate(inputOf(draft), {
            onSuccess: (task) => {
              form.discard();
              navigate(tasksHref(`/tasks/${task.id}`));
            },
          })
        }
        isSaving={create.isPending}
        error={create.error}
        submitLabel={words.create}
        canSubmit
        actions={
          <Link href={tasksHref('/tasks')} className="button button-quiet" onClick={form.discard}>
            {action.cancel}
          </Link>
        }
      />
    </article>
  );
}
