import type { AppUpdater } from 'electron-updater';
import type { Logger } from 'pino';
import type { UpdateState } from '../../ipc-contract.ts';
import type { Scheduler } from '../scheduler.ts';
import { isSafeUpdateInfo } from './check-update-info.ts';

const FIRST_CHECK_MS = 5000;
const FIRST_CHECK_SPREAD_MS = 25_000;
const CHECK_EVERY_MS = 12 * 60 * 60_000;
const SPREAD = 0.1;

/** The part of electron-updater that is used. */
export type UpdateEngine = Pick<
  AppUpdater,
  | 'autoDownload'
  | 'autoInstallOnAppQuit'
  | 'disableWebInstaller'
  | 'channel'
  | 'allowDowngrade'
  | 'allowPrerelease'
  | 'logger'
  | 'on'
  | 'checkForUpdates'
  | 'quitAndInstall'
  | 'isUpdateSupported'
  | 'isUserWithinRollout'
>;

/** Keeps the app up to date: checks, downloads in the background, installs when the app quits or when asked. */
export interface Updates {
  state: () => UpdateState;
  /** Looks now, whatever the rollout share says. */
  checkNow: () => Promise<UpdateState>;
  /** Looks when the last look is half a day old: after sleep. */
  checkIfStale: () => void;
  /** @returns false when there is nothing to install */
  restart: () => boolean;
}

/** What updating needs. */
export interface UpdatesDeps {
  /** Loads the updater, or says why this copy of the app does not update itself. */
  engine: { load: () => Promise<UpdateEngine> } | { off: string };
  channel: () => 'latest' | 'beta';
  /** Before windows are closed for the installer. */
  announceQuit: () => void;
  onChange: (state: UpdateState) => void;
  scheduler: Scheduler;
  logger: Logger;
  random?: () => number;
}

/** Starts the schedule; the first look comes shortly after the start, so that it slows nothing down. */
export function setupUpdates(deps: UpdatesDeps): Updates {
  const random = deps.random ?? Math.random;
  let state: UpdateState =
    'off' in deps.engine ? { status: 'off', reason: deps.engine.off } : { status: 'idle', checkedAt: null };
  let checkedAt: number | null = null;
  let engine: Promise<UpdateEngine> | null = null;
  const become = (next: UpdateState): void => {
    state = next;
    deps.onChange(next);
  };
  const load = (): Promise<UpdateEngine> | null => {
    if ('off' in deps.engine) return null;
    engine ??= deps.engine.load().then((loaded) => configure(loaded, deps, become, () => state));
    return engine;
  };
  const check = async (isManual: boolean): Promise<UpdateState> => {
    const loading = load();
    if (!loading || state.status === 'ready' || state.status === 'downloading') return state;
    try {
      const updater = await loading;
      applyChannel(updater, deps.channel());
      const withinRollout = updater.isUserWithinRollout;
      if (isManual) updater.isUserWithinRollout = () => true;
      become({ status: 'checking' });
      const found = await updater.checkForUpdates().finally(() => {
        updater.isUserWithinRollout = withinRollout;
      });
      checkedAt = deps.scheduler.now();
      if (found?.isUpdateAvailable !== true) become({ status: 'idle', checkedAt: new Date(checkedAt).toISOString() });
      found?.downloadPromise?.catch(() => undefined);
    } catch (error) {
      deps.logger.warn({ err: error }, 'looking for updates did not work');
      become({ status: 'failed', message: 'Parley could not look for updates. It will try again by itself.' });
    }
    return state;
  };
  const checkLater = (wait: number): void => {
    deps.scheduler.after(wait, () => {
      void check(false);
      checkLater(CHECK_EVERY_MS * (1 - SPREAD + 2 * SPREAD * random()));
    });
  };
  if (!('off' in deps.engine)) checkLater(FIRST_CHECK_MS + FIRST_CHECK_SPREAD_MS * random());
  return {
    state: () => state,
    checkNow: () => check(true),
    checkIfStale: () => {
      if (checkedAt !== null && deps.scheduler.now() - checkedAt >= CHECK_EVERY_MS) void check(false);
    },
    restart: () => {
      if (state.status !== 'ready' || engine === null) return false;
      deps.announceQuit();
      void engine.then((updater) => updater.quitAndInstall(true, true));
      return true;
    },
  };
}

function configure(
  updater: UpdateEngine,
  deps: UpdatesDeps,
  become: (state: UpdateState) => void,
  current: () => UpdateState,
): UpdateEngine {
  updater.logger = null;
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.disableWebInstaller = true;
  const isSupported = updater.isUpdateSupported;
  updater.isUpdateSupported = (info) => {
    if (isSafeUpdateInfo(info)) return isSupported(info);
    deps.logger.error('the update feed is not one to trust');
    throw new Error('The update feed is malformed.');
  };
  updater.on('update-available', ({ version }) => become({ status: 'downloading', version, percent: 0 }));
  updater.on('download-progress', ({ percent }) => {
    const { status, version } = { version: '', ...current() };
    if (status === 'downloading') become({ status, version, percent: Math.round(percent) });
  });
  updater.on('update-downloaded', ({ version }) => become({ status: 'ready', version }));
  updater.on('error', (error) => {
    deps.logger.warn({ err: error }, 'an update did not arrive');
    become({ status: 'failed', message: 'The update could not be downloaded. Parley will try again by itself.' });
  });
  return updater;
}

function applyChannel(updater: UpdateEngine, channel: 'latest' | 'beta'): void {
  updater.channel = channel;
  // Setting a channel switches downgrades on; leaving beta waits for a newer stable version instead.
  updater.allowDowngrade = false;
  updater.allowPrerelease = channel === 'beta';
}
