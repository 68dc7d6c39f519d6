import { powerMonitor } from 'electron';
import type { DesktopState } from '../../ipc-contract.ts';
import type { Connection } from '../server/connection.ts';
import { watchGpuCrashes } from '../lifecycle/gpu-crashes.ts';
import { showWithoutTray } from '../lifecycle/hidden-start.ts';
import { setupPower } from '../lifecycle/power.ts';
import type { LinkRouter } from '../links/link-router.ts';
import type { Notifications } from '../notifications/setup-notifications.ts';
import type { QuickAdd } from '../quick-add/setup-quick-add.ts';
import { setupPauseEnd } from '../notifications/end-pause.ts';
import type { ParleyTray } from '../menus/setup-tray.ts';
import type { Today } from '../menus/today.ts';
import type { Updates } from '../updates/setup-updates.ts';
import type { MainWindow } from '../windows/main-window.ts';
import type { Base } from '../ground/base.ts';
import type { Services } from '../server/create-services.ts';

/** The parts that hear of each other. */
export interface Parts extends Base {
  services: Services;
  connection: Connection;
  updates: Pick<Updates, 'checkIfStale'>;
  mainWindow: MainWindow;
  router: LinkRouter;
  quickAdd: QuickAdd;
  tray: ParleyTray;
  today: Today;
  notifications: Notifications;
  state: () => DesktopState;
  isQuitting: () => boolean;
  /** Started at login. */
  isHidden: boolean;
}

/** Has the parts follow what happens: changes, another account, sleep and waking up, time that is over. */
export function connectParts(parts: Parts): void {
  const { app, config, profile, speech, signals, scheduler, mainWindow, quickAdd, tray, isQuitting, logger } = parts;
  followAccount(parts);
  followResume(parts);
  followHappenings(parts);
  signals.on('wrote', (by) => {
    if (!parts.services.happenings.isLive()) parts.today.refreshSoon();
    if (by === 'shell') mainWindow.send({ type: 'resumed' });
  });
  setupPower({
    power: powerMonitor,
    scheduler,
    hideQuickAdd: quickAdd.window.hide,
    markAnswers: parts.services.markAnswers,
    checkConnection: () => void parts.connection.check(),
    onResumed: () => void signals.emit('resumed'),
  });
  setupPauseEnd(profile, signals, scheduler);
  watchGpuCrashes({ app, profile, speech, isQuitting, appImage: config.appImage, logger, now: scheduler.now });
  if (parts.isHidden) showWithoutTray({ isTrayAvailable: tray.isAvailable, show: mainWindow.show, scheduler });
}

function followAccount(parts: Parts): void {
  const { mainWindow, quickAdd, today } = parts;
  let knownAccount: string | null = null;
  parts.signals.on('changed', () => {
    const state = parts.state();
    mainWindow.send({ type: 'state', state });
    parts.tray.update(state, today.summary());
    parts.router.flush();
    const account = state.account?.id ?? null;
    if (account === knownAccount) return;
    if (knownAccount !== null) parts.notifications.clear();
    knownAccount = account;
    parts.services.happenings.renew();
    void today.refresh();
    void parts.notifications.reminders.ask();
    void quickAdd.queue.flush();
  });
}

function followResume({ signals, mainWindow, quickAdd, updates, services, today, notifications }: Parts): void {
  signals.on('resumed', () => {
    services.happenings.renew();
    mainWindow.send({ type: 'resumed' });
    if (quickAdd.shortcut.renew()) signals.emit('changed');
    updates.checkIfStale();
    void quickAdd.queue
      .flush()
      .then(services.accounts.sendPendingSignOuts)
      .then(today.refresh)
      .then(notifications.reminders.ask);
  });
}

/** What is changed on another device, or becomes due, is seen here as it happens. */
function followHappenings({ signals, today, notifications }: Parts): void {
  signals.on('happened', (type) => {
    if (['tasks.changed', 'reminders.due', 'ready', 'refresh'].includes(type)) today.refreshSoon();
    if (['reminders.due', 'ready', 'refresh', 'resumed'].includes(type)) void notifications.reminders.ask();
  });
}
