import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
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
          size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
        }
        if (size > maxBytes) {
          archive(file);
          size = 0;
        }
        appendFileSync(file, line, { mode: 0o600 });
        size += Buffer.byteLength(line);
      } catch {
        // A full or read-only disk must not take the app down with it.
      }
    },
  };
}

function archive(file: string): void {
  rmSync(`${file}.${KEPT_FILES - 1}`, { force: true });
  for (let number = KEPT_FILES - 2; number >= 1; number -= 1) {
    if (statSync(`${file}.${number}`, { throwIfNoEntry: false }))
      renameSync(`${file}.${number}`, `${file}.${number + 1}`);
  }
  renameSync(file, `${file}.1`);
}
