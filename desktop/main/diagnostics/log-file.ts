import {
  chmodSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';

const MAX_BYTES = 5 * 1024 * 1024;
const ARCHIVES = 5;
/** Whoever puts a link in the log's place gets nothing written through it. */
const APPEND = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);

/** Writes lines to a file only its owner can read, and keeps five older ones when it grows; never throws. */
export interface LogFile {
  write: (line: string) => void;
}

/** Where the logs are, in the profile of this app. */
export function logDirectory(app: App): string {
  return path.join(app.getPath('userData'), 'logs');
}

/** Opens `parley.log` in a directory. */
export function openLogFile(directory: string, maxBytes = MAX_BYTES): LogFile {
  const file = path.join(directory, 'parley.log');
  let size: number | null = null;
  return {
    write: (line) => {
      try {
        size ??= prepare(file);
        const bytes = Buffer.byteLength(line);
        if (size > 0 && size + bytes > maxBytes) {
          archive(file);
          size = 0;
        }
        append(file, line);
        size += bytes;
      } catch {
        // A full or read-only disk must not take the app down with it.
      }
    },
  };
}

function append(file: string, line: string): void {
  const descriptor = openSync(file, APPEND, 0o600);
  try {
    if (fstatSync(descriptor).nlink > 1) throw new Error('The log file has another name as well.');
    writeSync(descriptor, line);
  } finally {
    closeSync(descriptor);
  }
}

/** @returns the bytes the file has already */
function prepare(file: string): number {
  const directory = path.dirname(file);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (lstatSync(directory).isSymbolicLink()) throw new Error('The log directory is a link.');
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isFile() || found.nlink > 1) {
    archive(file);
    return 0;
  }
  if ((found.mode & 0o077) !== 0) chmodSync(file, 0o600);
  return found.size;
}

function archive(file: string): void {
  rmSync(`${file}.${ARCHIVES}`, { force: true, recursive: true });
  for (let number = ARCHIVES - 1; number >= 1; number -= 1) {
    if (lstatSync(`${file}.${number}`, { throwIfNoEntry: false }))
      renameSync(`${file}.${number}`, `${file}.${number + 1}`);
  }
  renameSync(file, `${file}.1`);
}
