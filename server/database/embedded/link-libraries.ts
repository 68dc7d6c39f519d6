import { readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

/** The package's own list, with paths from its root; a package of npm cannot carry links. */
const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Gives PostgreSQL's libraries the names that its programs look for, which are links and so not in the package. Its install
 * script would do the same; no script of a package is run here.
 *
 * @param native the package's folder of programs and libraries, or a copy of it.
 */
export async function linkLibraries(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of linkList.parse(JSON.parse(text)))
    await symlink(relative(dirname(target), source), join(native, relative('native', target))).catch(unlessThere);
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
