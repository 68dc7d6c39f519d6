import {
  appendFileSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 5;

/** Writes lines to a file only its owner can read, and keeps the last five when it grows; never throws. */
export interface LogFile {
  write: (line: string) => void;
  directory: string;
}

/** Opens `parley.log` in a directory. */
export function openLogFile(directory: string, maxBytes = MAX_BYTES): LogFile {
  const file = path.join(directory, 'parley.log');
  let size: number | null = null;
  return {
    directory,
    write: (line) => {
      try {
        if (size === null) {
          mkdirSync(directory, { recursive: true, mode: 0o700 });
          if (lstatSync(directory).isSymbolicLink()) throw new Error('The log directory is a link.');
          size = lstatSync(file, { throwIfNoEntry: false })?.size ?? 0;
        }
        if (size > maxBytes) {
          archive(file);
          size = 0;
        }
        append(file, line);
        size += Buffer.byteLength(line);
      } catch {
        // A full or read-only disk must not take the app down with it.
      }
    },
  };
}

/** Appends to the file itself: never through a link, and never to a file that has another name as well. */
function append(file: string, line: string): void {
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0);
  const descriptor = openSync(file, flags, 0o600);
  try {
    if (fstatSync(descriptor).nlink > 1) throw new Error('The log file is a link.');
    appendFileSync(descriptor, line);
  } finally {
    closeSync(descriptor);
  }
}

function archive(file: string): void {
  rmSync(`${file}.${KEPT_FILES - 1}`, { force: true });
  for (let number = KEPT_FILES - 2; number >= 1; number -= 1) {
    if (statSync(`${file}.${number}`, { throwIfNoEntry: false }))
      renameSync(`${file}.${number}`, `${file}.${number + 1}`);
  }
  renameSync(file, `${file}.1`);
}
