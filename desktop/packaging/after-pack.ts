import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import type { AfterPackContext } from 'app-builder-lib';

const ALLOWED = /^\/(?:package\.json|out(?:\/(?:main|preload|renderer)(?:\/.*)?)?)$/;
const FORBIDDEN = /\.(?:map|ts|tsx|test\.js|env)$|node_modules|\.git(?:\/|$)/;

/**
 * Checks what went into the app, and forbids plain http on macOS; runs before fuses are set and anything is signed.
 *
 * @throws Error that names every file which must not be shipped
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const resources = context.packager.getResourcesDir(context.appOutDir);
  const wrong = findForbidden(listPackage(path.join(resources, 'app.asar'), { isPack: false }));
  if (wrong.length > 0) throw new Error(`These files must not be in app.asar: ${wrong.join(', ')}`);
  if (context.electronPlatformName === 'darwin') await tightenTransportSecurity(path.join(resources, '../Info.plist'));
}

/** Picks the paths that must not be in an app.asar. */
export function findForbidden(paths: string[]): string[] {
  return paths.map((each) => each.replaceAll('\\', '/')).filter((each) => !ALLOWED.test(each) || FORBIDDEN.test(each));
}

/** electron-builder allows arbitrary loads after it merged our own Info.plist entries, so only a hook can undo it. */
async function tightenTransportSecurity(infoPlist: string): Promise<void> {
  const text = await readFile(infoPlist, 'utf8');
  const strict = text.replace(/(<key>NSAllowsArbitraryLoads<\/key>\s*)<true\s*\/>/, '$1<false/>');
  await writeFile(infoPlist, strict);
}
