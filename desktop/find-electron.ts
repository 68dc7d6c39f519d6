import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/**
 * Finds Electron's program without asking its npm package, which would download it.
 *
 * @returns null when it is not installed
 */
export function findElectron(): string | null {
  if (!existsSync(`${home}/path.txt`)) return null;
  const program = `${home}/dist/${readFileSync(`${home}/path.txt`, 'utf8').trim()}`;
  return existsSync(program) ? program : null;
}
