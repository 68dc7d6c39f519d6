import { randomBytes } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  INSTALLER,
  PUBLISHER,
  type UpdateFeed,
  describeUpdate,
  sha512,
  startUpdateFeed,
} from '../../testing/update-feed.ts';
import {
  type TestClock,
  type UpdatesUnderTest,
  createTestClock,
  startUpdates,
} from '../../testing/updates-under-test.ts';
import { readUpdateConfig } from './update-config.ts';
import { parseUpdateFile } from './update-file.ts';
import { whyUpdateFailed } from './why-update-failed.ts';

let feed: UpdateFeed;
let clock: TestClock;
beforeEach(async () => {
  feed = await startUpdateFeed();
  clock = createTestClock();
});
afterEach(() => feed.close());

const url = 'Parley-1.1.0.exe';
const serve = (name: string, text: string): void => {
  feed.files.set(name, (response) => void response.end(text));
};
const withFile = (file: object): string => describeUpdate({ files: [file] });

/** Looks at a spoiled feed, which must install nothing, and at a good one afterwards, which must work. */
async function expectFailureAndRecovery(reason: string): Promise<void> {
  const { updates, settle } = startUpdates(clock, feed.createUpdater());
  await updates.checkNow();
  await settle('failed');
  expect(updates.state()).toEqual({ status: 'failed', reason });
  expect(updates.restart()).toBe(false);
  const kept = () => readdir(path.join(feed.home, 'cache/pending')).catch((): string[] => []);
  await expect.poll(async () => (await kept()).filter((name) => name.endsWith('.exe'))).toEqual([]);
  serve('/latest.yml', describeUpdate());
  feed.files.set(`/${url}`, (response) => void response.end(INSTALLER));
  await updates.checkNow();
  await settle('ready');
}

describe('A-148 E-83 installs nothing, and goes on, when the feed', () => {
  it.each<[string, string]>([
    ['is garbage', '\u0000 : [ ]]'],
    ['is empty', ''],
    ['is a web page', '<!doctype html><title>Sign in to the airport’s network</title>'],
    ['is a yaml bomb', 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nversion: *c'],
    ['hides its version behind an anchor', `v: &v 1.1.0\n${describeUpdate().replace('"1.1.0"', '*v')}`],
    ['names no version', describeUpdate({ version: 'latest' })],
    ['points to another host', withFile({ url: 'https://evil.example/x.exe', sha512: sha512(INSTALLER) })],
    ['climbs out of its directory', withFile({ url: '../../x.exe', sha512: sha512(INSTALLER) })],
    ['climbs out of its directory in an old field', describeUpdate({ path: '../../x.exe' })],
    ['has no checksum', withFile({ url })],
    ['has the wrong checksum', withFile({ url, sha512: sha512(Buffer.from('other')) })],
    ['promises ten gigabytes', withFile({ url, sha512: sha512(INSTALLER), size: 10_000_000_000 })],
    ['wants a web installer', describeUpdate({ packages: { x64: { path: 'x.7z', sha512: sha512(INSTALLER) } } })],
  ])('%s', async (_what, text) => {
    serve('/latest.yml', text);
    await expectFailureAndRecovery('refused');
  });

  it('has 200 MB of it, of which it reads less than one', async () => {
    const piece = Buffer.alloc(1024 * 1024, '#');
    let sent = 0;
    feed.files.set('/latest.yml', (response) => {
      const more = (): void => {
        if (response.destroyed) return;
        if (sent === 200) return void response.end();
        sent += 1;
        if (response.write(piece)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    await expectFailureAndRecovery('refused');
    // What the sockets hold is on its way before anybody can say no.
    expect(sent).toBeLessThan(20);
  });

  it('sends its file on to another place', async () => {
    serve('/other.yml', describeUpdate());
    feed.files.set('/latest.yml', (response) => void response.writeHead(302, { location: '/other.yml' }).end());
    await expectFailureAndRecovery('unreachable');
    expect(feed.seen.map((request) => request.path)).not.toContain('/other.yml');
  });

  it('is signed by somebody else', async () => {
    const updater = feed.createUpdater();
    updater.verifyUpdateCodeSignature = async () => 'signed by Evil Ltd';
    const { updates, settle } = startUpdates(clock, updater);
    await updates.checkNow();
    await settle('failed');
    expect(updates.state()).toEqual({ status: 'failed', reason: 'refused' });
    expect(updates.restart()).toBe(false);
  });

  it('names the version that runs, with another installer', async () => {
    serve('/latest.yml', describeUpdate({ files: [{ url, sha512: sha512(Buffer.from('other')) }] }));
    const { updates } = startUpdates(clock, feed.createUpdater('1.1.0'));
    expect((await updates.checkNow()).status).toBe('idle');
  });

  it.each<[string, () => void]>([
    ['is missing', () => feed.files.delete('/latest.yml')],
    ['fails', () => feed.files.set('/latest.yml', (response) => void response.writeHead(500).end())],
    ['has no installer', () => feed.files.delete(`/${url}`)],
    ['has an installer that fails', () => feed.files.set(`/${url}`, (response) => void response.writeHead(500).end())],
    ['breaks off', () => feed.files.set(`/${url}`, breakOff)],
  ])('F-52 %s', async (_what, spoil) => {
    spoil();
    await expectFailureAndRecovery('unreachable');
  });

  it('has an installer of ten gigabytes that was described as small', async () => {
    const piece = Buffer.alloc(256 * 1024);
    let sent = 0;
    let isTaken = true;
    feed.files.set(`/${url}`, (response) => {
      response.writeHead(200, { 'content-length': 10_000_000_000 });
      const sending = setInterval(() => {
        if (isTaken) sent += piece.length;
        if (isTaken) isTaken = response.write(piece);
      }, 5);
      response.on('drain', () => (isTaken = true));
      response.on('close', () => clearInterval(sending));
    });
    await expectFailureAndRecovery('refused');
    await expect.poll(() => isTaken).toBe(false);
    // Progress is told once a second.
    expect(sent).toBeLessThan(500_000_000);
  });

  it('F-52 has half an installer', async () => {
    serve(`/${url}`, 'MZ');
    await expectFailureAndRecovery('refused');
  });
});

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '999' });
  response.write('MZ', () => response.destroy());
}

describe('F-52 an update that was interrupted', () => {
  it('starts again after the app was killed in the middle of the download', async () => {
    // What a killed app leaves behind: half a file under a temporary name.
    feed.files.set(`/${url}`, (response) => {
      response.writeHead(200, { 'content-length': '999' });
      response.write('MZ half');
    });
    const killed = startUpdates(clock, feed.createUpdater());
    await killed.updates.checkNow();
    await expect.poll(() => readdir(path.join(feed.home, 'cache/pending'))).toEqual([`temp-${url}`]);
    feed.files.set(`/${url}`, (response) => void response.end(INSTALLER));
    const { updates, settle } = startUpdates(clock, feed.createUpdater());
    await updates.checkNow();
    await settle('ready');
  });

  it('is not downloaded a second time when the app only started again, unless its file was changed', async () => {
    const downloads = () => feed.seen.filter((request) => request.path === `/${url}`).length;
    const first = startUpdates(clock, feed.createUpdater());
    await first.updates.checkNow();
    await first.settle('ready');
    const second = startUpdates(clock, feed.createUpdater());
    await second.updates.checkNow();
    await second.settle('ready');
    expect(downloads()).toBe(1);
    await writeFile(path.join(feed.home, 'cache/pending', url), randomBytes(INSTALLER.length));
    const third = startUpdates(clock, feed.createUpdater());
    await third.updates.checkNow();
    await third.settle('ready');
    expect(downloads()).toBe(2);
  });

  it('says so when there is no room', () => {
    expect(whyUpdateFailed(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))).toBe('no_room');
  });
});

describe('F-52 an AppImage that is quit while a newer version replaces the one that was ready', () => {
  const name = 'Parley-1.1.1.AppImage';
  const newest = Buffer.from('#!/bin/sh\n: the newest version\n');
  let running: string;
  let finish: () => void;
  let updating: UpdatesUnderTest;
  const publish = (version: string, data: Buffer): void => {
    const file = `Parley-${version}.AppImage`;
    serve(
      '/latest-linux.yml',
      describeUpdate({ version, path: file, files: [{ url: file, sha512: sha512(data), size: data.length }] }),
    );
  };
  beforeEach(async () => {
    running = path.join(feed.home, 'Parley.AppImage');
    await writeFile(running, 'the version that runs');
    process.env['APPIMAGE'] = running;
    publish('1.1.0', INSTALLER);
    feed.files.set('/Parley-1.1.0.AppImage', (response) => void response.end(INSTALLER));
    updating = startUpdates(clock, feed.createAppImageUpdater());
    await updating.updates.checkNow();
    await updating.settle('ready');
    publish('1.1.1', newest);
    feed.files.set(`/${name}`, (response) => {
      response.writeHead(200).write(newest.subarray(0, 5));
      finish = () => void response.end(newest.subarray(5));
    });
    await updating.updates.checkNow();
    const pending = path.join(feed.home, 'cache/pending');
    await vi.waitUntil(async () => (await readdir(pending)).join() === `temp-${name}`, { timeout: 20_000 });
  });
  afterEach(() => {
    delete process.env['APPIMAGE'];
  });

  it('is still there', async () => {
    feed.quit();
    expect(await readFile(running, 'utf8')).toBe('the version that runs');
  });

  it('is replaced once that has arrived', async () => {
    finish();
    await updating.settle('ready');
    feed.quit();
    expect((await readFile(running)).equals(newest)).toBe(true);
  });

  it('E-63 stays as it is when the system shuts down, though the rest arrives', async () => {
    updating.updates.leaveForNextTime();
    finish();
    await updating.settle('ready');
    feed.quit();
    expect(await readFile(running, 'utf8')).toBe('the version that runs');
  });
});

describe('what is an update', () => {
  it('A-148 takes names beside the feed alone', () => {
    const info = (name: string) => withFile({ url: name, sha512: sha512(INSTALLER) });
    expect(parseUpdateFile(info('Parley-1.1.0-mac-universal.zip')).files).toHaveLength(1);
    for (const name of [
      '//evil.example/x',
      '/x.exe',
      'a/b.exe',
      'a\\b.exe',
      '.hidden',
      'x\u0000.exe',
      '',
      'http:x',
      'x?y',
      'x%2fy.exe',
      'C:x.exe',
    ]) {
      expect(() => parseUpdateFile(info(name)), name).toThrow('not one to trust');
    }
  });
});

describe('where updates come from', () => {
  const read = async (config: object, platform: NodeJS.Platform) => {
    const file = path.join(feed.home, 'config.yml');
    await writeFile(file, JSON.stringify({ url: 'https://updates.parley.example/desktop', ...config }));
    return readUpdateConfig(file, platform);
  };

  it('E-83 A-148 is nowhere without https', async () => {
    await expect(read({ url: 'http://updates.parley.example' }, 'linux')).rejects.toThrow('no host');
    await expect(read({}, 'linux')).resolves.toMatchObject({ url: 'https://updates.parley.example/desktop' });
  });

  it('E-83 A-148 is nowhere on Windows without the publisher’s full name, whose signature nobody would check', async () => {
    for (const publisherName of [undefined, [], ['Parley Ltd'], [PUBLISHER, 'Anybody']]) {
      await expect(read({ publisherName }, 'win32')).rejects.toThrow('publisher');
    }
    await expect(read({ publisherName: [PUBLISHER] }, 'win32')).resolves.toBeDefined();
  });
});
