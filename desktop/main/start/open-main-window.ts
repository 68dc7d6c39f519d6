import type { BrowserWindow } from 'electron';
import { createCloseRequest } from '../lifecycle/close-request.ts';
import { type CrashRecovery, recoverFromCrashes } from '../lifecycle/crash-recovery.ts';
import type { LinkRouter } from '../links/link-router.ts';
import type { QuickAdd } from '../quick-add/setup-quick-add.ts';
import type { SettingsEffects } from './apply-settings.ts';
import type { Base } from '../ground/base.ts';
import type { ParleyTray } from '../menus/setup-tray.ts';
import type { AppUpdates } from '../updates/start-updates.ts';
import type { MainWindow } from '../windows/main-window.ts';

/** The parts that what happens in the main window concerns. */
export interface MainWindowFollowers extends Base {
  mainWindow: MainWindow;
  router: LinkRouter;
  quickAdd: QuickAdd;
  tray: ParleyTray;
  updates: AppUpdates;
  effects: SettingsEffects;
  isQuitting: () => boolean;
  /** Started at login: the tray is all that shows. */
  isHidden: boolean;
}

/**
 * Opens the main window once everything is there that follows it.
 *
 * @returns what a person chooses after a crash goes to
 */
export function openMainWindow(parts: MainWindowFollowers): CrashRecovery {
  const { app, profile, speech, signals, scheduler, mainWindow, quickAdd, tray, isHidden } = parts;
  let recovery: CrashRecovery | null = null;
  const follow = (window: BrowserWindow): void => {
    window.on('focus', () => {
      parts.updates.remind();
      // The system's own settings may have been where the person was.
      void parts.effects.lookAtLoginItem().then((isDifferent) => isDifferent && signals.emit('changed'));
    });
    window.on('show', tray.showCount);
    window.once('ready-to-show', quickAdd.window.prepare);
    // Whoever was recording a shortcut is elsewhere now.
    window.on('blur', () => quickAdd.shortcut.suspend(false));
    recovery = recoverFromCrashes(window, {
      app,
      reload: mainWindow.reloadSamePage,
      restart: mainWindow.reload,
      showErrorPage: () => mainWindow.showErrorPage(speech.language()),
      isQuitting: parts.isQuitting,
      speech,
      logger: parts.logger,
      now: scheduler.now,
    });
  };
  const onCloseRequest = createCloseRequest({
    app,
    profile,
    speech,
    isTrayAvailable: tray.isAvailable,
    openSettings: () => parts.router.openTarget({ kind: 'settings' }),
  });
  mainWindow.start({ onCreated: follow, onCloseRequest, isHidden });
  return { choose: async (choice) => recovery?.choose(choice) };
}
