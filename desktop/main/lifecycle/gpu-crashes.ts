import { type App, dialog } from 'electron';
import type { Logger } from 'pino';
import type { Speech } from '../ground/speech.ts';
import type { ProfileStore } from '../ground/profile.ts';
import { startAgain } from './start-again.ts';

const WITHIN_MS = 60_000;
const MANY = 3;
const WITHOUT = 0;

interface GpuCrashesDeps {
  app: App;
  profile: ProfileStore;
  speech: Speech;
  isQuitting: () => boolean;
  /** The file an AppImage runs from. */
  appImage: string | undefined;
  logger: Logger;
  now: () => number;
}

/**
 * Offers to start without the graphics card when its process keeps crashing. Chromium gives up after a few more of these,
 * and the app with it, so the question is kept for the next start as well.
 */
export function watchGpuCrashes(deps: GpuCrashesDeps): void {
  const { app, profile } = deps;
  let recent: number[] = [];
  let wasAsked = false;
  const ask = async (): Promise<void> => {
    wasAsked = true;
    await profile.change({ isGpuFailing: true });
    const { gpu } = deps.speech.messages();
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: gpu.title,
      detail: gpu.text,
      buttons: [gpu.restartWithout, gpu.notNow],
      defaultId: 0,
      cancelId: 1,
    });
    await profile.change({ isGpuFailing: false });
    if (response !== WITHOUT) return;
    await profile.changeSettings({ hardwareAcceleration: false });
    startAgain(app, deps.appImage);
    app.quit();
  };
  const offer = (): void => {
    if (wasAsked || !profile.settings().hardwareAcceleration) return;
    void ask().catch((error: unknown) => deps.logger.warn({ err: error }, 'nobody could be asked about the graphics'));
  };
  if (profile.get().isGpuFailing) offer();
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'GPU' || reason === 'clean-exit' || deps.isQuitting()) return;
    recent = [...recent.filter((at) => deps.now() - at < WITHIN_MS), deps.now()];
    if (recent.length >= MANY) offer();
  });
}
