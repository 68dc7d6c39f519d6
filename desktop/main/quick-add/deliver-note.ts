import { randomUUID } from 'node:crypto';
import { ApiRefusal, ApiUnreached } from '../server/api-request.ts';
import type { ChatAnswer, ParleyApi } from '../server/parley-api.ts';
import type { KeptNote } from './kept-note.ts';

/** Servers remember keys for a day; after that a second try would be a second note. */
const KEY_LIVES_MS = 23 * 3_600_000;
const LONGEST_PAUSE_MS = 10_000;

/** What became of a note; `note` is what to keep when it has to wait. */
export type Delivery =
  | { kind: 'taken'; answer: ChatAnswer; note: KeptNote }
  | { kind: 'later'; note: KeptNote }
  /** `passes`: the server may think otherwise after a while. */
  | { kind: 'refused'; code: string; message: string; passes: boolean; note: KeptNote }
  /** It may have arrived, and this server would take it a second time. */
  | { kind: 'unclear'; note: KeptNote };

export interface DeliveryDeps {
  api: Pick<ParleyApi, 'sendMessage' | 'takesOnce'>;
  accountId: () => string | null;
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
}

type Attempt = Exclude<Delivery, { kind: 'later' }> | { kind: 'again'; note: KeptNote; afterMs: number | null };

/**
 * Sends a note, and again after each pause while that is safe: it never left, or the server knows the key.
 *
 * @param pauses milliseconds between the tries; none means one try
 */
export async function deliverNote(note: KeptNote, deps: DeliveryDeps, pauses: readonly number[]): Promise<Delivery> {
  let current = note;
  for (const pause of [...pauses, null]) {
    if (current.accountId !== deps.accountId()) break;
    if (current.leftAt !== null) {
      const mayRepeat = await canRepeat(current.leftAt, deps);
      if (mayRepeat !== true) return { kind: mayRepeat === false ? 'unclear' : 'later', note: current };
    }
    const attempt = await tryOnce(current, deps);
    if (attempt.kind !== 'again') return attempt;
    current = attempt.note;
    if (pause === null || attempt.afterMs === null) break;
    await deps.wait(Math.min(Math.max(pause, attempt.afterMs), LONGEST_PAUSE_MS));
  }
  return { kind: 'later', note: current };
}

/** @returns null when the server cannot be asked now */
async function canRepeat(leftAt: number, deps: DeliveryDeps): Promise<boolean | null> {
  if (deps.now() - leftAt > KEY_LIVES_MS) return false;
  return deps.api.takesOnce().catch(() => null);
}

async function tryOnce(note: KeptNote, deps: DeliveryDeps): Promise<Attempt> {
  // Whenever a server was waited for, somebody else may be in use by now.
  if (note.accountId !== deps.accountId()) return { kind: 'again', note, afterMs: null };
  const left = (): KeptNote => ({ ...note, leftAt: note.leftAt ?? deps.now() });
  try {
    return { kind: 'taken', answer: await deps.api.sendMessage(note.text, note.key, note.conversationId), note };
  } catch (error) {
    if (error instanceof ApiUnreached) return { kind: 'again', note, afterMs: null };
    if (!(error instanceof ApiRefusal)) return { kind: 'again', note: left(), afterMs: 0 };
    const { code, text, status } = error;
    if (code === 'still_answering') return { kind: 'again', note: left(), afterMs: error.retryAfterMs ?? 0 };
    if (code === 'turn_in_progress') return { kind: 'again', note, afterMs: error.retryAfterMs ?? 0 };
    if (status === 404 && note.conversationId !== null && !note.isReply) {
      // The conversation is gone, so nothing was taken: the note starts another one.
      return tryOnce({ ...note, conversationId: null, key: randomUUID() }, deps);
    }
    const passes = status === 401 || status === 408 || status === 429 || status >= 500;
    return { kind: 'refused', code, message: text.slice(0, 500), passes, note: status >= 500 ? left() : note };
  }
}
