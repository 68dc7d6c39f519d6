import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseUpdateFile } from '../main/updates/update-file.ts';

/** Fails a release whose update files the app would refuse: a malformed rollout share would otherwise mean "everyone". */
async function checkFeed(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => /^(?:latest|beta).*\.yml$/.test(name));
  if (names.length === 0) throw new Error('There are no update files to publish.');
  for (const name of names) {
    const { version, files } = parseUpdateFile(await readFile(path.join(directory, name), 'utf8'));
    const there = await readdir(directory);
    const missing = files.filter(({ url }) => !there.includes(url));
    if (missing.length > 0) throw new Error(`${name} names files that are not here: ${missing[0]?.url}`);
    process.stdout.write(`${name} describes ${version} well.\n`);
  }
}

await checkFeed(process.argv[2] ?? 'release');
