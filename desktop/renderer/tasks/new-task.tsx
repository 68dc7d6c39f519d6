import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useMessages } from '../i18n/language-context.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';
import { EMPTY_DRAFT, inputOf } from './task-draft.ts';
import { TaskForm } from './task-form.tsx';
import { useTaskChanges } from './use-task-changes.ts';
import { useTasksHref } from './use-task-filter.ts';

/** The page that makes a task. `?text=` fills the title, as links from outside do; nothing is saved before the button. */
export function NewTask() {
  const { form, action } = useMessages();
  const [, navigate] = useLocation();
  const tasksHref = useTasksHref();
  const [params] = useSearchParams();
  const [draft, setDraft] = useState({ ...EMPTY_DRAFT, title: params.get('text') ?? '' });
  const { create } = useTaskChanges();
  usePageTitle(form.newTitle);

  return (
    <article className="task-detail">
      <header className="detail-header">
        <Link href={tasksHref('/tasks')} className="icon-button" aria-label={form.back} title={form.back}>
          <ArrowLeft size={18} aria-hidden />
        </Link>
        <h1 className="detail-title">{form.newTitle}</h1>
      </header>
      <TaskForm
        draft={draft}
        hasTitleFocus
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        onSubmit={() =>
          create.mutate(inputOf(draft), { onSuccess: (task) => navigate(tasksHref(`/tasks/${task.id}`)) })
        }
        isSaving={create.isPending}
        error={create.error}
        submitLabel={form.create}
        canSubmit
        actions={
          <Link href={tasksHref('/tasks')} className="button button-quiet">
            {action.cancel}
          </Link>
        }
      />
    </article>
  );
}
