import { Link, useLocation, useSearchParams } from 'wouter';
import { useMessages } from '../../i18n/language-context.tsx';
import { EMPTY_DRAFT } from '../../services/kept-work.ts';
import { usePageTitle } from '../../ui/use-page-title.ts';
import { useTasksHref } from '../list/use-task-filter.ts';
import { useTaskChanges } from '../store/use-task-changes.ts';
import { DetailHeader } from './detail-header.tsx';
import { inputOf } from './task-draft.ts';
import { TaskForm } from './task-form.tsx';
import { useSaving } from './use-saving.ts';
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
  const form = useTaskDraft('new', { saved: EMPTY_DRAFT, version: 0, isSaving: create.isPending });
  const save = useSaving(create);
  // A text from outside fills an empty form; it does not replace what is being written.
  const draft = form.draft.title === '' && !form.isChanged ? { ...form.draft, title: text } : form.draft;
  usePageTitle(words.newTitle);

  return (
    <article className="task-detail">
      <DetailHeader title={words.newTitle} />
      <TaskForm
        draft={draft}
        hasTitleFocus
        onChange={(part) => form.edit({ title: draft.title, ...part })}
        onSubmit={() =>
          save.begin({
            input: inputOf(draft),
            onAnswer: (task) => {
              form.discard();
              // Who went on to something else meanwhile is left there.
              if (location.pathname === '/tasks/new') navigate(tasksHref(`/tasks/${task.id}`));
            },
          })
        }
        saving={save}
        state={form}
        submitLabel={words.create}
        canSubmit
        actions={
          <Link
            href={tasksHref('/tasks')}
            className="button button-quiet"
            onClick={() => {
              save.stop();
              form.discard();
            }}
          >
            {action.cancel}
          </Link>
        }
      />
    </article>
  );
}
