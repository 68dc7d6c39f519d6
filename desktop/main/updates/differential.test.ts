import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildBlockMap } from 'app-builder-lib/out/targets/blockmap/blockmap.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type UpdateFeed, describeUpdate, serveRanges, sha512, startUpdateFeed } from '../../testing/update-feed.ts';
import { type TestClock, createTestClock, startUpdates } from '../../testing/updates-under-test.ts';

const url = 'Parley-1.1.0.exe';
const SIZE = 2_000_000;

let feed: UpdateFeed;
let clock: TestClock;
beforeEach(async () => {
  feed = await startUpdateFeed();
  clock = createTestClock();
});
afterEach(() => feed.close());

/** Two versions that differ in three places. */
function makeVersions(): { old: Buffer; next: Buffer } {
  const old = randomBytes(SIZE);
  const next = Buffer.from(old);
  for (const at of [100_000, 900_000, 1_700_000]) randomBytes(2000).copy(next, at);
  return { old, next };
}

const bytesOf = (name: string): number =>
  feed.seen.filter((request) => request.path === `/${name}`).reduce((sum, { bytes }) => sum + bytes(), 0);

describe('E-82 a Windows update on a host that knows', () => {
  const publish = async (ranges: 'none' | 'one' | 'several'): Promise<Buffer> => {
    const { old, next } = makeVersions();
    const cache = path.join(feed.home, 'cache');
    await mkdir(cache);
    // The installer keeps itself there for the next update.
    await writeFile(path.join(cache, 'installer.exe'), old);
    const file = path.join(feed.home, 'next.exe');
    await writeFile(file, next);
    await writeFile(path.join(feed.home, 'old.exe'), old);
    await buildBlockMap(file, 'gzip', `${file}.blockmap`);
    await buildBlockMap(path.join(feed.home, 'old.exe'), 'gzip', path.join(feed.home, 'old.blockmap'));
    const [oldMap, newMap] = await Promise.all([
      readFile(path.join(feed.home, 'old.blockmap')),
      readFile(`${file}.blockmap`),
    ]);
    feed.files.set('/Parley-1.0.0.exe.blockmap', (response) => void response.end(oldMap));
    feed.files.set(`/${url}.blockmap`, (response) => void response.end(newMap));
    feed.files.set(`/${url}`, serveRanges(next, ranges));
    const text = describeUpdate({ files: [{ url, sha512: sha512(next), size: next.length }] });
    feed.files.set('/latest.yml', (response) => void response.end(text));
    return next;
  };
  const update = async (isSeveralRangesPossible: boolean): Promise<Buffer> => {
    const { updates, settle } = startUpdates(clock, feed.createUpdater('1.0.0', isSeveralRangesPossible));
    await updates.checkNow();
    await settle('ready');
    return readFile(path.join(feed.home, 'cache/pending', url));
  };

  it('several ranges in one request fetches what changed in one', async () => {
    const next = await publish('several');
    expect((await update(true)).equals(next)).toBe(true);
    expect(feed.seen.filter((request) => request.path === `/${url}`)).toHaveLength(1);
    expect(bytesOf(url)).toBeLessThan(SIZE / 4);
    expect(feed.checkedNames).toHaveLength(1);
  });

  it('one range in each request fetches what changed in a few', async () => {
    const next = await publish('one');
    expect((await update(false)).equals(next)).toBe(true);
    expect(bytesOf(url)).toBeLessThan(SIZE / 4);
  });

  it('one range, though it was told several, downloads all of it', async () => {
    const next = await publish('one');
    expect((await update(true)).equals(next)).toBe(true);
  });

  it('no ranges at all downloads all of it, once', async () => {
    const next = await publish('none');
    expect((await update(true)).equals(next)).toBe(true);
    // The first answer is broken off.
    expect(bytesOf(url)).toBeLessThan(SIZE * 2.1);
  });

  it('no block map downloads all of it', async () => {
    const next = await publish('several');
    feed.files.delete(`/${url}.blockmap`);
    expect((await update(true)).equals(next)).toBe(true);
  });

  it('ranges, with a wrong block map, downloads all of it', async () => {
    const next = await publish('several');
    const oldMap = feed.files.get('/Parley-1.0.0.exe.blockmap');
    if (oldMap) feed.files.set(`/${url}.blockmap`, oldMap);
    expect((await update(true)).equals(next)).toBe(true);
  });
});

describe('E-82 an AppImage', () => {
  afterEach(() => {
    delete process.env['APPIMAGE'];
  });

  it.each(['several', 'none'] as const)('on a host that knows %s ranges becomes the next version', async (ranges) => {
    const { old, next } = makeVersions();
    const running = path.join(feed.home, 'Parley-1.0.0.AppImage');
    const made = path.join(feed.home, 'next.AppImage');
    await Promise.all([writeFile(running, old), writeFile(made, next)]);
    await buildBlockMap(running, 'deflate');
    const { blockMapSize } = await buildBlockMap(made, 'deflate');
    const data = await readFile(made);
    const name = 'Parley-1.1.0.AppImage';
    const text = describeUpdate({
      path: name,
      files: [{ url: name, sha512: sha512(data), size: data.length, blockMapSize }],
    });
    feed.files.set('/latest-linux.yml', (response) => void response.end(text));
    feed.files.set(`/${name}`, serveRanges(data, ranges));
    process.env['APPIMAGE'] = running;
    const { updates, settle } = startUpdates(clock, feed.createAppImageUpdater());
    await updates.checkNow();
    await settle('ready');
    expect((await readFile(path.join(feed.home, 'cache/pending', name))).equals(data)).toBe(true);
    if (ranges === 'several') expect(bytesOf(name)).toBeLessThan(SIZE / 4);
  });
});
