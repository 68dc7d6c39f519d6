import { type App, session } from 'electron';
import type { DesktopConfig } from '../config.ts';
import type { UpdateEngine, UpdatesDeps } from './setup-updates.ts';
import { whyNotUpdating } from './update-support.ts';

/** The session electron-updater downloads in. */
const UPDATER_PARTITION = 'electron-updater';

/** Chooses the updater of this platform, loaded only when it is first needed; or says why there is none. */
export function loadUpdateEngine(app: App, config: DesktopConfig): UpdatesDeps['engine'] {
  const off = whyNotUpdating({
    isPackaged: app.isPackaged,
    isDisabled: config.updatesDisabled,
    isPortable: config.portableDirectory !== undefined,
    isStoreBuild: process.mas || process.windowsStore,
    appImage: config.appImage,
  });
  return off === null ? { load } : { off };
}

async function load(): Promise<UpdateEngine> {
  // A feed on https could still redirect to a place that anybody on the way can change.
  session
    .fromPartition(UPDATER_PARTITION, { cache: false })
    .webRequest.onBeforeRequest({ urls: ['http://*/*'] }, (_details, answer) => answer({ cancel: true }));
  return (await import('electron-updater')).autoUpdater;
}
