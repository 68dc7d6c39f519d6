import { type BrowserWindow, powerMonitor } from 'electron';
import type { UpdateState } from '../../ipc-contract.ts';
import type { Base } from '../ground/base.ts';
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
export interface StartUpdatesDeps extends Base {
  mainWindow: () => BrowserWindow | null;
  openSettings: () => void;
  isAnswering: () => boolean;
  flushDrafts: () => Promise<void>;
  /** An AppImage is getting another name, while the app quits. */
  onRenamed: (file: string) => void;
}

/** Connects the updater with the person in front of it. */
export function startUpdates(deps: StartUpdatesDeps): AppUpdates {
  const { app, profile, speech, signals, mainWindow, scheduler, logger } = deps;
  const updates = setupUpdates({
    engine: loadUpdateEngine(app, deps.config),
    channel: () => profile.settings().updateChannel,
    version: app.getVersion(),
    systemVersion: () => process.getSystemVersion(),
    onChange: (state: UpdateState) => {
      if (state.status === 'ready' || state.status === 'unsupported') notices.remind();
      signals.emit('changed');
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
