import { contextBridge } from 'electron';
import type { ParleyBridge } from '../ipc-contract.ts';
import { call, subscribe } from './bridge-calls.ts';

const OS_NAMES: Record<string, ParleyBridge['os']> = { darwin: 'mac', win32: 'windows' };
const VERSION_ARGUMENT = '--parley-version=';

const bridge: ParleyBridge = {
  appVersion:
    process.argv.find((argument) => argument.startsWith(VERSION_ARGUMENT))?.slice(VERSION_ARGUMENT.length) ?? '',
  os: OS_NAMES[process.platform] ?? 'linux',
  getState: () => call('getState', {}),
  signIn: (input) => call('signIn', input),
  signUp: (input) => call('signUp', input),
  signInWithBrowser: (input) => call('signInWithBrowser', input),
  finishBrowserSignIn: (input) => call('finishBrowserSignIn', input),
  cancelBrowserSignIn: () => call('cancelBrowserSignIn', {}),
  signOut: (input = {}) => call('signOut', input),
  chooseServer: (input) => call('chooseServer', input),
  switchAccount: (input) => call('switchAccount', input),
  updateSettings: (input) => call('updateSettings', input),
  recordShortcut: (input) => call('recordShortcut', input),
  setLanguage: (input) => call('setLanguage', input),
  checkForUpdates: () => call('checkForUpdates', {}),
  restartToUpdate: () => call('restartToUpdate', {}),
  exportDiagnostics: () => call('exportDiagnostics', {}),
  openLogFolder: () => call('openLogFolder', {}),
  flushed: () => call('flushed', {}),
  recover: (input) => call('recover', input),
  onEvent: (listener) => subscribe('event', listener),
  onOpen: async (listener) => {
    const stop = await subscribe('open', listener);
    await call('ready', {});
    return stop;
  },
};

contextBridge.exposeInMainWorld('parley', bridge);
