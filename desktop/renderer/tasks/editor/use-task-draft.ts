import { useEffect, useState } from 'react';
import type { TaskInput } from '../../../task.ts';
import { useAppServices } from '../../services/app-services.ts';
import type { KeptDraft, TaskDraft } from '../../services/kept-work.ts';
import { useUser } from '../../session/session-context.tsx';
import { changesOf } from './task-draft.ts';

/**
 * The draft of a task's form. What is not saved is kept as long as the page lives, also while other pages are open;
 * what changed elsewhere shows up, unless it would throw away what is being written.
 *
 * @param name tells drafts apart: the task's number, or `new`
 * @param saved the task as the server has it, empty for a new one
 */
export function useTaskDraft(name: number | 'new', saved: TaskDraft, version: number) {
  const { taskDrafts } = useAppServices();
  const key = `${useUser().id}/${name}`;
  const [state, setState] = useState<KeptDraft>(() => {
    const kept = taskDrafts.get(key);
    return kept && hasChanges(changesOf(kept.draft, saved)) ? kept : { draft: saved, base: saved, version };
  });
  const changes = changesOf(state.draft, state.base);
  const isChanged = hasChanges(changes);
  if (version > state.version && !isChanged) setState({ draft: saved, base: saved, version });

  useEffect(() => {
    if (isChanged) taskDrafts.set(key, state);
    else taskDrafts.delete(key);
  }, [taskDrafts, key, state, isChanged]);

  return {
    draft: state.draft,
    changes,
    isChanged,
    edit: (part: Partial<TaskDraft>) => setState((before) => ({ ...before, draft: { ...before.draft, ...part } })),
    /** Goes back to what is saved. */
    discard: () => {
      // At once: the form may be gone before an effect runs.
      taskDrafts.delete(key);
      setState({ draft: saved, base: saved, version });
    },
    /** Takes what the server answered as the new beginning. */
    accept: (draft: TaskDraft, newVersion: number) => setState({ draft, base: draft, version: newVersion }),
  };
}

function hasChanges(changes: TaskInput): boolean {
  return Object.keys(changes).length > 0;
}
