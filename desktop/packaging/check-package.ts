import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { getRawHeader, listPackage } from '@electron/asar';
import { readUpdateConfig } from '../main/updates/update-config.ts';
import { findForbidden } from './after-pack.ts';

/** Every fuse of this Electron, in its order: what is off, on, or left alone. */
export const EXPECTED_FUSES = '010011001';
export const MAX_ASAR_BYTES = 8 * 1024 * 1024;

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const LICENSES = ['main.md', 'pages.md', 'parley.txt'];

/** The platforms electron-builder packs for. */
export type PackedPlatform = 'darwin' | 'linux' | 'win32';

/** Where the parts of a packed app are, below the directory electron-builder packed it into. */
export const LAYOUT: Record<PackedPlatform, { program: string; fuses: string; resources: string; integrity: string }> =
  {
    linux: { program: 'parley', fuses: 'parley', resources: 'resources', integrity: '' },
    win32: { program: 'Parley.exe', fuses: 'Parley.exe', resources: 'resources', integrity: 'Parley.exe' },
    darwin: {
      program: 'Parley.app/Contents/MacOS/Parley',
      fuses: 'Parley.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Electron Framework',
      resources: 'Parley.app/Contents/Resources',
      integrity: 'Parley.app/Contents/Info.plist',
    },
  };

/**
 * Reads a packed app back: what counts is what is in it, not what the configuration says.
 *
 * @param directory such as `release/linux-unpacked`
 * @returns what is wrong with it, a sentence each
 */
export async function checkPackage(platform: PackedPlatform, directory: string): Promise<string[]> {
  const layout = LAYOUT[platform];
  const resources = path.join(directory, layout.resources);
  const asar = path.join(resources, 'app.asar');
  const wires = readFuseWires(await readFile(path.join(directory, layout.fuses)));
  const forbidden = findForbidden(listPackage(asar, { isPack: false }));
  const { size } = await stat(asar);
  const licenses = new Set<string>(await readdir(path.join(resources, 'licenses')).catch(() => []));
  const missing = LICENSES.filter((name) => !licenses.has(name));
  const problems = [
    // A universal app has one wire for each processor.
    wires.length > 0 && wires.every((wire) => wire === EXPECTED_FUSES) ? '' : `its fuses are ${wires.join(', ')}`,
    forbidden.length === 0 ? '' : `app.asar has what nobody meant: ${forbidden.join(', ')}`,
    size <= MAX_ASAR_BYTES ? '' : `app.asar has ${size} bytes`,
    missing.length === 0 ? '' : `licences are missing: ${missing.join(', ')}`,
    (await hasIntegrity(asar, layout.integrity && path.join(directory, layout.integrity)))
      ? ''
      : 'the hash of app.asar is not where the system looks for it',
  ];
  return problems.filter((problem) => problem !== '');
}

/**
 * Checks that a packed app finds its updates, and whose signature they need.
 *
 * @throws Error when it does not
 */
export async function checkUpdateConfig(platform: PackedPlatform, directory: string): Promise<void> {
  await readUpdateConfig(path.join(directory, LAYOUT[platform].resources, 'app-update.yml'), platform);
}

/** Finds the fuse wires in a program; each a digit a fuse. */
export function readFuseWires(program: Buffer): string[] {
  const wires: string[] = [];
  for (let at = program.indexOf(SENTINEL); at !== -1; at = program.indexOf(SENTINEL, at + 1)) {
    const length = program[at + SENTINEL.length + 1] ?? 0;
    const start = at + SENTINEL.length + 2;
    wires.push(program.toString('ascii', start, start + length));
  }
  return wires;
}

async function hasIntegrity(asar: string, place: string): Promise<boolean> {
  // Linux checks nothing.
  if (place === '') return true;
  const hash = createHash('sha256').update(getRawHeader(asar).headerString).digest('hex');
  const bytes = await readFile(place);
  return bytes.includes(hash) || bytes.includes(Buffer.from(hash, 'utf16le'));
}
