import { accessSync, constants } from 'node:fs';

/**
 * Why this copy of the app does not update itself.
 *
 * @param appImage path of the AppImage the app runs from, on Linux
 * @returns null when it does
 */
export function whyNotUpdating(deps: {
  isPackaged: boolean;
  isDisabled: boolean;
  isPortable: boolean;
  isStoreBuild: boolean;
  appImage: string | undefined;
}): string | null {
  if (!deps.isPackaged) return 'This is a development build.';
  if (deps.isDisabled) return 'Updates are switched off on this computer.';
  if (deps.isPortable) return 'The portable version does not update itself.';
  if (deps.isStoreBuild) return 'The store keeps this version up to date.';
  if (deps.appImage !== undefined && !isWritable(deps.appImage)) return 'The AppImage cannot be replaced where it is.';
  return null;
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
