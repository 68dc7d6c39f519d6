import { SearchX } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useMessages } from '../../i18n/language-context.tsx';
import { useAppServices } from '../../services/app-services.ts';
import type { KeptDraft } from '../../services/kept-work.ts';
import { useUser } from '../../session/session-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTasksHref } from '../list/use-task-filter.ts';
import { useTaskChanges } from '../store/use-task-changes.ts';
import { DetailHeader } from './detail-header.tsx';
import { inputOf } from './task-draft.ts';
import { TaskForm } from './task-form.tsx';
import { useSaving } from './use-saving.ts';
import { useTaskDraft } from './use-task-draft.ts';

/** A task that is not there any more; what was being written about it is, and can become a task of its own. */
export function GoneTask({ id }: { id: number }) {
  const { form } = useMessages();
  const { taskDrafts } = useAppServices();
  const userId = useUser().id;
  const [kept, setKept] = useState(() => taskDrafts.get(`${userId}/${id}`));
  const tasksHref = useTasksHref();
  if (kept) return <LostDraft id={id} kept={kept} onDiscard={() => setKept(undefined)} />;
  return (
    <EmptyState icon={<SearchX size={28} aria-hidden />} title={form.gone} text={form.goneText}>
      <Link href={tasksHref('/tasks')} className="button button-primary">
        {form.back}
      </Link>
    </EmptyState>
  );
}

function LostDraft({ id, kept, onDiscard }: { id: number; kept: KeptDraft; onDiscard: () => void }) {
  const { form: words } = useMessages();
  const [, navigate] = useLocation();
  const tasksHref = useTasksHref();
  const { create } = useTaskChanges();
  const form = useTaskDraft(id, { saved: kept.base, version: kept.version, isSaving: create.isPending });
  const save = useSaving(create);
  return (
    <article className="task-detail">
      <DetailHeader title={words.gone} />
      <p className="form-notice" role="alert">
        {words.goneUnsaved}
      </p>
      <TaskForm
        draft={form.draft}
        onChange={form.edit}
        onSubmit={() =>
          save.begin({
            input: inputOf(form.draft),
            onAnswer: (task) => {
              form.discard();
              if (location.pathname === `/tasks/${id}`) navigate(tasksHref(`/tasks/${task.id}`));
            },
          })
        }
        saving={save}
        state={form}
        submitLabel={words.addAsNew}
        canSubmit
        actions={
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              save.stop();
              form.discard();
              onDiscard();
            }}
          >
            {words.discard}
          </button>
        }
      />
    </article>
  );
}
