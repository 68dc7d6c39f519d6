import { type App, type BrowserWindow, globalShortcut } from 'electron';
import type { Logger } from 'pino';
import type { Speech } from '../i18n/speech.ts';
import { systemScheduler } from '../scheduler.ts';
import type { Services } from '../state/create-services.ts';
import type { Signals } from '../state/signals.ts';
import { type QuickAddShortcut, createQuickAddShortcut } from './global-shortcut.ts';
import { type QuickAddQueue, createQuickAddQueue } from './quick-add-queue.ts';
import { type QuickAddWindow, setupQuickAddWindow } from './quick-add-window.ts';

/** Quick add: its window, the shortcut that opens it and the queue that sends. */
export interface QuickAdd {
  window: QuickAddWindow;
  shortcut: QuickAddShortcut;
  queue: QuickAddQueue;
}

/** Creates the window hidden and connects it; the settings decide about the shortcut. */
export function setupQuickAdd(deps: {
  app: App;
  services: Services;
  signals: Signals;
  speech: Speech;
  isQuitting: () => boolean;
  onCreated: (window: BrowserWindow) => void;
  /** Something waits for a yes. */
  openChat: (id: string) => void;
  logger: Logger;
}): QuickAdd {
  const { app, signals, speech } = deps;
  const { accounts, api } = deps.services;
  const queue = createQuickAddQueue({
    api,
    accountId: () => accounts.active()?.id ?? null,
    onSent: (receipt) => {
      window.send({ type: 'sent', queued: queue.size(), receipt });
      signals.emit('wrote');
    },
    onNeedsAnswer: deps.openChat,
    onChange: () => void signals.emit('changed'),
    speech,
    logger: deps.logger,
  });
  const window = setupQuickAddWindow({
    scheduler: systemScheduler,
    isQuitting: deps.isQuitting,
    speech,
    status: () => ({ signedIn: accounts.active() !== null, queued: queue.size() }),
    onCreated: deps.onCreated,
  });
  // On Wayland shortcuts go through a portal that needs an installed desktop file; without it they fail silently.
  const isWayland = app.commandLine.getSwitchValue('ozone-platform') === 'wayland';
  const shortcut = createQuickAddShortcut(globalShortcut, !isWayland, window.toggle);
  app.on('will-quit', shortcut.release);
  return { window, shortcut, queue };
}
