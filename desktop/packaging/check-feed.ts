import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseUpdateFile } from '../main/updates/update-file.ts';

const UPDATE_FILE = /^(?<channel>latest|beta)(?:-linux|-mac)?\.yml$/;
const SYSTEMS = ['', '-linux', '-mac'];

/**
 * Fails a release whose update files the app would refuse, whose people it would miss, or which offers a beta to those
 * who did not ask for it: a malformed rollout share, for one, would mean "everyone".
 */
async function checkFeed(directory: string): Promise<void> {
  const there = await readdir(directory);
  const channels = new Set(there.map((name) => UPDATE_FILE.exec(name)?.groups?.['channel'] ?? ''));
  channels.delete('');
  if (channels.size === 0) throw new Error('There are no update files to publish.');
  for (const name of [...channels].flatMap((channel) => SYSTEMS.map((system) => `${channel}${system}.yml`))) {
    if (!there.includes(name)) throw new Error(`There is no ${name}.`);
    const { version, files } = parseUpdateFile(await readFile(path.join(directory, name), 'utf8'));
    if (name.startsWith('latest') && version.includes('-')) throw new Error(`${name} offers ${version} to everybody.`);
    const missing = files.find(({ url }) => !there.includes(url));
    if (missing !== undefined) throw new Error(`${name} names files that are not here: ${missing.url}`);
    process.stdout.write(`${name} describes ${version} well.\n`);
  }
}

await checkFeed(process.argv[2] ?? 'release');
