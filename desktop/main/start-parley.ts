import path from 'node:path';
import { type App, type BrowserWindow, Menu, dialog, globalShortcut, ipcMain, powerMonitor, shell } from 'electron';
import type { Logger } from 'pino';
import { createBrowserSignIn } from './accounts/browser-sign-in.ts';
import type { DesktopConfig } from './config.ts';
import { exportDiagnostics } from './diagnostics/export-diagnostics.ts';
import { createChannelHandlers } from './ipc/channel-handlers.ts';
import { registerChannels } from './ipc/register-channels.ts';
import { createCloseRequest } from './lifecycle/close-request.ts';
import { recoverFromCrashes } from './lifecycle/crash-recovery.ts';
import { isStartedHidden } from './lifecycle/login-item.ts';
import { setupPower } from './lifecycle/power.ts';
import { setupQuitIntent } from './lifecycle/quit-intent.ts';
import { createLinkRouter } from './links/link-router.ts';
import type { Links } from './links/setup-links.ts';
import { createAppMenu } from './menus/app-menu.ts';
import { setupContextMenu } from './menus/context-menu.ts';
import { createQuickAddShortcut } from './quick-add/global-shortcut.ts';
import { createQuickAddQueue } from './quick-add/quick-add-queue.ts';
import { setupQuickAddWindow } from './quick-add/quick-add-window.ts';
import { setupReminders } from './reminders/setup-reminders.ts';
import { tomorrowMorning } from './reminders/snooze-times.ts';
import { systemScheduler as scheduler } from './scheduler.ts';
import { createSettingsEffects } from './settings/apply-settings.ts';
import { openProfile } from './settings/profile.ts';
import { readDesktopState } from './state/desktop-state.ts';
import { setupServerSide } from './state/setup-server-side.ts';
import { createSignals } from './state/signals.ts';
import { setupToday } from './tray/today.ts';
import { type ParleyTray, setupTray } from './tray/setup-tray.ts';
import { loadUpdateEngine } from './updates/load-update-engine.ts';
import { setupUpdates } from './updates/setup-updates.ts';
import type { WindowKind } from './windows/create-window.ts';
import { setupMainWindow } from './windows/main-window.ts';

/** What the app was given before it was ready. */
export interface Start {
  app: App;
  config: DesktopConfig;
  logger: Logger;
  links: Links;
}

/** Puts the parts together once the app is ready; from here on they talk through signals and each other's doors. */
export async function startParley({ app, config, logger, links }: Start): Promise<void> {
  const signals = createSignals();
  const profile = await openProfile(app.getPath('userData'), logger);
  const quit = setupQuitIntent(app, powerMonitor);
  const { services, connection, session } = setupServerSide({ app, config, profile, signals, logger });
  const { accounts, api } = services;
  const isSignedIn = (): boolean => accounts.active() !== null;
  const windowKinds = new Map<number, WindowKind>();
  const adopt = (window: BrowserWindow, kind: WindowKind): void => {
    const { id } = window.webContents;
    windowKinds.set(id, kind);
    window.once('closed', () => windowKinds.delete(id));
    setupContextMenu(window.webContents);
  };

  const updates = setupUpdates({
    engine: loadUpdateEngine(app, config),
    channel: () => profile.settings().updateChannel,
    announceQuit: quit.announce,
    onChange: () => void signals.emit('changed'),
    scheduler,
    logger,
  });
  const queue = createQuickAddQueue({
    api,
    accountId: () => accounts.active()?.id ?? null,
    onSent: (receipt) => {
      quickAdd.send({ type: 'sent', queued: queue.size(), receipt });
      signals.emit('wrote');
    },
    onNeedsAnswer: (id) => router.openTarget({ kind: 'chat', id }),
    onChange: () => void signals.emit('changed'),
    logger,
  });
  const tray: { current: ParleyTray | null } = { current: null };
  let isPageReady = false;
  const mainWindow = setupMainWindow(
    {
      profile,
      scheduler,
      isQuitting: quit.isQuitting,
      onCloseRequest: createCloseRequest({ app, profile, isTrayAvailable: () => tray.current?.isAvailable() ?? false }),
      onCreated: (window) => {
        adopt(window, 'main');
        window.webContents.on('did-start-navigation', (details) => {
          if (details.isMainFrame && !details.isSameDocument) isPageReady = false;
        });
        recoverFromCrashes(window, {
          app,
          reload: () => mainWindow.reload(),
          isQuitting: quit.isQuitting,
          logger,
          now: scheduler.now,
        });
      },
    },
    isStartedHidden(app, process.argv),
  );
  const browserSignIn = createBrowserSignIn();
  const router = createLinkRouter({
    canDeliver: () => isPageReady && isSignedIn(),
    deliver: mainWindow.open,
    onCallback: (callback) => {
      const redeemable = browserSignIn.accept(callback);
      if (redeemable) void accounts.redeem(redeemable.server, redeemable);
      else logger.warn('a sign-in nobody waits for was refused');
    },
    show: mainWindow.show,
    logger,
  });
  links.handOver(router.open, mainWindow.show);
  app.on('activate', mainWindow.show);

  const quickAdd = setupQuickAddWindow({
    scheduler,
    isQuitting: quit.isQuitting,
    status: () => ({ signedIn: isSignedIn(), queued: queue.size() }),
    onCreated: (window) => adopt(window, 'quickAdd'),
  });
  const isWayland = app.commandLine.getSwitchValue('ozone-platform') === 'wayland';
  const shortcut = createQuickAddShortcut(globalShortcut, !isWayland, quickAdd.toggle);
  app.on('will-quit', shortcut.release);
  const effects = createSettingsEffects({ app, session, shortcut });

  const state = () =>
    readDesktopState({
      accounts,
      profile,
      server: services.server,
      defaultServer: config.defaultServer,
      connection: connection.state,
      shortcut: shortcut.state,
      loginItem: effects.loginItem,
      update: updates.state,
      queuedQuickAdds: queue.size,
    });
  const diagnose = async (): Promise<boolean> => {
    const { filePath } = await dialog.showSaveDialog({ defaultPath: 'parley-diagnostics.zip' });
    if (!filePath) return false;
    const { account: _account, accounts: known, ...shareable } = state();
    const facts = { version: app.getVersion(), versions: process.versions, platform: process.platform };
    await exportDiagnostics(filePath, path.join(app.getPath('userData'), 'logs'), {
      ...facts,
      accounts: known.length,
      state: shareable,
      refusedLinks: router.refused(),
    });
    return true;
  };
  registerChannels(
    ipcMain,
    createChannelHandlers({
      services,
      profile,
      browserSignIn,
      // The address is made here, from the server somebody chose.
      openInBrowser: (address) => shell.openExternal(address),
      state,
      applySettings: effects.apply,
      clearPageData: () => session.clearStorageData(),
      reloadPage: mainWindow.reload,
      broadcast: () => void signals.emit('changed'),
      pageIsReady: () => {
        isPageReady = true;
        router.flush();
      },
      quickAdd: queue,
      hideQuickAdd: quickAdd.hide,
      updates: { checkNow: updates.checkNow, restart: updates.restart },
      exportDiagnostics: diagnose,
    }),
    (id) => windowKinds.get(id),
    logger,
  );

  const today = setupToday({
    api,
    isSignedIn,
    scheduler,
    onChange: () => tray.current?.update(state(), today.summary()),
    logger,
  });
  const openTask = (id: number): void => router.openTarget({ kind: 'task', id });
  const openSettings = (): void => router.openTarget({ kind: 'settings' });
  const newChat = (): void => router.openTarget({ kind: 'chat', id: null });
  tray.current = setupTray(
    {
      open: mainWindow.show,
      newChat,
      quickAdd: quickAdd.show,
      openTask,
      completeTask: (id) => {
        void api.completeTask(id).then(today.refresh, () => openTask(id));
      },
      pause: (until) => {
        const times = { hour: new Date(scheduler.now() + 3_600_000), tomorrow: tomorrowMorning(new Date()) };
        const pausedUntil = until === null ? null : times[until].toISOString();
        void profile.changeSettings({ notificationsPausedUntil: pausedUntil }).then(() => signals.emit('changed'));
      },
      openSettings,
      checkForUpdates: () => void updates.checkNow(),
      restartToUpdate: updates.restart,
      quit: () => app.quit(),
    },
    mainWindow.toggle,
    logger,
  );
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      createAppMenu(process.platform, app.isPackaged, {
        newChat,
        newTask: () => router.openTarget({ kind: 'add', text: '' }),
        openSettings,
        quickAdd: quickAdd.show,
        checkForUpdates: () => void updates.checkNow(),
        openLogFolder: () => void shell.openPath(path.join(app.getPath('userData'), 'logs')),
        exportDiagnostics: () => void diagnose(),
      }),
    ),
  );
  const reminders = setupReminders({
    api,
    isSignedIn,
    settings: profile.settings,
    openTask,
    openDashboard: () => router.openTarget({ kind: 'dashboard' }),
    onChanged: () => void signals.emit('wrote'),
    scheduler,
    logger,
  });
  let knownAccount: string | null = null;
  signals.on('changed', () => {
    mainWindow.send({ type: 'state', state: state() });
    tray.current?.update(state(), today.summary());
    router.flush();
    const account = accounts.active()?.id ?? null;
    if (account === knownAccount) return;
    knownAccount = account;
    void today.refresh();
    void reminders.ask();
  });
  signals.on('wrote', today.refreshSoon);
  signals.on('resumed', () => {
    mainWindow.send({ type: 'resumed' });
    shortcut.renew();
    updates.checkIfStale();
    void queue.flush().then(accounts.sendPendingSignOuts).then(today.refresh).then(reminders.ask);
  });
  setupPower(powerMonitor, signals, quickAdd.hide);
  await effects.start(profile.settings());
  await accounts.loaded;
  signals.emit('changed');
}
