import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const MIN_BYTES = 1024;

/** Writes a `.br` and a `.gz` beside each text the build makes, as small as they get, so that the server never has to. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const texts = Object.values(bundle).map((file) => ({
        name: file.fileName,
        bytes: Buffer.from(file.type === 'chunk' ? file.code : file.source),
      }));
      const worthIt = texts.filter(({ name, bytes }) => /\.(js|css|html)$/.test(name) && bytes.length >= MIN_BYTES);
      await Promise.all(
        worthIt.map(async ({ name, bytes }) => {
          const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
          this.emitFile({ type: 'asset', fileName: `${name}.br`, source: await brotli(bytes, options) });
          this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: await zip(bytes, { level: 9 }) });
        }),
      );
    },
  };
}
