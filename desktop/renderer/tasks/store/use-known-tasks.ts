import { useSyncExternalStore } from 'react';
import { useAppServices } from '../../services/app-services.ts';
import type { KnownTasks } from '../../services/known-tasks.ts';
import { useUser } from '../../session/session-context.tsx';

/** What is known of the person's tasks; whoever looks is drawn anew when that changes. */
export function useKnownTasks(): { known: KnownTasks; version: number } {
  const known = useAppServices().knownTasks(useUser().id);
  return { known, version: useSyncExternalStore(known.subscribe, known.version) };
}
