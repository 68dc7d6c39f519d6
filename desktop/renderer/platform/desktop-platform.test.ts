import { describe, expect, it, vi } from 'vitest';
import type { DesktopEvent, DesktopTarget, ParleyBridge } from '../../ipc-contract.ts';
import { ApiError } from '../client/api-error.ts';
import { createDesktopPlatform } from './desktop-platform.ts';

/** A bridge as the preload makes it, with the main process played by the test. */
function makeBridge(overrides: Partial<ParleyBridge> = {}) {
  const listeners = new Set<(event: DesktopEvent) => void>();
  const openers = new Set<(target: DesktopTarget) => void>();
  const refuse = async () => ({ ok: false as const, code: 'invalid_email_or_password', message: 'No match.' });
  const bridge: ParleyBridge = {
    appVersion: '1.2.3',
    os: 'linux',
    getState: vi.fn<ParleyBridge['getState']>(),
    signIn: refuse,
    signUp: refuse,
    signInWithBrowser: refuse,
    finishBrowserSignIn: refuse,
    cancelBrowserSignIn: async () => ({}),
    signOut: async () => ({}),
    chooseServer: refuse,
    switchAccount: refuse,
    updateSettings: vi.fn<ParleyBridge['updateSettings']>(),
    recordShortcut: async () => ({}),
    setLanguage: async () => ({}),
    checkForUpdates: vi.fn<ParleyBridge['checkForUpdates']>(),
    restartToUpdate: refuse,
    exportDiagnostics: refuse,
    openLogFolder: async () => ({}),
    flushed: async () => ({}),
    recover: async () => ({}),
    onEvent: async (listener) => {
      listeners.add(listener);
      return async () => void listeners.delete(listener);
    },
    onOpen: async (listener) => {
      openers.add(listener);
      return async () => void openers.delete(listener);
    },
    ...overrides,
  };
  return { bridge, listeners, openers };
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the desktop platform', () => {
  it('turns a refusal of the shell into the error the sign-in page explains', async () => {
    const { bridge } = makeBridge();
    const signingIn = createDesktopPlatform(bridge).signIn({ email: 'a@b.example', password: 'wrong' });
    await expect(signingIn).rejects.toBeInstanceOf(ApiError);
    await expect(signingIn).rejects.toMatchObject({ code: 'invalid_email_or_password', detail: 'No match.' });
  });

  it('is quiet about success', async () => {
    const account = { id: '1', userId: 'u', name: 'Ana', email: 'a@b.example', server: 'https://parley.example' };
    const { bridge } = makeBridge({ signIn: async () => ({ ok: true, account }) });
    await expect(createDesktopPlatform(bridge).signIn({ email: '', password: '' })).resolves.toBeUndefined();
  });

  it('passes on what the shell asks to open, until it is told to stop, even at once', async () => {
    const { bridge, openers } = makeBridge();
    const opened: DesktopTarget[] = [];
    const platform = createDesktopPlatform(bridge);
    const stop = platform.onOpen((target) => opened.push(target));
    await aMoment();
    for (const open of openers) open({ kind: 'task', id: 12 });
    expect(opened).toEqual([{ kind: 'task', id: 12 }]);
    stop();
    platform.onOpen(() => undefined)();
    await aMoment();
    expect(openers.size).toBe(0);
  });

  it('tells waking up from other events', async () => {
    const { bridge, listeners } = makeBridge();
    const resumed = vi.fn<() => void>();
    createDesktopPlatform(bridge).onResume(resumed);
    await aMoment();
    for (const tell of listeners) tell({ type: 'resumed' });
    expect(resumed).toHaveBeenCalledTimes(1);
  });

  it('holds no token: requests go to the page’s own origin as they are', () => {
    const platform = createDesktopPlatform(makeBridge().bridge);
    expect(JSON.stringify(Object.entries(platform))).not.toMatch(/token/i);
    expect(platform.kind).toBe('desktop');
  });
});
