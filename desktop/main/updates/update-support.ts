import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { UpdateState } from '../../ipc-contract.ts';

type OffReason = (UpdateState & { status: 'off' })['reason'];

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
}): OffReason | null {
  if (!deps.isPackaged) return 'development';
  if (deps.isDisabled) return 'switched_off';
  if (deps.isPortable) return 'portable';
  if (deps.isStoreBuild) return 'store';
  if (deps.appImage !== undefined && !isReplaceable(deps.appImage)) return 'read_only';
  return null;
}

/**
 * Compares versions of systems, number by number. The updater itself compares with the kernel's version, which on macOS
 * counts differently.
 */
export function isSystemNewEnough(version: string, minimum: string): boolean {
  const has = version.split('.').map(Number);
  for (const [index, needed] of minimum.split('.').map(Number).entries()) {
    const difference = (has[index] ?? 0) - needed;
    // A version that cannot be read does not keep anybody from updates.
    if (difference !== 0) return !(difference < 0);
  }
  return true;
}

/** The updater removes the file and puts the new one beside it, so that both have to be writable. */
function isReplaceable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    accessSync(path.dirname(file), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
