import { useEffect, useState } from 'react';
import type { TaskInput } from '../../../task.ts';
import { useAppServices } from '../../services/app-services.ts';
import type { TaskDraft } from '../../services/kept-work.ts';
import { useUser } from '../../session/session-context.tsx';
import { rebaseDraft, type RebasedDraft } from './rebase-draft.ts';
import { changesOf } from './task-draft.ts';

/**
 * The draft of a task's form. What is not saved is kept as long as the page lives, also while other pages are open;
 * what changed elsewhere shows up, except where it would throw away what is being written.
 *
 * @param name tells drafts apart: the task's number, or `new`
 * @param saved the task as the server has it, empty for a new one
 * @param isSaving whether what is written is on its way: what the server tells then is, among others, that
 */
export function useTaskDraft(
  name: number | 'new',
  { saved, version, isSaving }: { saved: TaskDraft; version: number; isSaving: boolean },
) {
  const { taskDrafts } = useAppServices();
  const key = `${useUser().id}/${name}`;
  const [state, setState] = useState<RebasedDraft>(() => {
    const kept = taskDrafts.get(key);
    return kept && hasChanges(changesOf(kept.draft, saved))
      ? { ...kept, collided: [] }
      : { draft: saved, base: saved, version, collided: [] };
  });
  const changes = changesOf(state.draft, state.base);
  const isChanged = hasChanges(changes);
  if (version > state.version && !isSaving) {
    const rebased = rebaseDraft(state, saved, version);
    setState({ ...rebased, collided: [...new Set([...state.collided, ...rebased.collided])] });
  }

  useEffect(() => {
    if (isChanged) taskDrafts.set(key, state);
    else taskDrafts.delete(key);
  }, [taskDrafts, key, state, isChanged]);

  return {
    draft: state.draft,
    changes,
    isChanged,
    collided: state.collided,
    edit: (part: Partial<TaskDraft>) => setState((before) => ({ ...before, draft: { ...before.draft, ...part } })),
    /** Goes back to what is saved. */
    discard: () => {
      // At once: the form may be gone before an effect runs.
      taskDrafts.delete(key);
      setState({ draft: saved, base: saved, version, collided: [] });
    },
    /** Takes what the server answered to what was sent as the new beginning; what was written since stays. */
    accept: (sent: TaskDraft, answer: { saved: TaskDraft; version: number }) => {
      if (taskDrafts.get(key)?.draft === sent) taskDrafts.delete(key);
      setState(({ draft }) => rebaseDraft({ draft, base: sent }, answer.saved, answer.version));
    },
  };
}

function hasChanges(changes: TaskInput): boolean {
  return Object.keys(changes).length > 0;
}
