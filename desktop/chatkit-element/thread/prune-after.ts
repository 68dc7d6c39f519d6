import type { ThreadState } from './thread-state.ts';
import type { TranscriptEntry } from './transcript-entry.ts';

/** The thread without what follows an entry, which waits for an answer again; all of it when the entry is unknown. */
export function pruneAfter(state: ThreadState, entryId: string): ThreadState {
  const index = state.entries.findIndex((entry) => entry.id === entryId);
  if (index === -1) return state;
  return { ...state, entries: state.entries.slice(0, index + 1).map(withoutState) };
}

function withoutState(entry: TranscriptEntry, index: number, kept: readonly TranscriptEntry[]): TranscriptEntry {
  if (entry.type !== 'user_message' || index < kept.length - 1) return entry;
  const { state: _over, ...asked } = entry;
  return asked;
}
