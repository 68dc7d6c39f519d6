import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { isSafeUpdateInfo } from '../main/updates/check-update-info.ts';

/** Fails a release whose update files the app would refuse: a malformed rollout share would otherwise mean "everyone". */
async function checkFeed(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => /^(?:latest|beta).*\.yml$/.test(name));
  if (names.length === 0) throw new Error('There are no update files to publish.');
  for (const name of names) {
    const info: unknown = parse(await readFile(path.join(directory, name), 'utf8'));
    if (!isSafeUpdateInfo(info)) throw new Error(`${name} is not an update file the app would take.`);
    process.stdout.write(`${name} is well formed.\n`);
  }
}

await checkFeed(process.argv[2] ?? 'release');
