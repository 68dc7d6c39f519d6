import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { linkLibraries } from './link-libraries.ts';

test('gives libraries their other names, once, and leaves what is there', async () => {
  const native = await mkdtemp(join(tmpdir(), 'parley-native-'));
  onTestFinished(() => rm(native, { recursive: true, force: true }));
  await linkLibraries(native);
  await mkdir(join(native, 'lib', 'old'), { recursive: true });
  const links = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/old/libpq.so' },
  ];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  for (let time = 0; time < 2; time += 1) await linkLibraries(native);
  expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
  expect(await readlink(join(native, 'lib', 'old', 'libpq.so'))).toBe(join('..', 'libpq.so.5.18'));
});
