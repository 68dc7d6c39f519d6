import { protocol } from 'electron';
import { APP_SCHEME } from '../ground/app-origin.ts';

/** Makes `parley://app` a secure standard origin; Electron honours one such call, made before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}
