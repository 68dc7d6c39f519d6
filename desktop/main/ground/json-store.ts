import { rename } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { readSmallJson, writeAtomically } from './atomic-file.ts';

const MAX_BYTES = 256 * 1024;

/** One JSON file of the profile: its value, and a way to replace it that survives crashes and read-only disks. */
export interface JsonStore<Value> {
  get: () => Value;
  set: (value: Value) => Promise<void>;
  /** Resolves when everything set so far is on disk, or given up on. */
  flush: () => Promise<void>;
}

/**
 * Opens a JSON file; a broken one is kept aside as `.bak` and the default is used.
 *
 * @param schema checks what is read; a file of a newer version that does not fit is kept aside as well
 */
export async function openJsonStore<Value>(
  file: string,
  schema: z.ZodType<Value>,
  fallback: Value,
  logger: Logger,
): Promise<JsonStore<Value>> {
  let value: Value = await read(file, schema, fallback, logger);
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    try {
      await writeAtomically(file, JSON.stringify(value, null, 2));
    } catch (error) {
      // The app goes on with what it holds in memory.
      logger.warn({ err: error, file }, 'a file of the profile cannot be written');
    }
  };
  return {
    get: () => value,
    set: (next) => {
      value = next;
      writing = writing.then(write);
      return writing;
    },
    flush: () => writing,
  };
}

async function read<Value>(file: string, schema: z.ZodType<Value>, fallback: Value, logger: Logger): Promise<Value> {
  const parsed = schema.safeParse(await readSmallJson(file, MAX_BYTES));
  if (parsed.success) return parsed.data;
  const wasKept = await rename(file, `${file}.bak`).then(
    () => true,
    () => false,
  );
  if (wasKept) logger.warn({ file }, 'a file of the profile could not be read; it was kept aside');
  return fallback;
}
