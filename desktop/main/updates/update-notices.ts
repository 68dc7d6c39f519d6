import { type BrowserWindow, Notification, dialog } from 'electron';
import type { UpdateState } from '../../ipc-contract.ts';
import type { Speech } from '../ground/speech.ts';
import { isQuiet } from '../notifications/is-quiet.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import type { PendingUpdate, ProfileStore } from '../ground/profile.ts';
import { localDay, nextNotice } from './next-notice.ts';

const LOOK_EVERY_MS = 60 * 60_000;

/** Tells a person about updates without getting in their way. */
export interface UpdateNotices {
  /** Says what is to be said now, if anything: the state changed, or somebody is in front of the window. */
  remind: () => void;
}

export interface UpdateNoticesDeps {
  state: () => UpdateState;
  profile: ProfileStore;
  speech: Speech;
  mainWindow: () => BrowserWindow | null;
  restart: () => void;
  /** Shows the settings, which say more. */
  openSettings: () => void;
  scheduler: Scheduler;
}

/** Looks every hour whether something is to be said; what was said is in the profile, so that a restart repeats nothing. */
export function setupUpdateNotices(deps: UpdateNoticesDeps): UpdateNotices {
  const { profile, speech, scheduler } = deps;
  // A notification that is garbage collected never reports its click.
  let shown: Notification | null = null;
  let isAsking = false;
  // What is not said now is said when notifications are wanted again.
  const isQuietNow = (): boolean => isQuiet(profile.settings(), scheduler.now());
  const notify = (title: string, body: string, onClick: () => void): void => {
    shown = new Notification({ title, body });
    shown.on('click', onClick);
    shown.show();
  };
  const ask = async (window: BrowserWindow, version: string): Promise<void> => {
    const words = speech.messages().update;
    isAsking = true;
    const { response } = await dialog
      .showMessageBox(window, {
        type: 'info',
        message: words.ready(version),
        detail: words.waitingText,
        buttons: [words.restartNow, words.later],
        defaultId: 0,
        cancelId: 1,
      })
      .finally(() => {
        isAsking = false;
      });
    if (response === 0) deps.restart();
  };
  const remindOfReady = (version: string): void => {
    const pending = pendingFor(version, profile, scheduler.now());
    const window = visible(deps.mainWindow());
    const day = localDay(scheduler.now());
    const notice = nextNotice(pending, scheduler.now(), day, window !== null && !isAsking);
    if (notice === null || (notice === 'notification' && isQuietNow())) return;
    const wasAsked = pending.wasAsked || notice === 'question';
    void profile.change({ pendingUpdate: { ...pending, announcedOn: day, wasAsked } });
    const words = speech.messages().update;
    if (notice === 'notification') notify(words.ready(version), words.readyText, deps.restart);
    else if (window !== null) void ask(window, version);
  };
  const remindOfSystem = (version: string): void => {
    const name = `unsupported-${version}`;
    const { shownNotices } = profile.get();
    if (shownNotices.includes(name) || isQuietNow()) return;
    void profile.change({ shownNotices: [...shownNotices, name].slice(-100) });
    const words = speech.messages().update;
    notify(words.unsupported(version), words.unsupportedText, deps.openSettings);
  };
  const remind = (): void => {
    const state = deps.state();
    if (state.status === 'ready') remindOfReady(state.version);
    if (state.status === 'unsupported') remindOfSystem(state.version);
  };
  scheduler.every(LOOK_EVERY_MS, remind);
  return { remind };
}

function pendingFor(version: string, profile: ProfileStore, now: number): PendingUpdate {
  const { pendingUpdate } = profile.get();
  if (pendingUpdate?.version === version) return pendingUpdate;
  return { version, readySince: new Date(now).toISOString(), announcedOn: null, wasAsked: false };
}

/** A question on a window nobody sees would wait there, unseen, until it is in the way. */
function visible(window: BrowserWindow | null): BrowserWindow | null {
  return window?.isVisible() === true && !window.isMinimized() ? window : null;
}
