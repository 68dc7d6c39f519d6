import type { ThreadState } from './thread-state.ts';

/** The thread without a message that did not reach the server, and without the word that it did not. */
export function withoutBubble(state: ThreadState, bubbleId: string): ThreadState {
  const entries = state.entries.filter((entry) => entry.id !== bubbleId && entry.type !== 'error');
  const isKnown = entries.length < state.entries.length && state.entries.some((entry) => entry.id === bubbleId);
  if (!isKnown) return state;
  return { ...state, entries, optimisticId: state.optimisticId === bubbleId ? null : state.optimisticId };
}
