import type { DesktopEvent, ParleyBridge } from '../../ipc-contract.ts';
import { ApiError } from '../client/api-error.ts';
import type { DesktopShell, Platform } from './platform.ts';

declare global {
  interface Window {
    /** Put there by the desktop app before the page loads; absent in a browser. */
    readonly parley?: ParleyBridge;
  }
}

/** The desktop app: its main process keeps the session and adds it to every request the page sends to its own origin. */
export function createDesktopPlatform(bridge: ParleyBridge): Platform {
  return {
    kind: 'desktop',
    shell: createDesktopShell(bridge),
    fetch: (path, init) => fetch(path, init),
    signIn: async (credentials) => succeed(await bridge.signIn(credentials)),
    signUp: async (details) => succeed(await bridge.signUp(details)),
    signInWith: async (provider) => succeed(await bridge.signInWithBrowser({ provider })),
    signOut: async () => void (await bridge.signOut()),
    // The shell catches every new window and hands web addresses to the system's browser.
    signInWithPasskey: null,
    openExternal: (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
    onOpen: (listener) => stopLater(bridge.onOpen(listener)),
    onResume: (listener) =>
      listen(bridge, (event) => {
        if (event.type === 'resumed') listener();
      }),
    onNextPane: (listener) =>
      listen(bridge, (event) => {
        if (event.type === 'next_pane') listener(event.step);
      }),
  };
}

function createDesktopShell(bridge: ParleyBridge): DesktopShell {
  return {
    version: bridge.appVersion,
    os: bridge.os,
    getState: () => bridge.getState(),
    onState: (listener) =>
      listen(bridge, (event) => {
        if (event.type === 'state') listener(event.state);
      }),
    setLanguage: async (language) => void (await bridge.setLanguage({ language })),
    updateSettings: (settings) => bridge.updateSettings(settings),
    finishBrowserSignIn: async (code) => succeed(await bridge.finishBrowserSignIn({ code })),
    cancelBrowserSignIn: async () => void (await bridge.cancelBrowserSignIn()),
    chooseServer: async (url) => succeed(await bridge.chooseServer({ url })),
    switchAccount: async (id) => succeed(await bridge.switchAccount({ id })),
    signOutOf: async (id) => void (await bridge.signOut({ id })),
    recordShortcut: async (isRecording) => void (await bridge.recordShortcut({ isRecording })),
    checkForUpdates: () => bridge.checkForUpdates(),
    restartToUpdate: async () => succeed(await bridge.restartToUpdate()),
    exportDiagnostics: async () => succeed(await bridge.exportDiagnostics()),
    openLogFolder: async () => void (await bridge.openLogFolder()),
    onFlush: (keep) =>
      listen(bridge, (event) => {
        if (event.type !== 'flush') return;
        keep();
        void bridge.flushed();
      }),
  };
}

/** The bridge answers a promise of the way to stop; the app wants to stop at once, even before that promise settles. */
function listen(bridge: ParleyBridge, listener: (event: DesktopEvent) => void): () => void {
  return stopLater(bridge.onEvent(listener));
}

function stopLater(stopping: Promise<() => Promise<void>>): () => void {
  return () => void stopping.then((stop) => stop());
}

function succeed(result: { ok: true } | { ok: false; code: string; message: string }): void {
  if (!result.ok) throw new ApiError(0, result.code, { detail: result.message });
}
