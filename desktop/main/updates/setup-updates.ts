import type { AppUpdater } from 'electron-updater';
import type { Logger } from 'pino';
import type { UpdateState } from '../../ipc-contract.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import { isSystemNewEnough } from './update-support.ts';
import { MAX_INSTALLER_BYTES } from './update-file.ts';
import { RefusedUpdate, whyUpdateFailed } from './why-update-failed.ts';

const FIRST_CHECK_MS = 5000;
const FIRST_CHECK_SPREAD_MS = 25_000;
const CHECK_EVERY_MS = 12 * 60 * 60_000;
const SPREAD = 0.1;
/** A connection that comes and goes does not make a look of each time it came. */
const CHECK_AGAIN_MS = 10 * 60_000;

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
  | 'downloadUpdate'
  | 'quitAndInstall'
  | 'isUpdateSupported'
  | 'isUserWithinRollout'
>;

/** Keeps the app up to date: checks, downloads in the background, installs when the app quits or when asked. */
export interface Updates {
  state: () => UpdateState;
  /** Looks now, whatever the rollout share says. */
  checkNow: () => Promise<UpdateState>;
  /** Looks when the last look is half a day old: after sleep, or when the server is back. */
  checkIfStale: () => void;
  /** @returns false when there is nothing to install */
  restart: () => boolean;
  /** Installs nothing when the app quits now: the system is shutting down and would end the installer half way. */
  leaveForNextTime: () => void;
}

export interface UpdatesDeps {
  /** Loads the updater, or says why this copy of the app does not update itself. */
  engine: { load: () => Promise<UpdateEngine> } | { off: (UpdateState & { status: 'off' })['reason'] };
  channel: () => 'latest' | 'beta';
  /** The version that runs. */
  version: string;
  /** The version of the system, such as `13.6.1`. */
  systemVersion: () => string;
  onChange: (state: UpdateState) => void;
  /** An AppImage is getting the name of its next version, while the app quits. */
  onRenamed: (file: string) => void;
  scheduler: Scheduler;
  logger: Logger;
  random?: () => number;
}

/** Starts the schedule; the first look comes shortly after the start, so that it slows nothing down. */
export function setupUpdates(deps: UpdatesDeps): Updates {
  const { scheduler, logger } = deps;
  const random = deps.random ?? Math.random;
  const { version: running } = deps;
  let state: UpdateState =
    'off' in deps.engine
      ? { status: 'off', reason: deps.engine.off }
      : { status: 'idle', version: running, checkedAt: null };
  let checkedAt: number | null = null;
  let triedAt: number | null = null;
  let ready: string | null = null;
  let isLooking = false;
  let isLeaving = false;
  let download = { limit: 0, cancel: (): void => undefined, ended: Promise.resolve() };
  let engine: Promise<UpdateEngine> | null = null;
  let loaded: UpdateEngine | null = null;
  const become = (next: UpdateState): void => {
    // What waits to be installed still waits while a newer version is looked for.
    if (ready !== null && next.status !== 'ready') return;
    state = next;
    deps.onChange(next);
  };
  const fail = (error: unknown): void => {
    logger.warn({ err: error }, 'an update did not arrive');
    become({ status: 'failed', reason: whyUpdateFailed(error) });
  };
  const listen = (updater: UpdateEngine): UpdateEngine => {
    loaded = updater;
    updater.on('download-progress', ({ percent, transferred, total }) => {
      if (state.status !== 'downloading') return;
      if (Math.max(transferred, total) <= download.limit) return become({ ...state, percent: Math.round(percent) });
      download.cancel();
      fail(new RefusedUpdate('The installer is larger than its description.'));
    });
    updater.on('update-downloaded', ({ version }) => {
      updater.autoInstallOnAppQuit = !isLeaving;
      ready = version;
      become({ status: 'ready', version });
    });
    updater.on('appimage-filename-updated', deps.onRenamed);
    updater.on('error', (error) => {
      // A look that fails is also a promise that rejects.
      if (isLooking) return;
      // macOS checks the signature after the download; what it refuses cannot be installed.
      ready = null;
      fail(error);
    });
    return updater;
  };
  const load = async (source: { load: () => Promise<UpdateEngine> }): Promise<UpdateEngine> => {
    engine ??= source.load().then((updater) => listen(configure(updater)));
    try {
      return await engine;
    } catch (error) {
      engine = null;
      throw error;
    }
  };
  const look = async (updater: UpdateEngine, isManual: boolean): Promise<void> => {
    applyChannel(updater, deps.channel());
    let tooNew: UpdateState | null = null;
    updater.isUpdateSupported = ({ version, minimumSystemVersion: minimum }) => {
      if (minimum === undefined || isSystemNewEnough(deps.systemVersion(), minimum)) return true;
      tooNew = { status: 'unsupported', version, minimum };
      return false;
    };
    const withinRollout = updater.isUserWithinRollout;
    if (isManual) updater.isUserWithinRollout = () => true;
    become({ status: 'checking' });
    isLooking = true;
    const found = await updater.checkForUpdates().finally(() => {
      isLooking = false;
      updater.isUserWithinRollout = withinRollout;
    });
    checkedAt = scheduler.now();
    // A Linux copy that is neither an AppImage nor a package: nobody looked.
    if (found === null) return become({ status: 'off', reason: 'portable' });
    if (!found.isUpdateAvailable) {
      become(tooNew ?? { status: 'idle', version: running, checkedAt: new Date(checkedAt).toISOString() });
      return;
    }
    const { version, files } = found.updateInfo;
    if (version === ready) return;
    ready = null;
    const token = new (await import('builder-util-runtime')).CancellationToken();
    // One that was just broken off and is still being tidied up would be taken for the new one.
    await download.ended;
    become({ status: 'downloading', version, percent: 0 });
    // What was ready makes room for it, but the updater would still install it: an AppImage would be gone.
    updater.autoInstallOnAppQuit = false;
    download = {
      limit: Math.max(...files.map(({ size }) => size ?? MAX_INSTALLER_BYTES)),
      cancel: () => token.cancel(),
      // What goes wrong is also an event.
      ended: updater.downloadUpdate(token).then(
        () => undefined,
        () => undefined,
      ),
    };
  };
  const check = async (isManual: boolean): Promise<UpdateState> => {
    const isBusy = state.status === 'checking' || state.status === 'downloading';
    if ('off' in deps.engine || isBusy) return state;
    triedAt = scheduler.now();
    try {
      await look(await load(deps.engine), isManual);
    } catch (error) {
      fail(error);
    }
    return state;
  };
  const checkLater = (wait: number): void => {
    scheduler.after(wait, () => {
      void check(false);
      checkLater(CHECK_EVERY_MS * (1 - SPREAD + 2 * SPREAD * random()));
    });
  };
  if (!('off' in deps.engine)) checkLater(FIRST_CHECK_MS + FIRST_CHECK_SPREAD_MS * random());
  return {
    state: () => state,
    checkNow: () => check(true),
    checkIfStale: () => {
      if (triedAt === null || scheduler.now() - triedAt < CHECK_AGAIN_MS) return;
      if (checkedAt === null || scheduler.now() - checkedAt >= CHECK_EVERY_MS) void check(false);
    },
    leaveForNextTime: () => {
      isLeaving = true;
      if (loaded) loaded.autoInstallOnAppQuit = false;
    },
    restart: () => {
      if (state.status !== 'ready' || engine === null) return false;
      void engine.then((updater) => updater.quitAndInstall(true, true)).catch(fail);
      return true;
    },
  };
}

function configure(updater: UpdateEngine): UpdateEngine {
  updater.logger = null;
  // A version that is ready already would be downloaded and prepared again on every look.
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.disableWebInstaller = true;
  return updater;
}

function applyChannel(updater: UpdateEngine, channel: 'latest' | 'beta'): void {
  updater.channel = channel;
  // Setting a channel switches downgrades on; leaving beta waits for a newer stable version instead.
  updater.allowDowngrade = false;
  updater.allowPrerelease = channel === 'beta';
}
