import type { ThreadState } from './thread-state.ts';

/** The thread without what follows an entry; all of it when the entry is unknown. */
export function pruneAfter(state: ThreadState, entryId: string): ThreadState {
  const index = state.entries.findIndex((entry) => entry.id === entryId);
  return index === -1 ? state : { ...state, entries: state.entries.slice(0, index + 1) };
}
