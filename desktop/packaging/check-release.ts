import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type PackedPlatform, checkPackage, checkUpdateConfig } from './check-package.ts';

const DIRECTORIES: Record<PackedPlatform, RegExp> = {
  linux: /^linux(?:-\w+)?-unpacked$/,
  win32: /^win(?:-\w+)?-unpacked$/,
  darwin: /^mac(?:-\w+)?$/,
};

/** Fails a release when one of the apps electron-builder packed on this system is not what it should be. */
async function checkRelease(release: string, platform: string): Promise<void> {
  if (!isPacked(platform)) throw new Error(`Nothing is packed for ${platform}.`);
  const names = (await readdir(release)).filter((name) => DIRECTORIES[platform].test(name));
  if (names.length === 0) throw new Error(`There is no packed app in ${release}.`);
  for (const name of names) {
    const problems = await checkPackage(platform, path.join(release, name));
    if (problems.length > 0) throw new Error(`${name}: ${problems.join('; ')}`);
    await checkUpdateConfig(platform, path.join(release, name));
    process.stdout.write(`${name} is as it should be.\n`);
  }
}

function isPacked(platform: string): platform is PackedPlatform {
  return Object.hasOwn(DIRECTORIES, platform);
}

await checkRelease(process.argv[2] ?? 'release', process.platform);
