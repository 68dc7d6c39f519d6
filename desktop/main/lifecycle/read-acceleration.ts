import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const MAX_BYTES = 1024 * 1024;
const profileFile = z.object({ settings: z.object({ hardwareAcceleration: z.boolean() }) });

/**
 * Whether the graphics card may be used. That has to be known before Electron is ready, which waits for no promise, so
 * the profile is read here a first time.
 */
export function isAccelerationWanted(directory: string): boolean {
  const file = path.join(directory, 'profile.json');
  try {
    if (statSync(file).size > MAX_BYTES) return true;
    return profileFile.parse(JSON.parse(readFileSync(file, 'utf8'))).settings.hardwareAcceleration;
  } catch {
    return true;
  }
}
