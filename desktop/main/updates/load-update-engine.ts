import type { App } from 'electron';
import type { DesktopConfig } from '../config.ts';
import type { UpdatesDeps } from './setup-updates.ts';
import { whyNotUpdating } from './update-support.ts';

/** Chooses the updater of this platform, loaded only when it is first needed; or says why there is none. */
export function loadUpdateEngine(app: App, config: DesktopConfig): UpdatesDeps['engine'] {
  const off = whyNotUpdating({
    isPackaged: app.isPackaged,
    isDisabled: config.updatesDisabled,
    isPortable: config.portableDirectory !== undefined,
    isStoreBuild: process.mas || process.windowsStore,
    appImage: config.appImage,
  });
  if (off !== null) return { off };
  return { load: async () => (await import('electron-updater')).autoUpdater };
}
