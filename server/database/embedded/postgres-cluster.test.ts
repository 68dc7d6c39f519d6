import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepareCluster } from './postgres-cluster.ts';

const directories: string[] = [];
afterAll(() => Promise.all(directories.map((path) => rm(path, { recursive: true, force: true }))));

/** `initdb` would begin a cluster: here it only fails, so that a test sees whether it was called. */
const binaries = { initdb: '/bin/false', postgres: '/bin/false', pg_ctl: '/bin/false' };
const FOUND = 'found';
const BEGUN = 'could not create its files';
const ASKS = 'To begin with an empty one, remove';
const NO_PASSWORD = 'postgres-password is missing';

// cluster, password, marker, what a killed first start left
test.each([
  [true, true, true, false, FOUND],
  [true, true, false, false, FOUND],
  [true, true, true, true, FOUND],
  [true, true, false, true, FOUND],
  [true, false, true, false, NO_PASSWORD],
  [true, false, false, false, NO_PASSWORD],
  [true, false, true, true, NO_PASSWORD],
  [true, false, false, true, NO_PASSWORD],
  [false, true, true, false, ASKS],
  [false, true, false, false, ASKS],
  [false, true, true, true, ASKS],
  [false, true, false, true, BEGUN],
  [false, false, true, false, ASKS],
  [false, false, true, true, ASKS],
  [false, false, false, false, BEGUN],
  [false, false, false, true, BEGUN],
])(
  'cluster %s, password %s, marker %s, left half-made %s: %s',
  async (cluster, password, marker, partial, expected) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'parley-cluster-'));
    directories.push(dataDir);
    const directory = join(dataDir, 'postgres');
    // A mount point without its volume is an empty directory.
    await mkdir(directory);
    if (cluster) await writeFile(join(directory, 'PG_VERSION'), '18\n');
    if (password) await writeFile(join(dataDir, 'postgres-password'), 'the real one\n');
    if (marker) await writeFile(join(dataDir, 'postgres-made'), directory);
    if (partial) await mkdir(join(dataDir, 'postgres.partial-1'));

    const prepared = prepareCluster({ dataDir, home: dataDir, account: {} }, binaries);
    if (expected === FOUND) expect(await prepared).toEqual({ directory, password: 'the real one' });
    else await expect(prepared).rejects.toThrow(expected);

    if (password) expect(await readFile(join(dataDir, 'postgres-password'), 'utf8')).toBe('the real one\n');
    expect(await readdir(directory)).toEqual(cluster ? ['PG_VERSION'] : []);
    expect((await readdir(dataDir)).includes('postgres-made')).toBe(marker || expected === FOUND);
  },
);
