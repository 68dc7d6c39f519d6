import { randomUUID } from 'node:crypto';
import type { DesktopSettings } from '../../ipc-contract.ts';
import type { ParleyApi } from '../server/parley-api.ts';
import type { Speech } from '../ground/speech.ts';
import type { FinishedAnswer } from '../ground/signals.ts';
import type { QuickAddQueue } from '../quick-add/quick-add-queue.ts';
import type { Notifier } from './notifier.ts';
import { fromMarkdown } from '../ground/plain-text.ts';

const MAX_REPLY = 4000;

/** Tells people who look elsewhere that an answer is there, and takes what they answer to it. */
export interface AnswerNotices {
  /** @param accountId who asked */
  show: (answer: FinishedAnswer, accountId: string) => Promise<void>;
  /** Sends what was typed into a notification. */
  reply: (conversationId: string, text: string) => Promise<void>;
}

/** Creates the notices; nothing is shown while the main window is what the person looks at. */
export function createAnswerNotices(deps: {
  notifier: Pick<Notifier, 'isQuiet' | 'show'>;
  api: Pick<ParleyApi, 'conversationTitle'>;
  queue: Pick<QuickAddQueue, 'reply'>;
  isWatched: () => boolean;
  accountId: () => string | null;
  settings: () => DesktopSettings;
  speech: Speech;
  /** A reply was taken: what the pages show is old. */
  onReplied: () => void;
  /** A reply was not taken: it goes back to the person. */
  giveBack: (text: string, problem: string) => void;
}): AnswerNotices {
  const { notifier, speech } = deps;
  const notify = (conversationId: string, title: string, body: string): void => {
    const { open, reply, replyHint } = speech.messages().answer;
    notifier.show({
      link: `parley://chat/${conversationId}`,
      title,
      body,
      buttons: [{ name: 'open', label: open }],
      reply: { button: reply, placeholder: replyHint },
    });
  };
  const titleOf = async (id: string): Promise<string> => {
    const title = await deps.api.conversationTitle(id).catch(() => null);
    return title ?? 'Parley';
  };
  const show = async (answer: FinishedAnswer, accountId: string): Promise<void> => {
    const isUnwanted = (): boolean => deps.isWatched() || notifier.isQuiet() || deps.accountId() !== accountId;
    if (isUnwanted()) return;
    const words = speech.messages().answer;
    if (deps.settings().hideNotificationContent) {
      return notify(answer.conversationId, 'Parley', answer.question === null ? words.ready : words.asks);
    }
    const title = answer.title ?? (await titleOf(answer.conversationId));
    // Asking for the title took a moment.
    if (isUnwanted()) return;
    notify(answer.conversationId, title, answer.question ?? (fromMarkdown(answer.text).trim() || words.ready));
  };
  return {
    show,
    reply: async (conversationId, typed) => {
      const written = typed.trim().slice(0, MAX_REPLY);
      const accountId = deps.accountId();
      if (written === '' || accountId === null) return;
      const result = await deps.queue.reply(conversationId, written, randomUUID());
      if (!result.ok) {
        deps.giveBack(written, result.message);
      } else if (result.outcome === 'queued') {
        notify(conversationId, 'Parley', speech.messages().answer.replyKept);
      } else {
        deps.onReplied();
        const text = result.answer?.message ?? '';
        const question = result.answer?.needsAnswer === true ? text : null;
        await show({ conversationId, title: null, text, question }, accountId);
      }
    },
  };
}
