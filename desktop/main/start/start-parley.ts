import { type App, type BrowserWindow, ipcMain, powerMonitor, shell } from 'electron';
import type { Logger } from 'pino';
import { createBrowserSignIn } from '../server/browser-sign-in.ts';
import type { DesktopConfig } from '../ground/config.ts';
import { logDirectory } from '../diagnostics/log-file.ts';
import { saveDiagnostics } from '../diagnostics/save-diagnostics.ts';
import type { Speech } from '../ground/speech.ts';
import { createChannelHandlers } from './channel-handlers.ts';
import { type WindowKind, registerChannels } from '../pages/register-channels.ts';
import { createDraftFlush } from '../lifecycle/flush-drafts.ts';
import { flushOnQuit } from '../lifecycle/flush-on-quit.ts';
import { createLoginItem, isStartedHidden } from '../lifecycle/login-item.ts';
import { setupQuitIntent } from '../lifecycle/quit-intent.ts';
import { createLinkRouter } from '../links/link-router.ts';
import type { Links } from '../links/setup-links.ts';
import { setupContextMenu } from '../menus/context-menu.ts';
import { setupMenus } from '../menus/setup-menus.ts';
import { setupNotifications } from '../notifications/setup-notifications.ts';
import { setupQuickAdd } from '../quick-add/setup-quick-add.ts';
import { createSleepingScheduler, systemScheduler } from '../ground/scheduler.ts';
import { createSettingsEffects } from './apply-settings.ts';
import { openProfile } from '../ground/profile.ts';
import { createSpelling } from '../pages/spelling.ts';
import type { Base } from '../ground/base.ts';
import { connectParts } from './connect-parts.ts';
import { readDesktopState } from './desktop-state.ts';
import { setupServerSide } from './setup-server-side.ts';
import { createSignals } from '../ground/signals.ts';
import { startUpdates } from '../updates/start-updates.ts';
import { createMainWindow } from '../windows/main-window.ts';
import { openMainWindow } from './open-main-window.ts';

/** What the app was given before it was ready. */
export interface Start {
  app: App;
  config: DesktopConfig;
  speech: Speech;
  logger: Logger;
  links: Links;
}

/**
 * Puts the parts together once the app is ready. From here on they talk through signals and each other's doors; where two
 * lead to each other, the door of the one that is made later is a function.
 */
export async function startParley({ app, config, speech, logger, links }: Start): Promise<void> {
  const profile = await openProfile(app.getPath('userData'), logger);
  const isFirstRun = profile.get().window === null;
  const spoken = profile.get().language;
  if (spoken !== null) speech.use(spoken);
  const signals = createSignals();
  const scheduler = createSleepingScheduler(systemScheduler);
  const base: Base = { app, config, profile, speech, signals, scheduler, logger };
  const changed = (): void => void signals.emit('changed');

  const isQuitting = setupQuitIntent(app, powerMonitor);
  const { services, connection, session } = setupServerSide(base);
  const { accounts } = services;
  const windowKinds = new Map<number, WindowKind>();
  const adopt = (window: BrowserWindow, kind: WindowKind): void => {
    const { id } = window.webContents;
    windowKinds.set(id, kind);
    window.once('closed', () => windowKinds.delete(id));
    setupContextMenu(window.webContents, speech);
  };
  const mainWindow = createMainWindow({ ...base, isQuitting, onCreated: (window) => adopt(window, 'main') });
  const drafts = createDraftFlush(() => {
    if (mainWindow.isListening()) mainWindow.send({ type: 'flush' });
    return mainWindow.isListening();
  }, scheduler);
  const loginItem = createLoginItem(app, config.appImage);
  const updates = startUpdates({
    ...base,
    mainWindow: mainWindow.window,
    openSettings: () => router.openTarget({ kind: 'settings' }),
    isAnswering: services.isAnswering,
    flushDrafts: drafts.ask,
    onRenamed: loginItem.follow,
  });
  const browserSignIn = createBrowserSignIn({
    // The address is made here, from the server somebody chose.
    openInBrowser: (address) => shell.openExternal(address),
    redeem: accounts.redeem,
    onChange: changed,
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
    ...base,
    services,
    isQuitting,
    onCreated: (window) => adopt(window, 'quickAdd'),
    showApp: mainWindow.show,
    openChat: (id) => router.openTarget({ kind: 'chat', id }),
  });
  flushOnQuit(app, async () => {
    await Promise.all([profile.flush(), accounts.saved(), quickAdd.queue.saved()]);
  });

  const effects = createSettingsEffects({
    app,
    shortcut: quickAdd.shortcut,
    loginItem,
  });
  const spelling = createSpelling({
    session,
    chosen: () => profile.settings().spellCheckLanguages,
    isSignedIn: () => accounts.active() !== null,
  });
  signals.on('changed', spelling.follow);
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
      spellCheckLanguages: spelling.languages,
    });
  const exportDiagnostics = (): Promise<boolean> => saveDiagnostics(app, state(), router.refused());
  const openLogFolder = (): void => void shell.openPath(logDirectory(app));

  const { tray, today } = setupMenus({
    ...base,
    services,
    router,
    mainWindow,
    quickAdd: quickAdd.window,
    checkForUpdates: updates.checkFromMenu,
    restartToUpdate: () => void updates.restart(),
    openLogFolder,
    state,
    exportDiagnostics,
  });
  const isHidden = isStartedHidden(app, process.argv);
  const recovery = openMainWindow({
    ...base,
    mainWindow,
    router,
    quickAdd,
    tray,
    updates,
    effects,
    isQuitting,
    isHidden,
  });
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
    broadcast: changed,
    pageIsReady: () => {
      mainWindow.pageListens();
      mainWindow.send({ type: 'state', state: state() });
      router.flush();
    },
    quickAdd,
    checkForUpdates: updates.checkNow,
    restartToUpdate: updates.restart,
    exportDiagnostics,
    openLogFolder,
    draftsFlushed: drafts.answered,
    recover: recovery.choose,
  });
  registerChannels(ipcMain, handlers, (id) => windowKinds.get(id), logger);
  const notifications = setupNotifications({ ...base, services, router, mainWindow, quickAdd });
  connectParts({
    ...base,
    services,
    connection,
    updates,
    mainWindow,
    router,
    quickAdd,
    tray,
    today,
    notifications,
    state,
    isQuitting,
    isHidden,
  });
  // A link that started the app shows the window at once, which the tray and quick add hear of.
  links.handOver(router.open, mainWindow.show);
  app.on('activate', mainWindow.show);
  await effects.start(profile.settings());
  await accounts.loaded;
  changed();
}
