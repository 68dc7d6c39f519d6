import { type App, Menu } from 'electron';
import type { Logger } from 'pino';
import type { DesktopState } from '../../ipc-contract.ts';
import { tomorrowMorning } from '../../tomorrow-morning.ts';
import type { Speech } from '../i18n/speech.ts';
import type { LinkRouter } from '../links/link-router.ts';
import type { QuickAddWindow } from '../quick-add/quick-add-window.ts';
import type { Scheduler } from '../scheduler.ts';
import type { ProfileStore } from '../settings/profile.ts';
import type { Services } from '../state/create-services.ts';
import type { Signals } from '../state/signals.ts';
import { type ParleyTray, setupTray } from '../tray/setup-tray.ts';
import { type Today, setupToday } from '../tray/today.ts';
import type { MainWindow } from '../windows/main-window.ts';
import { createAppMenu } from './app-menu.ts';

const HOUR_MS = 3_600_000;

/** What the menus lead to. */
export interface MenuDeps {
  app: App;
  services: Services;
  profile: ProfileStore;
  speech: Speech;
  signals: Signals;
  router: LinkRouter;
  mainWindow: MainWindow;
  quickAdd: QuickAddWindow;
  checkForUpdates: () => void;
  restartToUpdate: () => void;
  state: () => DesktopState;
  exportDiagnostics: () => Promise<boolean>;
  openLogFolder: () => void;
  isSignedBuild: boolean;
  scheduler: Scheduler;
  logger: Logger;
}

/** Sets up the tray and the menu bar, which offer much of the same. */
export function setupMenus(deps: MenuDeps): { tray: ParleyTray; today: Today } {
  const { app, profile, speech, signals, router, mainWindow, quickAdd, scheduler, logger } = deps;
  const { accounts, api } = deps.services;
  const today = setupToday({
    api,
    accountId: () => accounts.active()?.id ?? null,
    scheduler,
    onChange: () => tray.update(deps.state(), today.summary()),
    logger,
  });
  const openTask = (id: number): void => router.openTarget({ kind: 'task', id });
  const shared = {
    newChat: () => router.openTarget({ kind: 'chat', id: null }),
    quickAdd: quickAdd.show,
    openSettings: () => router.openTarget({ kind: 'settings' }),
    checkForUpdates: deps.checkForUpdates,
    restartToUpdate: deps.restartToUpdate,
  };
  const tray = setupTray({
    actions: {
      ...shared,
      open: mainWindow.show,
      openTask,
      completeTask: (id) => {
        void api.completeTask(id).then(
          () => {
            signals.emit('wrote', 'shell');
            return today.refresh();
          },
          () => openTask(id),
        );
      },
      pause: (until) => {
        const now = scheduler.now();
        const times = { hour: new Date(now + HOUR_MS), tomorrow: tomorrowMorning(new Date(now)) };
        const pausedUntil = until === null ? null : times[until].toISOString();
        void profile.changeSettings({ notificationsPausedUntil: pausedUntil }).then(() => signals.emit('changed'));
      },
      quit: () => app.quit(),
    },
    onClick: mainWindow.toggle,
    window: mainWindow.window,
    isSignedBuild: deps.isSignedBuild,
    speech,
    scheduler,
    logger,
  });
  let shownMenu = '';
  const showAppMenu = (): void => {
    const view = { platform: process.platform, isPackaged: app.isPackaged, state: deps.state(), speech };
    const items = createAppMenu(view, {
      ...shared,
      newTask: () => router.openTarget({ kind: 'add', text: '' }),
      openLogFolder: deps.openLogFolder,
      exportDiagnostics: () => void deps.exportDiagnostics(),
    });
    const described = JSON.stringify(items);
    if (described === shownMenu) return;
    shownMenu = described;
    Menu.setApplicationMenu(Menu.buildFromTemplate(items));
  };
  showAppMenu();
  signals.on('changed', showAppMenu);
  return { tray, today };
}
