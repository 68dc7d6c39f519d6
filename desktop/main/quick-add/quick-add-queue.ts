import type { Logger } from 'pino';
import type { ChatAnswer, ParleyApi } from '../server/parley-api.ts';
import type { Speech } from '../ground/speech.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import type { SealedFile } from '../ground/sealed-file.ts';
import { type Delivery, deliverNote } from './deliver-note.ts';
import { type KeptNote, MAX_KEPT } from './kept-note.ts';

const PAUSES_MS = [800, 2500, 5000];
const ASK_AGAIN_MS = 60_000;
const REMEMBERED_KEYS = 50;

/** What became of something typed; `answer` is there when the server has taken it. */
export type QuickAddResult =
  | { ok: true; outcome: 'sent'; receipt: string; answer: ChatAnswer | null }
  | { ok: true; outcome: 'queued'; receipt: string }
  | { ok: false; code: string; message: string };

/** Sends what is typed into quick add, keeps it while there is no connection, and sends it once. */
export interface QuickAddQueue {
  submit: (text: string, key: string) => Promise<QuickAddResult>;
  /** Sends an answer to one conversation, which waits like everything else while there is no connection. */
  reply: (conversationId: string, text: string, key: string) => Promise<QuickAddResult>;
  /** Sends what waits, oldest first; stops at the first that still cannot leave. */
  flush: () => Promise<void>;
  /** How many notes of the account in use wait. */
  size: () => number;
  /** Forgets what an account that signed out has typed. */
  forget: (accountId: string) => Promise<void>;
  /** Resolves when everything that waits is on disk, or given up on. */
  saved: () => Promise<void>;
}

export interface QueueDeps {
  api: Pick<ParleyApi, 'sendMessage' | 'takesOnce'>;
  store: SealedFile<KeptNote[]>;
  accountId: () => string | null;
  /** A note that waited was taken. */
  onSent: (answer: ChatAnswer) => void;
  /** A note that waited will not be taken: it goes back to the person. */
  onReturned: (text: string, message: string) => void;
  onChange: () => void;
  speech: Speech;
  scheduler: Scheduler;
  logger: Logger;
}

/** Creates the queue and reads what waited when the app was last quit. */
export function createQuickAddQueue(deps: QueueDeps): QuickAddQueue {
  const { scheduler, logger } = deps;
  const words = () => deps.speech.messages().quickAdd;
  /** The server explains itself in the person's language; what it did not say is said here. */
  const explain = ({ code, message }: { code: string; message: string }): string => {
    const ours: Record<string, string> = { not_signed_in: words().signInFirst, failed: words().failed };
    return ours[code] ?? message;
  };
  const delivery = {
    api: deps.api,
    accountId: deps.accountId,
    now: scheduler.now,
    wait: (milliseconds: number) => new Promise<void>((resolve) => void scheduler.after(milliseconds, resolve)),
  };
  let waiting: KeptNote[] = [];
  let flushing: Promise<void> | null = null;
  /** The connection came back while a try without one was still under way. */
  let isWantedAgain = false;
  let conversation: { accountId: string; id: string } | null = null;
  let cancelRetry: (() => void) | null = null;
  const sending = new Map<string, Promise<QuickAddResult>>();
  const taken: string[] = [];

  const load = async (): Promise<void> => {
    waiting = (await deps.store.read()) ?? [];
    if (waiting.length > 0) deps.onChange();
  };
  const loaded = load().catch((error: unknown) => {
    logger.warn({ err: error }, 'the notes that wait could not be read');
  });
  let saving: Promise<void> = loaded;
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return deps.store.remove();
    if (!(await deps.store.write(waiting))) logger.warn('the notes that wait are too many to be stored');
  };
  const save = (): Promise<void> => {
    saving = saving.then(write).catch((error: unknown) => {
      logger.warn({ err: error }, 'the notes that wait could not be stored');
    });
    return saving;
  };
  const own = (): KeptNote[] => waiting.filter(({ accountId }) => accountId === deps.accountId());
  const replace = (key: string, next: KeptNote | null): Promise<void> => {
    waiting = waiting.flatMap((note) => (note.key !== key ? [note] : next === null ? [] : [next]));
    return save();
  };
  const isWaiting = (key: string): boolean => waiting.some((note) => note.key === key);
  const knownConversation = (accountId: string): string | null =>
    conversation?.accountId === accountId ? conversation.id : null;
  const remember = ({ note, answer }: Extract<Delivery, { kind: 'taken' }>): void => {
    if (!note.isReply) conversation = { accountId: note.accountId, id: answer.conversationId };
    taken.push(note.key);
    taken.splice(0, taken.length - REMEMBERED_KEYS);
  };
  const retryLater = (): void => {
    cancelRetry?.();
    cancelRetry = scheduler.after(ASK_AGAIN_MS, () => void flush());
  };
  const keep = async (note: KeptNote): Promise<QuickAddResult> => {
    if (own().length >= MAX_KEPT) {
      return { ok: false, code: 'queue_full', message: words().queueFull(MAX_KEPT) };
    }
    waiting.push(note);
    deps.onChange();
    retryLater();
    await save();
    const isStored = (await deps.store.storage()) !== 'memory';
    const { kept, keptUnclear, keptInMemory } = words();
    return {
      ok: true,
      outcome: 'queued',
      receipt: !isStored ? keptInMemory : note.leftAt === null ? kept : keptUnclear,
    };
  };
  const send = async (note: KeptNote): Promise<QuickAddResult> => {
    const outcome = await deliverNote(note, delivery, PAUSES_MS);
    switch (outcome.kind) {
      case 'taken':
        remember(outcome);
        return { ok: true, outcome: 'sent', receipt: outcome.answer.message, answer: outcome.answer };
      case 'later':
        return keep(outcome.note);
      case 'refused':
        return { ok: false, code: outcome.code, message: explain(outcome) };
      default:
        return { ok: false, code: 'no_answer', message: words().noAnswer };
    }
  };
  const once = (key: string, start: () => Promise<QuickAddResult>): Promise<QuickAddResult> => {
    if (isWaiting(key)) return Promise.resolve({ ok: true, outcome: 'queued', receipt: words().kept });
    if (taken.includes(key)) {
      return Promise.resolve({ ok: true, outcome: 'sent', receipt: words().alreadyAdded, answer: null });
    }
    const running = sending.get(key) ?? start().finally(() => sending.delete(key));
    sending.set(key, running);
    return running;
  };
  const submit = async (note: Omit<KeptNote, 'accountId' | 'leftAt'>): Promise<QuickAddResult> => {
    await loaded;
    const accountId = deps.accountId();
    if (accountId === null) return { ok: false, code: 'not_signed_in', message: words().signInFirst };
    const complete = { ...note, accountId, leftAt: null };
    return once(note.key, async () => {
      if (note.isReply || own().length === 0) {
        return send({ ...complete, conversationId: note.conversationId ?? knownConversation(accountId) });
      }
      // What was typed first goes first.
      const result = await keep(complete);
      void flush();
      return result;
    });
  };
  /** @returns whether the server was not there */
  const sendWaiting = async (): Promise<boolean> => {
    await loaded;
    if (own().length === 0) return false;
    // Asked first, so that a computer that is offline for hours does not write to its disk every minute.
    const isThere = await deps.api.takesOnce().then(
      () => true,
      () => false,
    );
    if (!isThere) {
      retryLater();
      return true;
    }
    for (const note of own()) {
      const home = note.leftAt === null && !note.isReply ? knownConversation(note.accountId) : note.conversationId;
      const leaving = { ...note, conversationId: home };
      // On disk before it leaves: an app that dies now must know later that it may have arrived, and where.
      await replace(note.key, { ...leaving, leftAt: note.leftAt ?? scheduler.now() });
      const outcome = await deliverNote(leaving, delivery, []);
      if (!isWaiting(note.key)) continue;
      // Whoever is in use by now must not read it: it waits until its writer is back.
      const isOwn = note.accountId === deps.accountId();
      const isOver = outcome.kind === 'unclear' || (outcome.kind === 'refused' && !outcome.passes);
      const waits = outcome.kind !== 'taken' && !(isOver && isOwn);
      await replace(note.key, waits ? outcome.note : null);
      if (waits) {
        retryLater();
        return outcome.kind === 'later';
      }
      deps.onChange();
      if (outcome.kind === 'taken') {
        remember(outcome);
        if (isOwn) deps.onSent(outcome.answer);
      } else {
        logger.warn({ outcome: outcome.kind }, 'a kept note was not taken');
        deps.onReturned(
          note.text,
          outcome.kind === 'refused' ? explain(outcome) : words().maybeNotAdded(note.text.slice(0, 80)),
        );
      }
    }
    return false;
  };
  const sendAll = async (): Promise<void> => {
    let wasAway: boolean;
    do {
      isWantedAgain = false;
      wasAway = await sendWaiting();
    } while (isWantedAgain && wasAway);
  };
  const flush = (): Promise<void> => {
    isWantedAgain = flushing !== null;
    flushing ??= sendAll().finally(() => {
      flushing = null;
    });
    return flushing;
  };
  return {
    submit: (text, key) => submit({ text, key, conversationId: null, isReply: false }),
    reply: (conversationId, text, key) => submit({ text, key, conversationId, isReply: true }),
    flush,
    size: () => own().length,
    forget: async (accountId) => {
      await loaded;
      waiting = waiting.filter((note) => note.accountId !== accountId);
      deps.onChange();
      await save();
    },
    saved: () => saving,
  };
}
