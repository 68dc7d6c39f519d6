import { type App, type BrowserWindow, powerMonitor } from 'electron';
import type { Logger } from 'pino';
import type { UpdateState } from '../../ipc-contract.ts';
import type { DesktopConfig } from '../config.ts';
import type { Speech } from '../i18n/speech.ts';
import type { Scheduler } from '../scheduler.ts';
import type { ProfileStore } from '../settings/profile.ts';
import { checkFromMenu } from './check-from-menu.ts';
import { loadUpdateEngine } from './load-update-engine.ts';
import { createRestart } from './restart-to-update.ts';
import { type Updates, setupUpdates } from './setup-updates.ts';
import { setupUpdateNotices } from './update-notices.ts';

/** The app's updates, and what a person sees and does about them. */
export interface AppUpdates extends Pick<Updates, 'state' | 'checkNow' | 'checkIfStale'> {
  /** Looks now and says what came of it, for menus. */
  checkFromMenu: () => void;
  /** @returns false when there is nothing to install, or the person wants to wait */
  restart: () => Promise<boolean>;
  /** Says what is to be said about an update that waits, if anything. */
  remind: () => void;
}

/** The parts of the app that updates touch. */
export interface StartUpdatesDeps {
  app: App;
  config: DesktopConfig;
  profile: ProfileStore;
  speech: Speech;
  mainWindow: () => BrowserWindow | null;
  openSettings: () => void;
  isAnswering: () => boolean;
  flushDrafts: () => Promise<void>;
  onChange: () => void;
  /** An AppImage is getting another name, while the app quits. */
  onRenamed: (file: string) => void;
  scheduler: Scheduler;
  logger: Logger;
}

/** Connects the updater with the person in front of it. */
export function startUpdates(deps: StartUpdatesDeps): AppUpdates {
  const { app, profile, speech, mainWindow, scheduler, logger } = deps;
  const updates = setupUpdates({
    engine: loadUpdateEngine(app, deps.config),
    channel: () => profile.settings().updateChannel,
    version: app.getVersion(),
    systemVersion: () => process.getSystemVersion(),
    onChange: (state: UpdateState) => {
      if (state.status === 'ready' || state.status === 'unsupported') notices.remind();
      deps.onChange();
    },
    onRenamed: deps.onRenamed,
    scheduler,
    logger,
  });
  powerMonitor.on('shutdown', updates.leaveForNextTime);
  app.on('browser-window-created', (_event, window) => {
    window.on('session-end', updates.leaveForNextTime);
  });
  const restart = createRestart({ updates, isAnswering: deps.isAnswering, flushDrafts: deps.flushDrafts, speech });
  const restartQuietly = (): void => void restart();
  const notices = setupUpdateNotices({
    state: updates.state,
    profile,
    speech,
    mainWindow,
    restart: restartQuietly,
    openSettings: deps.openSettings,
    scheduler,
  });
  return {
    state: updates.state,
    checkNow: updates.checkNow,
    checkIfStale: updates.checkIfStale,
    checkFromMenu: () => void checkFromMenu({ check: updates.checkNow, restart: restartQuietly, speech, mainWindow }),
    restart,
    remind: notices.remind,
  };
}
