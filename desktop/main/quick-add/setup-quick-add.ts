import path from 'node:path';
import { type BrowserWindow, globalShortcut } from 'electron';
import type { ChannelOutput } from '../../ipc-contract.ts';
import type { ChatAnswer } from '../server/parley-api.ts';
import { fromMarkdown } from '../ground/plain-text.ts';
import type { Base } from '../ground/base.ts';
import type { Services } from '../server/create-services.ts';
import { createSealedFile } from '../ground/sealed-file.ts';
import { type QuickAddShortcut, createQuickAddShortcut } from './global-shortcut.ts';
import { keptNotes } from './kept-note.ts';
import { type PreviewDates, createDatePreview } from './create-date-preview.ts';
import { type QuickAddQueue, createQuickAddQueue } from './quick-add-queue.ts';
import { type QuickAddWindow, setupQuickAddWindow } from './quick-add-window.ts';

const MAX_FILE_BYTES = 1024 * 1024;

/** Quick add: its window, the shortcut that opens it and the queue that sends. */
export interface QuickAdd {
  window: QuickAddWindow;
  shortcut: QuickAddShortcut;
  queue: QuickAddQueue;
  /** Sends what the page was given; whoever looked away meanwhile gets a notification. */
  submit: (text: string, key: string) => Promise<ChannelOutput<'submitQuickAdd'>>;
  previewDates: PreviewDates;
  /** Puts text into the page's field, where it waits for Enter. */
  prefill: (text: string) => void;
  /** Gives the page what could not be sent, to be read and tried again when the window is opened. */
  giveBack: (text: string, problem: string) => void;
}

export interface QuickAddDeps extends Base {
  services: Services;
  isQuitting: () => boolean;
  onCreated: (window: BrowserWindow) => void;
  /** Somebody has to sign in first. */
  showApp: () => void;
  /** Something waits for a yes. */
  openChat: (id: string) => void;
}

/** Connects window, shortcut and queue; the settings decide about the shortcut. */
export function setupQuickAdd(deps: QuickAddDeps): QuickAdd {
  const { app, services, signals, speech, scheduler, logger } = deps;
  const { accounts, api, encryption } = services;
  const showTaken = ({ conversationId, message, needsAnswer }: ChatAnswer): void => {
    signals.emit('wrote', 'shell');
    if (window.isVisible()) {
      if (needsAnswer) deps.openChat(conversationId);
      return;
    }
    const question = needsAnswer ? message : null;
    signals.emit('answered', { conversationId, title: null, text: message, question }, accounts.active()?.id ?? '');
  };
  const giveBack = (text: string, problem: string): void => window.send({ type: 'text', text, problem });
  const showProblem = (problem: string): void => {
    if (!window.isVisible()) signals.emit('refused', problem);
  };
  const queue = createQuickAddQueue({
    api,
    store: createSealedFile({
      file: path.join(app.getPath('userData'), 'quick-add.json'),
      maxBytes: MAX_FILE_BYTES,
      schema: keptNotes,
      encryption,
      // Being asked about the session is not being asked about these.
      hasConsent: () => false,
      logger,
    }),
    accountId: () => accounts.active()?.id ?? null,
    onSent: (answer) => {
      window.send({ type: 'sent', receipt: fromMarkdown(answer.message, '\n'), isDone: answer.isReceipt });
      showTaken(answer);
    },
    onReturned: (text, problem) => {
      giveBack(text, problem);
      showProblem(problem);
    },
    onChange: () => void signals.emit('changed'),
    speech,
    scheduler,
    logger,
  });
  const window = setupQuickAddWindow({
    scheduler,
    isQuitting: deps.isQuitting,
    speech,
    status: () => ({ signedIn: accounts.active() !== null, queued: queue.size() }),
    onCreated: deps.onCreated,
  });
  const shortcut = createQuickAddShortcut(globalShortcut, !deps.config.isWayland, window.toggle);
  app.on('will-quit', shortcut.release);
  return {
    window,
    shortcut,
    queue,
    submit: async (text, key) => {
      const accountId = accounts.active()?.id;
      const result = await queue.submit(text, key);
      if (!result.ok) {
        showProblem(result.message);
        if (result.code === 'not_signed_in') deps.showApp();
        return result;
      }
      const isOwn = accountId === accounts.active()?.id;
      if (result.outcome === 'sent' && result.answer && isOwn) showTaken(result.answer);
      return {
        ok: true,
        outcome: result.outcome,
        receipt: fromMarkdown(result.receipt, '\n'),
        // Without an answer it was taken before.
        isDone: result.outcome === 'sent' && result.answer?.isReceipt !== false,
      };
    },
    previewDates: createDatePreview({ api, accountId: () => accounts.active()?.id ?? null, logger }),
    prefill: (text) => {
      window.show();
      window.send({ type: 'text', text, problem: null });
    },
    giveBack,
  };
}
