import { useSyncExternalStore } from 'react';
import { useAppServices } from '../../services/app-services.ts';
import { useUser } from '../../session/session-context.tsx';

/** The numbers of the tasks about which something is written that is not saved. */
export function useUnsavedTasks(): ReadonlySet<number> {
  const { taskDrafts } = useAppServices();
  const { id: userId } = useUser();
  const numbers = useSyncExternalStore(taskDrafts.subscribe, () =>
    [...taskDrafts.keys()].flatMap((key) => (key.startsWith(`${userId}/`) ? key.slice(userId.length + 1) : [])).join(),
  );
  return new Set(numbers.split(',').map(Number));
}
