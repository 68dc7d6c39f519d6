import { constants } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { randomUUID } from 'node:crypto';

/**
 * Replaces a file so that a crash leaves either the old content or the new one. Only the owner can read it.
 *
 * @throws the file system's error when the directory cannot be written
 */
export async function writeAtomically(file: string, content: string): Promise<void> {
  const directory = path.dirname(file);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const temporary = path.join(directory, `.${path.basename(file)}.${randomUUID()}`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads a small file of ours; anything unusual (a link, a directory, too large, unreadable) counts as absent.
 *
 * @param maxBytes larger files are not read at all
 */
export async function readSmallFile(file: string, maxBytes: number): Promise<string | null> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const found = await handle.stat();
      return found.isFile() && found.size <= maxBytes ? await handle.readFile('utf8') : null;
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

/** Reads a small JSON file of ours; undefined for what is absent or no JSON. */
export async function readSmallJson(file: string, maxBytes: number): Promise<unknown> {
  try {
    return JSON.parse((await readSmallFile(file, maxBytes)) ?? '');
  } catch {
    return undefined;
  }
}
