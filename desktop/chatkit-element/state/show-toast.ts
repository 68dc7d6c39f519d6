import type { ChatState } from './chat-state.ts';
import type { Store } from './store.ts';

/** Shows a short message above the composer; it leaves by itself. */
export function showToast(store: Store<ChatState>, text: string): void {
  store.update((state) => {
    const id = (state.toasts.at(-1)?.id ?? 0) + 1;
    return { ...state, toasts: [...state.toasts, { id, text }] };
  });
}

/** Takes a message away. */
export function dismissToast(store: Store<ChatState>, id: number): void {
  store.update((state) => ({ ...state, toasts: state.toasts.filter((toast) => toast.id !== id) }));
}
