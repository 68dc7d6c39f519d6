import { Menu } from 'electron';
import type { DesktopState } from '../../ipc-contract.ts';
import { tomorrowMorning } from '../../tomorrow-morning.ts';
import type { LinkRouter } from '../links/link-router.ts';
import type { QuickAddWindow } from '../quick-add/quick-add-window.ts';
import type { Base } from '../ground/base.ts';
import type { Services } from '../server/create-services.ts';
import { type ParleyTray, setupTray } from './setup-tray.ts';
import { type Today, setupToday } from './today.ts';
import type { MainWindow } from '../windows/main-window.ts';
import { createAppMenu } from './app-menu.ts';

const HOUR_MS = 3_600_000;

export interface MenuDeps extends Base {
  services: Services;
  router: LinkRouter;
  mainWindow: MainWindow;
  quickAdd: QuickAddWindow;
  checkForUpdates: () => void;
  restartToUpdate: () => void;
  state: () => DesktopState;
  exportDiagnostics: () => Promise<boolean>;
  openLogFolder: () => void;
}

/** Sets up the tray and the menu bar, which offer much of the same. */
export function setupMenus(deps: MenuDeps): { tray: ParleyTray; today: Today } {
  const { app, profile, speech, signals, router, mainWindow, quickAdd, scheduler, logger } = deps;
  const { accounts, api, happenings } = deps.services;
  const today = setupToday({
    api,
    accountId: () => accounts.active()?.id ?? null,
    isLive: happenings.isLive,
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
    isSignedBuild: deps.config.isSignedBuild,
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
