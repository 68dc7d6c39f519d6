import { constants } from 'node:fs';
import { type FileHandle, open, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { readRecentErrors } from './recent-errors.ts';
import { redact, redactLine } from './redact.ts';

const MAX_LOG_BYTES = 5 * 1024 * 1024;

/**
 * Writes a zip of the logs, redacted once more, the last twenty errors, and what runs here. Crash dumps stay where they
 * are: they hold whatever was in memory.
 *
 * @param facts versions and states; nothing a person wrote
 */
export async function exportDiagnostics(
  target: string,
  logDirectory: string,
  facts: Record<string, unknown>,
): Promise<void> {
  const names = (await readdir(logDirectory).catch(() => [])).filter((name) => /^parley\.log(?:\.[1-5])?$/.test(name));
  const newestFirst = names.toSorted();
  const logs = await Promise.all(
    newestFirst.map(async (name) => [name, redactLog(await readEnd(path.join(logDirectory, name)))] as const),
  );
  const errors = readRecentErrors(logs.toReversed().map(([, text]) => text));
  const files = {
    'about.json': redact(JSON.stringify(facts, null, 2)),
    'errors.json': JSON.stringify(errors, null, 2),
    ...Object.fromEntries(logs.map(([name, text]) => [`logs/${name}`, text])),
  };
  const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  await writeFile(target, zip, { mode: 0o600 });
}

function redactLog(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(redactLine)
    .join('');
}

/** The end of a file, from the first whole line on: what a log is about to say is at its end. */
async function readEnd(file: string): Promise<string> {
  let handle: FileHandle | null = null;
  try {
    // What is no log of ours but a link to something else stays out.
    handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const { size, nlink } = await handle.stat();
    if (nlink > 1) return '';
    const length = Math.min(size, MAX_LOG_BYTES);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const text = buffer.toString('utf8', 0, bytesRead);
    return length === size ? text : text.slice(text.indexOf('\n') + 1);
  } catch {
    // A directory in its place, or a file that is gone by now.
    return '';
  } finally {
    await handle?.close();
  }
}
