import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const TIMEOUT_MS = 2000;
const run = promisify(execFile);

/**
 * Whether a Linux desktop shows tray icons; Electron makes them there whether anybody shows them or not.
 *
 * @returns true wherever it cannot be found out
 */
export async function hasTrayHost(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const bus = ['--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'];
  const question = ['--method', 'org.freedesktop.DBus.NameHasOwner', 'org.kde.StatusNotifierWatcher'];
  try {
    const { stdout } = await run('gdbus', ['call', ...bus, ...question], { timeout: TIMEOUT_MS });
    return !stdout.includes('false');
  } catch {
    return true;
  }
}
