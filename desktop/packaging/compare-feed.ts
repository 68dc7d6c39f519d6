import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { type UpdateFile, parseUpdateFile } from '../main/updates/update-file.ts';

const builderConfig = z.object({ publish: z.array(z.object({ url: z.url() })).min(1) });

/**
 * Fails when the update host offers anything but the newest release; only the share of the people may differ.
 *
 * @param directory where the release's own update files are
 */
async function compareFeed(directory: string, host: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yml'));
  if (names.length === 0) throw new Error('The release has no update files.');
  for (const name of names) {
    const response = await fetch(`${host}/${name}`, { cache: 'no-store', redirect: 'error' });
    if (!response.ok) throw new Error(`The update host answered ${response.status} for ${name}.`);
    const offered = parseUpdateFile(await response.text());
    const released = parseUpdateFile(await readFile(path.join(directory, name), 'utf8'));
    if (describe(offered) !== describe(released)) {
      throw new Error(`${name} on the update host is not what was released: it offers ${offered.version}.`);
    }
    process.stdout.write(`${name} offers ${offered.version}, as released.\n`);
  }
}

function describe({ stagingPercentage: _share, ...rest }: UpdateFile): string {
  return JSON.stringify(rest);
}

async function readHost(): Promise<string> {
  const file = fileURLToPath(new URL('../../electron-builder.yml', import.meta.url));
  const [first] = builderConfig.parse(parse(await readFile(file, 'utf8'))).publish;
  return first?.url ?? '';
}

await compareFeed(process.argv[2] ?? 'released', process.argv[3] ?? (await readHost()));
