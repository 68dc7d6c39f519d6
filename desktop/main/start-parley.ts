import path from 'node:path';
import { type App, type BrowserWindow, ipcMain, powerMonitor, shell } from 'electron';
import type { Logger } from 'pino';
import { createBrowserSignIn } from './accounts/browser-sign-in.ts';
import type { DesktopConfig } from './config.ts';
import { saveDiagnostics } from './diagnostics/save-diagnostics.ts';
import type { Speech } from './i18n/speech.ts';
import { createChannelHandlers } from './ipc/channel-handlers.ts';
import { registerChannels } from './ipc/register-channels.ts';
import { createDraftFlush } from './lifecycle/flush-drafts.ts';
import { flushOnQuit } from './lifecycle/flush-on-quit.ts';
import { createLoginItem, isStartedHidden } from './lifecycle/login-item.ts';
import { setupQuitIntent } from './lifecycle/quit-intent.ts';
import { createLinkRouter } from './links/link-router.ts';
import type { Links } from './links/setup-links.ts';
import { setupContextMenu } from './menus/context-menu.ts';
import { setupMenus } from './menus/setup-menus.ts';
import { setupNotifications } from './notifications/setup-notifications.ts';
import { setupQuickAdd } from './quick-add/setup-quick-add.ts';
import { createSleepingScheduler, systemScheduler } from './scheduler.ts';
import { createSettingsEffects } from './settings/apply-settings.ts';
import { openProfile } from './settings/profile.ts';
import { connectParts } from './state/connect-parts.ts';
import { readDesktopState } from './state/desktop-state.ts';
import { setupServerSide } from './state/setup-server-side.ts';
import { createSignals } from './state/signals.ts';
import { startUpdates } from './updates/start-updates.ts';
import type { WindowKind } from './windows/create-window.ts';
import { createMainWindow } from './windows/main-window.ts';
import { openMainWindow } from './windows/open-main-window.ts';

/** What the app was given before it was ready. */
export interface Start {
  app: App;
  config: DesktopConfig;
  speech: Speech;
  logger: Logger;
  links: Links;
}

/** Puts the parts together once the app is ready; from here on they talk through signals and each other's doors. */
export async function startParley({ app, config, speech, logger, links }: Start): Promise<void> {
  const signals = createSignals();
  const scheduler = createSleepingScheduler(systemScheduler);
  const profile = await openProfile(app.getPath('userData'), logger);
  const isFirstRun = profile.get().window === null;
  const spoken = profile.get().language;
  if (spoken !== null) speech.use(spoken);
  const isQuitting = setupQuitIntent(app, powerMonitor);
  const { services, connection, session } = setupServerSide({
    app,
    config,
    profile,
    speech,
    signals,
    scheduler,
    logger,
  });
  const { accounts } = services;
  const windowKinds = new Map<number, WindowKind>();
  const adopt = (window: BrowserWindow, kind: WindowKind): void => {
    const { id } = window.webContents;
    windowKinds.set(id, kind);
    window.once('closed', () => windowKinds.delete(id));
    setupContextMenu(window.webContents, speech);
  };
  const mainWindow = createMainWindow({ profile, scheduler, isQuitting, onCreated: (window) => adopt(window, 'main') });
  const drafts = createDraftFlush(() => {
    if (mainWindow.isListening()) mainWindow.send({ type: 'flush' });
    return mainWindow.isListening();
  }, scheduler);
  const loginItem = createLoginItem(app, config.appImage);
  const updates = startUpdates({
    app,
    config,
    profile,
    speech,
    mainWindow: mainWindow.window,
    openSettings: () => router.openTarget({ kind: 'settings' }),
    isAnswering: services.isAnswering,
    flushDrafts: drafts.ask,
    onChange: () => void signals.emit('changed'),
    onRenamed: loginItem.follow,
    scheduler,
    logger,
  });

  const browserSignIn = createBrowserSignIn({
    // The address is made here, from the server somebody chose.
    openInBrowser: (address) => shell.openExternal(address),
    redeem: accounts.redeem,
    onChange: () => void signals.emit('changed'),
    scheduler,
  });
  const router = createLinkRouter({
    canDeliver: () => mainWindow.isListening() && accounts.active() !== null,
    deliver: mainWindow.open,
    prefill: (text) => quickAdd.prefill(text),
    onCallback: async (code) => {
      const result = await browserSignIn.finish(code);
      if (!result.ok) logger.warn({ code: result.code }, 'a sign-in in the browser was not taken');
    },
    show: mainWindow.show,
    logger,
  });

  const quickAdd = setupQuickAdd({
    app,
    services,
    signals,
    speech,
    isQuitting,
    hasGlobalShortcuts: !config.isWayland,
    onCreated: (window) => adopt(window, 'quickAdd'),
    showApp: mainWindow.show,
    openChat: (id) => router.openTarget({ kind: 'chat', id }),
    notifications: () => notifications,
    logger,
  });
  flushOnQuit(app, async () => {
    await Promise.all([profile.flush(), accounts.saved(), quickAdd.queue.saved()]);
  });
  const effects = createSettingsEffects({
    app,
    session,
    shortcut: quickAdd.shortcut,
    loginItem,
  });
  const state = () =>
    readDesktopState({
      accounts,
      profile,
      server: services.server,
      defaultServer: config.defaultServer,
      connection: connection.state,
      browserSignIn: browserSignIn.state,
      shortcut: quickAdd.shortcut.state,
      loginItem: effects.loginItem,
      isFirstRun,
      update: updates.state,
      queuedQuickAdds: quickAdd.queue.size,
      spellCheckLanguages: effects.spellCheckLanguages,
    });
  const diagnose = (): Promise<boolean> => saveDiagnostics(app, state(), router.refused());
  const openLogFolder = (): void => void shell.openPath(path.join(app.getPath('userData'), 'logs'));
  const { tray, today } = setupMenus({
    app,
    services,
    profile,
    speech,
    signals,
    router,
    mainWindow,
    quickAdd: quickAdd.window,
    checkForUpdates: updates.checkFromMenu,
    restartToUpdate: () => void updates.restart(),
    openLogFolder,
    state,
    exportDiagnostics: diagnose,
    isSignedBuild: config.isSignedBuild,
    scheduler,
    logger,
  });
  const isHidden = isStartedHidden(app, process.argv);
  const followers = { app, profile, speech, signals, scheduler, router, quickAdd, tray, updates, effects };
  const recovery = openMainWindow(mainWindow, { ...followers, isQuitting, logger }, isHidden);
  const handlers = createChannelHandlers({
    services,
    profile,
    speech,
    browserSignIn,
    state,
    applySettings: effects.apply,
    clearPageData: async () => {
      await session.clearStorageData();
      quickAdd.window.send({ type: 'forget' });
    },
    reloadPage: mainWindow.reload,
    broadcast: () => void signals.emit('changed'),
    pageIsReady: () => {
      mainWindow.pageListens();
      mainWindow.send({ type: 'state', state: state() });
      router.flush();
    },
    quickAdd,
    checkForUpdates: updates.checkNow,
    restartToUpdate: updates.restart,
    exportDiagnostics: diagnose,
    openLogFolder,
    draftsFlushed: drafts.answered,
    recover: recovery.choose,
  });
  registerChannels(ipcMain, handlers, (id) => windowKinds.get(id), logger);
  const notifications = setupNotifications({
    services,
    profile,
    speech,
    signals,
    router,
    mainWindow,
    quickAdd,
    scheduler,
    logger,
  });
  connectParts({
    app,
    config,
    profile,
    speech,
    signals,
    scheduler,
    services,
    connection,
    updates,
    mainWindow,
    router,
    quickAdd,
    tray,
    today,
    reminders: notifications.reminders,
    forgetNotifications: notifications.clear,
    state,
    isQuitting,
    isHidden,
    logger,
  });
  // A link that started the app shows the window at once, which the tray and quick add hear of.
  links.handOver(router.open, mainWindow.show);
  app.on('activate', mainWindow.show);
  await effects.start(profile.settings());
  await accounts.loaded;
  signals.emit('changed');
}
