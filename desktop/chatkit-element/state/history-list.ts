import type { Thread } from '../protocol/thread-item.ts';
import type { ChatState } from './chat-state.ts';

/** The state with a thread's newest title and status in the history, at the top when it is new or something was said in it. */
export function rememberThread(state: ChatState, thread: Thread): ChatState {
  const { history } = state;
  if (history.status === 'unloaded') return state;
  const known = history.threads.find((other) => other.id === thread.id);
  const isInPlace = known !== undefined && (thread.active_at ?? known.active_at) === known.active_at;
  const threads = isInPlace
    ? history.threads.map((other) => (other === known ? { ...known, ...thread } : other))
    : [thread, ...history.threads.filter((other) => other !== known)];
  return { ...state, history: { ...history, threads } };
}

/** The state without a thread in its history. */
export function forgetThread(state: ChatState, threadId: string): ChatState {
  const threads = state.history.threads.filter((thread) => thread.id !== threadId);
  return { ...state, history: { ...state.history, threads } };
}
