import { useRef } from 'react';
import type { SaveAttempt } from '../store/use-task-changes.ts';

/** How a save stands. */
export interface Saving {
  readonly isSaving: boolean;
  /** Why it did not work out. */
  readonly error: Error | null;
  /** What keeps it from arriving, while it is tried again. */
  readonly delayedBy: Error | null;
}

/** A change that is tried until it arrives, or nobody wants it any more. */
interface SavingChange<Wish> {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly failureReason: Error | null;
  mutate(wish: Wish & SaveAttempt): void;
  reset(): void;
}

/** Saves what a form says, and can be told to stop trying. */
export function useSaving<Wish>(
  change: SavingChange<Wish>,
): Saving & { begin: (wish: Wish) => void; stop: () => void } {
  const attempt = useRef<AbortController>(null);
  return {
    isSaving: change.isPending,
    error: change.error,
    delayedBy: change.isPending ? change.failureReason : null,
    begin: (wish) => {
      attempt.current = new AbortController();
      change.mutate({ ...wish, signal: attempt.current.signal, key: makeKey() });
    },
    stop: () => {
      attempt.current?.abort();
      change.reset();
    },
  };
}

/** A UUID (version 4); the browser makes them only where the page came by TLS. */
function makeKey(): string {
  const bytes = crypto
    .getRandomValues(new Uint8Array(16))
    .map((byte, index) => (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
