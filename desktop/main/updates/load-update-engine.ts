import path from 'node:path';
import { type App, session } from 'electron';
import type { DesktopConfig } from '../ground/config.ts';
import type { UpdateEngine, UpdatesDeps } from './setup-updates.ts';
import { readUpdateConfig } from './update-config.ts';
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
  const { url, useMultipleRangeRequest } = await readUpdateConfig(
    path.join(process.resourcesPath, 'app-update.yml'),
    process.platform,
  );
  const network = session.fromPartition(UPDATER_PARTITION, { cache: false });
  // A feed on https could still redirect to a place that anybody on the way can change.
  network.webRequest.onBeforeRequest({ urls: ['http://*/*'] }, (_details, answer) => answer({ cancel: true }));
  const { autoUpdater, NsisUpdater } = await import('electron-updater');
  const { createUpdateFeed } = await import('./update-feed.ts');
  const { checkSignature } = await import('./check-signature.ts');
  if (autoUpdater instanceof NsisUpdater) autoUpdater.verifyUpdateCodeSignature = checkSignature;
  autoUpdater.setFeedURL(createUpdateFeed(url, useMultipleRangeRequest, network.fetch.bind(network)));
  return autoUpdater;
}
