import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const MIN_BYTES = 1024;

/**
 * Puts a `.br` and a `.gz` beside each text of the build, as small as they get, so that the server never has to. It goes
 * by what is on disk: other plugins still write into the texts after they were put together.
 */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|html)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const path = join(dir, name);
          const bytes = await readFile(path);
          if (bytes.length < MIN_BYTES) return;
          await writeFile(`${path}.br`, await toBrotli(bytes));
          await writeFile(`${path}.gz`, await toGzip(bytes, { level: 9 }));
        }),
      );
    },
  };
}
