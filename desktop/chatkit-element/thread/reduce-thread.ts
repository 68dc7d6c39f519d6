import type { ThreadEvent } from '../protocol/thread-event.ts';
import type { Thread, ThreadItem } from '../protocol/thread-item.ts';
import { applyItemUpdate } from './apply-item-update.ts';
import type { ThreadState } from './thread-state.ts';
import { isThreadItem, type TranscriptEntry } from './transcript-entry.ts';

/** The thread after one event of a stream. Events about unknown items change nothing. */
export function reduceThread(state: ThreadState, event: ThreadEvent): ThreadState {
  switch (event.type) {
    case 'thread.created':
      return { ...state, thread: event.thread };
    case 'thread.updated':
      return { ...state, thread: mergeThread(state.thread, event.thread) };
    case 'thread.item.added':
      return withItem({ ...state, unfinished: new Set([...state.unfinished, event.item.id]) }, event.item);
    case 'thread.item.done':
      return withItem({ ...state, unfinished: without(state.unfinished, event.item.id) }, event.item);
    case 'thread.item.replaced':
      return { ...state, entries: upsert(state.entries, event.item) };
    case 'thread.item.removed':
      return {
        ...state,
        entries: state.entries.filter((entry) => entry.id !== event.item_id),
        unfinished: without(state.unfinished, event.item_id),
      };
    case 'thread.item.updated':
      return updateItem(state, event);
    case 'stream_options':
      return { ...state, canStop: event.stream_options.allow_cancel };
    case 'progress_update':
      return { ...state, progress: { text: event.text, ...(event.icon !== undefined && { icon: event.icon }) } };
    case 'error':
      return addError(state, { code: event.code, allowRetry: event.allow_retry, message: event.message });
    case 'notice': {
      const { level, message, title } = event;
      return addLocal(state, (id) => ({ type: 'notice', id, level, message, ...(title !== undefined && { title }) }));
    }
    case 'client_effect':
      return state;
    default:
      return event satisfies never;
  }
}

/** The thread with an error at its end. */
export function addError(
  state: ThreadState,
  error: { code: string; allowRetry: boolean; message?: string | undefined },
): ThreadState {
  const { code, allowRetry, message } = error;
  return addLocal(state, (id) => ({ type: 'error', id, code, allowRetry, ...(message !== undefined && { message }) }));
}

/** The thread when a response is over, however it ended: nothing spins, what was said stays. */
export function endResponse(state: ThreadState): ThreadState {
  return { ...state, unfinished: new Set(), progress: null, canStop: false };
}

/** The thread after Stop: text stays, marked as cut, half-made widgets and images go, running steps stop. */
export function stopResponse(state: ThreadState): ThreadState {
  const entries = state.entries
    .filter((entry) => !state.unfinished.has(entry.id) || hasText(entry) || entry.type === 'workflow')
    .map((entry, index, kept) => {
      const isCut = entry.type === 'assistant_message' && state.unfinished.has(entry.id);
      const isNewest = kept.findLastIndex(({ type }) => type === 'user_message') === index;
      return isCut || isNewest ? { ...entry, state: 'interrupted' as const } : entry;
    });
  return endResponse({ ...state, entries });
}

function hasText(entry: TranscriptEntry): boolean {
  return entry.type === 'assistant_message' && entry.content.some((part) => part.text.trim() !== '');
}

function withItem(state: ThreadState, item: ThreadItem): ThreadState {
  if (item.type === 'user_message' && state.optimisticId !== null) {
    const confirmed = { ...item, local_id: state.optimisticId };
    const entries = state.entries
      // It may have been read before it was known to have arrived.
      .filter((entry) => entry.id !== item.id)
      .map((entry) => (entry.id === state.optimisticId ? confirmed : entry));
    return { ...state, entries, optimisticId: null };
  }
  const endsProgress = item.type === 'assistant_message' || item.type === 'widget';
  return {
    ...state,
    entries: upsert(state.entries, item),
    progress: endsProgress ? null : state.progress,
  };
}

function updateItem(state: ThreadState, event: Extract<ThreadEvent, { type: 'thread.item.updated' }>): ThreadState {
  const target = state.entries.find((entry) => entry.id === event.item_id);
  if (!target || !isThreadItem(target)) return state;
  return { ...state, entries: upsert(state.entries, applyItemUpdate(target, event.update)) };
}

/** Items are not part of the update: the page in it is always empty. */
function mergeThread(current: Thread | null, update: Thread): Thread {
  if (current && current.id !== update.id) return current;
  return update;
}

function upsert(entries: readonly TranscriptEntry[], item: ThreadItem): readonly TranscriptEntry[] {
  const index = entries.findLastIndex((entry) => entry.id === item.id);
  return index === -1 ? [...entries, item] : entries.with(index, item);
}

function addLocal(state: ThreadState, make: (id: string) => TranscriptEntry): ThreadState {
  const localCount = state.localCount + 1;
  return { ...state, localCount, entries: [...state.entries, make(`local_${localCount}`)] };
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  if (!ids.has(id)) return ids;
  return new Set([...ids].filter((other) => other !== id));
}
