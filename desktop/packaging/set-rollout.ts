import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { parseUpdateFile } from '../main/updates/update-file.ts';

// What is empty would count as 0.
const share = z
  .string()
  .regex(/^(?:100|[1-9]?\d)$/)
  .transform(Number);

/**
 * Writes into update files to how many people in a hundred an update goes; the app takes the files it makes, or nothing
 * is written.
 */
async function setRollout(directory: string, wanted: string | undefined): Promise<void> {
  const stagingPercentage = share.parse(wanted);
  const names = (await readdir(directory)).filter((name) => /^(?:latest|beta).*\.yml$/.test(name));
  if (names.length === 0) throw new Error('There are no update files here.');
  for (const name of names) {
    const file = path.join(directory, name);
    const info: unknown = parse(await readFile(file, 'utf8'));
    const text = stringify({ ...z.record(z.string(), z.unknown()).parse(info), stagingPercentage }, { lineWidth: 0 });
    const { version } = parseUpdateFile(text);
    await writeFile(file, text);
    process.stdout.write(`${name}: ${version} goes to ${stagingPercentage} in a hundred.\n`);
  }
}

await setRollout(process.argv[2] ?? 'release', process.argv[3]);
