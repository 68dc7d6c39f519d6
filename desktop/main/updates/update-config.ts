import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { RefusedUpdate } from './why-update-failed.ts';

const config = z.object({
  url: z.url({ protocol: /^https$/ }),
  useMultipleRangeRequest: z.boolean().default(true),
  publisherName: z.array(z.string()).default([]),
});

/** Where updates come from: what electron-builder wrote into `app-update.yml`. */
export type UpdateConfig = z.infer<typeof config>;

/**
 * Reads `app-update.yml`.
 *
 * @throws RefusedUpdate when updates would come over plain http, or when nobody's signature would be checked on Windows, where
 * the updater takes a missing publisher for "any"
 */
export async function readUpdateConfig(file: string, platform: NodeJS.Platform): Promise<UpdateConfig> {
  const parsed = config.safeParse(parse(await readFile(file, 'utf8')));
  if (!parsed.success) throw new RefusedUpdate('app-update.yml names no host to update from.');
  const { publisherName } = parsed.data;
  const isSigned = publisherName.length > 0 && publisherName.every((name) => /^CN=.+,/.test(name));
  if (platform === 'win32' && !isSigned) throw new RefusedUpdate('app-update.yml does not name the publisher in full.');
  return parsed.data;
}
