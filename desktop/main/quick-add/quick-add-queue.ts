import type { Logger } from 'pino';
import { type ParleyApi, ApiRefusal, ApiUnreached } from '../api/parley-api.ts';
import type { Speech } from '../i18n/speech.ts';

const MAX_QUEUED = 20;

/** What became of a quick add. */
export type QuickAddResult =
  | { ok: true; outcome: 'sent' | 'queued'; receipt: string }
  | { ok: false; code: string; message: string };

interface Draft {
  /** The one account it may be sent from. */
  accountId: string;
  text: string;
  key: string;
}

/** Sends what is typed into quick add, keeps it in memory while there is no connection, and sends it once. */
export interface QuickAddQueue {
  submit: (text: string, key: string) => Promise<QuickAddResult>;
  /** Sends what waits, oldest first; stops at the first that still cannot leave. */
  flush: () => Promise<void>;
  size: () => number;
}

/** Creates the queue. */
export function createQuickAddQueue(deps: {
  api: Pick<ParleyApi, 'sendMessage'>;
  accountId: () => string | null;
  onSent: (receipt: string) => void;
  onNeedsAnswer: (conversationId: string) => void;
  onChange: () => void;
  speech: Speech;
  logger: Logger;
}): QuickAddQueue {
  let waiting: Draft[] = [];
  let flushing: Promise<void> | null = null;
  let conversation: { accountId: string; id: string } | null = null;
  const taken = new Set<string>();
  const words = () => deps.speech.messages().quickAdd;

  const send = async (draft: Draft): Promise<string> => {
    const known = conversation?.accountId === draft.accountId ? conversation.id : null;
    const answer = await deps.api.sendMessage(draft.text, draft.key, known).catch((error: unknown) => {
      const isGone = error instanceof ApiRefusal && error.status === 404 && known !== null;
      if (!isGone) throw error;
      return deps.api.sendMessage(draft.text, draft.key, null);
    });
    conversation = { accountId: draft.accountId, id: answer.conversationId };
    if (answer.needsAnswer) deps.onNeedsAnswer(answer.conversationId);
    return answer.message;
  };
  const queue = (draft: Draft): QuickAddResult => {
    if (waiting.length >= MAX_QUEUED) {
      return { ok: false, code: 'queue_full', message: words().queueFull(MAX_QUEUED) };
    }
    waiting.push(draft);
    deps.onChange();
    return { ok: true, outcome: 'queued', receipt: words().kept };
  };
  const sendWaiting = async (): Promise<void> => {
    for (const draft of waiting.filter(({ accountId }) => accountId === deps.accountId())) {
      try {
        const receipt = await send(draft);
        deps.onSent(receipt);
      } catch (error) {
        if (error instanceof ApiUnreached) return;
        // Sent or not is unknown, or it was refused: trying again could add it twice.
        deps.logger.warn({ err: error }, 'a kept quick add was not taken');
        deps.onSent(words().maybeNotAdded(draft.text.slice(0, 80)));
      }
      waiting = waiting.filter((other) => other !== draft);
      deps.onChange();
    }
  };
  return {
    submit: async (text, key) => {
      const accountId = deps.accountId();
      if (accountId === null) return { ok: false, code: 'not_signed_in', message: words().signInFirst };
      if (taken.has(key)) return { ok: true, outcome: 'sent', receipt: words().alreadyAdded };
      taken.add(key);
      const draft = { accountId, text, key };
      if (waiting.length > 0) return queue(draft);
      try {
        return { ok: true, outcome: 'sent', receipt: await send(draft) };
      } catch (error) {
        if (error instanceof ApiUnreached) return queue(draft);
        taken.delete(key);
        if (error instanceof ApiRefusal) return { ok: false, code: error.code, message: error.message.slice(0, 500) };
        deps.logger.warn({ err: error }, 'a quick add got no answer');
        return { ok: false, code: 'no_answer', message: words().noAnswer };
      }
    },
    flush: () => {
      flushing ??= sendWaiting().finally(() => {
        flushing = null;
      });
      return flushing;
    },
    size: () => waiting.length,
  };
}
