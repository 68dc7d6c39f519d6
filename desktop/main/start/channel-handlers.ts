import type { ChangedSettings, DesktopState, UpdateState } from '../../ipc-contract.ts';
import type { BrowserSignIn } from '../server/browser-sign-in.ts';
import { checkServer } from '../server/check-server.ts';
import type { Speech } from '../ground/speech.ts';
import type { QuickAdd } from '../quick-add/setup-quick-add.ts';
import type { CrashChoice } from '../lifecycle/crash-recovery.ts';
import type { ProfileStore } from '../ground/profile.ts';
import type { Services } from '../server/create-services.ts';
import type { ChannelHandlers } from '../pages/register-channels.ts';

/** The parts of the app the channels reach. */
export interface ChannelHandlerDeps {
  services: Services;
  profile: ProfileStore;
  speech: Speech;
  browserSignIn: BrowserSignIn;
  state: () => DesktopState;
  /** Makes changed settings take effect. */
  applySettings: (changed: ChangedSettings) => Promise<void>;
  /** Removes what pages kept on this computer. */
  clearPageData: () => Promise<void>;
  reloadPage: () => void;
  broadcast: () => void;
  pageIsReady: () => void;
  quickAdd: QuickAdd;
  checkForUpdates: () => Promise<UpdateState>;
  restartToUpdate: () => Promise<boolean>;
  exportDiagnostics: () => Promise<boolean>;
  openLogFolder: () => void;
  draftsFlushed: () => void;
  recover: (choice: CrashChoice) => Promise<void>;
}

export function createChannelHandlers(deps: ChannelHandlerDeps): ChannelHandlers {
  const { services, profile } = deps;
  const { accounts } = services;
  return {
    getState: async () => {
      await accounts.loaded;
      return deps.state();
    },
    signIn: (input) => accounts.signIn(services.server(), input),
    signUp: (input) => accounts.signUp(services.server(), input),
    signInWithBrowser: async ({ provider }) => {
      const isOpen = await deps.browserSignIn.start(services.server(), provider);
      return isOpen ? { ok: true } : { ok: false, code: 'no_browser', message: 'No browser could be opened.' };
    },
    finishBrowserSignIn: ({ code }) => deps.browserSignIn.finish(code),
    cancelBrowserSignIn: () => {
      deps.browserSignIn.cancel();
      return {};
    },
    signOut: async ({ id }) => {
      const isInUse = id === undefined || id === accounts.active()?.id;
      // The next person to sign in should find the server they were using.
      if (isInUse) await profile.change({ server: services.server() });
      const leaving = id ?? accounts.active()?.id;
      await accounts.signOut(id);
      if (leaving !== undefined) await deps.quickAdd.queue.forget(leaving);
      if (isInUse) await deps.clearPageData();
      // Last: a server that does not answer would have somebody else's first words cleared away.
      await accounts.sendPendingSignOuts();
      return {};
    },
    chooseServer: async ({ url }) => {
      if (url === null) {
        await profile.change({ server: null });
        await accounts.switchTo(null);
        return { ok: true, url: services.server(), version: '' };
      }
      const checked = await checkServer(url, services.fetch);
      if (!checked.ok) return checked;
      await profile.change({ server: checked.url });
      await accounts.switchTo(null);
      return checked;
    },
    switchAccount: async ({ id }) => {
      if (!(await accounts.switchTo(id))) return { ok: false, code: 'not_found', message: 'This account is not here.' };
      await deps.clearPageData();
      deps.reloadPage();
      return { ok: true };
    },
    updateSettings: async (changed) => {
      await profile.changeSettings(changed);
      await deps.applySettings(changed);
      if (changed.keepSessionWithoutKeyring !== undefined) await accounts.saveAgain();
      deps.broadcast();
      return deps.state();
    },
    recordShortcut: ({ isRecording }) => {
      deps.quickAdd.shortcut.suspend(isRecording);
      return {};
    },
    setLanguage: async ({ language }) => {
      if (profile.get().language === language) return {};
      deps.speech.use(language);
      deps.broadcast();
      await profile.change({ language });
      return {};
    },
    checkForUpdates: deps.checkForUpdates,
    restartToUpdate: async () =>
      (await deps.restartToUpdate())
        ? { ok: true }
        : { ok: false, code: 'no_update', message: 'There is no update to install right now.' },
    exportDiagnostics: async () =>
      (await deps.exportDiagnostics())
        ? { ok: true }
        : { ok: false, code: 'cancelled', message: 'Nothing was exported.' },
    openLogFolder: () => {
      deps.openLogFolder();
      return {};
    },
    flushed: () => {
      deps.draftsFlushed();
      return {};
    },
    recover: async ({ choice }) => {
      await deps.recover(choice);
      return {};
    },
    ready: () => {
      deps.pageIsReady();
      return {};
    },
    submitQuickAdd: ({ text, draftId }) => deps.quickAdd.submit(text, draftId),
    previewDates: async ({ text }) => ({ preview: await deps.quickAdd.previewDates(text) }),
    hideQuickAdd: () => {
      deps.quickAdd.window.hide();
      return {};
    },
    resizeQuickAdd: ({ height }) => {
      deps.quickAdd.window.resize(height);
      return {};
    },
  };
}
