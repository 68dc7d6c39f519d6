import type { App } from 'electron';

/**
 * Has the app start once more when it is gone.
 *
 * @param appImage the file an AppImage runs from: what it mounts is gone by then
 */
export function startAgain(app: App, appImage: string | undefined): void {
  app.relaunch(appImage === undefined ? {} : { execPath: appImage });
}
