import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackedPlatform } from './check-package.ts';

const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', 'ascii');
const FUSES = Buffer.concat([SENTINEL, Buffer.from([1, 9]), Buffer.from('101110011', 'ascii')]);
const HELPERS = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'];
const GENUINE_PE = fileURLToPath(new URL('../../node_modules/electron-winstaller/vendor/7z-x64.exe', import.meta.url));

/**
 * Makes a directory that electron-builder takes for an unpacked Electron: the real layout with fuse wires, no program.
 *
 * @returns the directory, for `electronDist`
 */
export async function makeStandInElectron(directory: string, platform: PackedPlatform): Promise<string> {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'LICENSE'), 'stand-in');
  await writeFile(path.join(directory, 'version'), '45.3.4');
  if (platform === 'darwin') await makeMac(directory);
  if (platform === 'win32') await makeWindows(directory);
  if (platform === 'linux') await makeLinux(directory);
  return directory;
}

async function makeLinux(directory: string): Promise<void> {
  await mkdir(path.join(directory, 'resources'));
  await writeFile(path.join(directory, 'electron'), Buffer.concat([Buffer.alloc(4096), FUSES, Buffer.alloc(64)]), {
    mode: 0o755,
  });
  await writeFile(path.join(directory, 'chrome-sandbox'), '');
}

async function makeMac(directory: string): Promise<void> {
  const contents = path.join(directory, 'Electron.app/Contents');
  await makeBundle(contents, 'Electron');
  await mkdir(path.join(contents, 'Resources'), { recursive: true });
  for (const suffix of HELPERS) {
    const name = `Electron Helper${suffix}`;
    await makeBundle(path.join(contents, `Frameworks/${name}.app/Contents`), name);
  }
  const framework = path.join(contents, 'Frameworks/Electron Framework.framework');
  await mkdir(path.join(framework, 'Versions/A'), { recursive: true });
  await writeFile(path.join(framework, 'Versions/A/Electron Framework'), Buffer.concat([Buffer.alloc(4096), FUSES]));
  await symlink('A', path.join(framework, 'Versions/Current'));
  await symlink('Versions/Current/Electron Framework', path.join(framework, 'Electron Framework'));
}

async function makeBundle(contents: string, name: string): Promise<void> {
  await mkdir(path.join(contents, 'MacOS'), { recursive: true });
  await writeFile(path.join(contents, `MacOS/${name}`), 'stand-in', { mode: 0o755 });
  const entries = { CFBundleExecutable: name, CFBundleIdentifier: 'com.github.Electron', CFBundleName: name };
  const xml = Object.entries(entries).map(([key, value]) => `<key>${key}</key><string>${value}</string>`);
  await writeFile(
    path.join(contents, 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict>${xml.join('')}</dict></plist>`,
  );
}

/** Bytes appended to a PE get lost when its resources are rewritten, so the wire goes into zeros inside a section. */
async function makeWindows(directory: string): Promise<void> {
  await mkdir(path.join(directory, 'resources'));
  const program = path.join(directory, 'electron.exe');
  await copyFile(GENUINE_PE, program);
  const bytes = await readFile(program);
  const room = bytes.indexOf(Buffer.alloc(FUSES.length + 64), 4096);
  if (room === -1) throw new Error('There is no run of zeros for the fuse wire in this program.');
  FUSES.copy(bytes, room + 32);
  await writeFile(program, bytes);
}
