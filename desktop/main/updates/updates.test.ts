import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PUBLISHER, type UpdateFeed, describeUpdate, startUpdateFeed } from '../../testing/update-feed.ts';
import { type TestClock, createTestClock, startUpdates } from '../../testing/updates-under-test.ts';
import { isSystemNewEnough, whyNotUpdating } from './update-support.ts';

let feed: UpdateFeed;
let clock: TestClock;
beforeEach(async () => {
  feed = await startUpdateFeed();
  clock = createTestClock();
});
afterEach(() => feed.close());

/** Makes the feed answer a path with a text. */
const serve = (name: string, text: string): void => {
  feed.files.set(name, (response) => void response.end(text));
};

describe('looking for updates', () => {
  it('E-78 happens shortly after the start, then twice a day', async () => {
    const { settle } = startUpdates(clock, feed.createUpdater());
    expect(clock.timers.map(({ at }) => at - clock.now)).toEqual([17_500]);
    clock.timers[0]?.run();
    await settle('ready');
    expect(clock.timers.map(({ at }) => at - clock.now)).toEqual([17_500, 12 * 60 * 60_000]);
  });

  it('E-78 E-75 happens after sleep when the last look is half a day old, or none reached the host', async () => {
    serve('/latest.yml', describeUpdate({ version: '1.0.0' }));
    const { updates, settle } = startUpdates(clock, feed.createUpdater());
    const looks = () => feed.seen.filter((request) => request.path === '/latest.yml').length;
    updates.checkIfStale();
    expect(looks()).toBe(0);
    clock.timers[0]?.run();
    await settle('idle');
    clock.now += 11 * 60 * 60_000;
    updates.checkIfStale();
    expect(looks()).toBe(1);
    clock.now += 2 * 60 * 60_000;
    feed.files.delete('/latest.yml');
    updates.checkIfStale();
    await settle('failed');
    clock.now += 13 * 60 * 60_000;
    serve('/latest.yml', describeUpdate({ version: '1.0.0' }));
    updates.checkIfStale();
    await settle('idle');
    expect(looks()).toBe(3);
  });

  it('E-78 downloads in the background and is then ready to restart', async () => {
    const updater = feed.createUpdater();
    const { updates, seen, settle } = startUpdates(clock, updater);
    let installed: unknown[] = [];
    updater.quitAndInstall = (...values) => void (installed = values);
    expect(updates.restart()).toBe(false);
    await updates.checkNow();
    await settle('ready');
    expect(seen.map(({ status }) => status)).toEqual(expect.arrayContaining(['checking', 'downloading', 'ready']));
    expect(updates.state()).toEqual({ status: 'ready', version: '1.1.0' });
    expect([updater.autoInstallOnAppQuit, updater.disableWebInstaller]).toEqual([true, true]);
    expect(updates.restart()).toBe(true);
    await expect.poll(() => installed).toEqual([true, true]);
  });

  it('E-78 says when there is nothing newer, and when that was', async () => {
    const { updates } = startUpdates(clock, feed.createUpdater('1.1.0'));
    expect(await updates.checkNow()).toEqual({
      status: 'idle',
      version: '1.1.0',
      checkedAt: '2026-11-20T08:00:00.000Z',
    });
  });

  it('E-78 keeps what is ready while it looks for something newer, and takes that when there is', async () => {
    const { updates, seen, settle } = startUpdates(clock, feed.createUpdater());
    await updates.checkNow();
    await settle('ready');
    seen.length = 0;
    await updates.checkNow();
    feed.files.delete('/latest.yml');
    await updates.checkNow();
    expect(seen).toEqual([]);
    expect(updates.state()).toEqual({ status: 'ready', version: '1.1.0' });
    serve('/latest.yml', describeUpdate({ version: '1.1.1' }));
    await updates.checkNow();
    await settle('ready');
    expect(updates.state()).toEqual({ status: 'ready', version: '1.1.1' });
  });

  it('E-83 checks the signature against the publisher’s full name', async () => {
    const { updates, settle } = startUpdates(clock, feed.createUpdater());
    await updates.checkNow();
    await settle('ready');
    expect(feed.checkedNames).toEqual([[PUBLISHER]]);
  });
});

describe('channels', () => {
  it('E-80 A-148 never goes back to an older version, on any channel', async () => {
    const updater = feed.createUpdater('2.0.0');
    const { updates } = startUpdates(clock, updater, { channel: () => 'beta' });
    serve('/beta.yml', describeUpdate());
    expect((await updates.checkNow()).status).toBe('idle');
    expect(updater.allowDowngrade).toBe(false);
  });

  it('E-81 asks the channel the person chose', async () => {
    serve('/beta.yml', describeUpdate({ version: '1.2.0-beta.1' }));
    const { updates, settle } = startUpdates(clock, feed.createUpdater(), { channel: () => 'beta' });
    await updates.checkNow();
    await settle('ready');
    expect(updates.state()).toEqual({ status: 'ready', version: '1.2.0-beta.1' });
  });

  it('E-81 waits for a newer stable version after leaving beta', async () => {
    let channel: 'latest' | 'beta' = 'beta';
    serve('/beta.yml', describeUpdate({ version: '1.2.0-beta.1' }));
    const updater = feed.createUpdater('1.2.0-beta.1');
    const { updates, settle } = startUpdates(clock, updater, { channel: () => channel });
    expect((await updates.checkNow()).status).toBe('idle');
    channel = 'latest';
    expect((await updates.checkNow()).status).toBe('idle');
    expect([updater.allowDowngrade, updater.allowPrerelease]).toEqual([false, false]);
    serve('/latest.yml', describeUpdate({ version: '1.2.0' }));
    await updates.checkNow();
    await settle('ready');
  });
});

describe('E-80 a staged rollout', () => {
  // The last four bytes of the id are its place: 0x40000000 is just over a quarter of the way.
  const aQuarter = '8d2d9fa5-0c1b-5f9e-9b52-5b6e40000001';

  const place = async (id: string): Promise<void> => {
    await mkdir(feed.home, { recursive: true });
    await writeFile(path.join(feed.home, '.updaterId'), id);
  };
  const lookBySchedule = async (stagingPercentage: unknown): Promise<string | undefined> => {
    serve('/latest.yml', describeUpdate({ stagingPercentage }));
    const { seen } = startUpdates(clock, feed.createUpdater());
    clock.timers.pop()?.run();
    await expect.poll(() => seen.at(-1)?.status).toMatch(/idle|ready|failed/);
    return seen.at(-1)?.status;
  };

  it.each([
    [0, 'idle'],
    [25, 'idle'],
    [26, 'ready'],
    [100, 'ready'],
  ])('reaches %d per cent of the people, always the same ones', async (share, expected) => {
    await place(aQuarter);
    expect(await lookBySchedule(share)).toBe(expected);
    expect(await lookBySchedule(share)).toBe(expected);
  });

  it.each(['ten', '50%', 12.5, -1, 101, '25', Number.NaN, [10]])(
    'is refused when its share is %j, which the updater would take for everyone or worse',
    async (share) => {
      await place(aQuarter);
      serve('/latest.yml', `${describeUpdate().slice(0, -1)},"stagingPercentage":${yamlOf(share)}}`);
      const { seen, updates } = startUpdates(clock, feed.createUpdater());
      expect(await updates.checkNow()).toEqual({ status: 'failed', reason: 'refused' });
      expect(seen.map(({ status }) => status)).toEqual(['checking', 'failed']);
    },
  );

  it('waits for nobody who asks by themselves', async () => {
    await place(aQuarter);
    serve('/latest.yml', describeUpdate({ stagingPercentage: 0 }));
    const { updates, settle } = startUpdates(clock, feed.createUpdater());
    await updates.checkNow();
    await settle('ready');
    expect(updates.state()).toEqual({ status: 'ready', version: '1.1.0' });
  });
});

function yamlOf(value: unknown): string {
  return Number.isNaN(value) ? '.nan' : JSON.stringify(value);
}

describe('E-85 whether this copy updates itself', () => {
  const normal = { isPackaged: true, isDisabled: false, isPortable: false, isStoreBuild: false, appImage: undefined };
  it.each([
    [{}, null],
    [{ isPackaged: false }, 'development'],
    [{ isDisabled: true }, 'switched_off'],
    [{ isPortable: true }, 'portable'],
    [{ isStoreBuild: true }, 'store'],
    [{ appImage: '/nowhere/Parley.AppImage' }, 'read_only'],
  ])('%j', (difference, reason) => {
    expect(whyNotUpdating({ ...normal, ...difference })).toBe(reason);
  });

  it('E-78 is not called up to date where nothing can look, such as a directory somebody unpacked on Linux', async () => {
    const { updates } = startUpdates(clock, feed.createAppImageUpdater());
    expect(await updates.checkNow()).toEqual({ status: 'off', reason: 'portable' });
    expect(feed.seen).toEqual([]);
  });

  it('tells a person whose system is too old for the next version', async () => {
    serve('/latest.yml', describeUpdate({ minimumSystemVersion: '14.0' }));
    const { updates, settle } = startUpdates(clock, feed.createUpdater(), { systemVersion: '13.6.1' });
    expect(await updates.checkNow()).toEqual({ status: 'unsupported', version: '1.1.0', minimum: '14.0' });
    const newer = startUpdates(clock, feed.createUpdater(), { systemVersion: '14.0' });
    await newer.updates.checkNow();
    await newer.settle('ready');
    await settle('unsupported');
  });

  it.each([
    ['13.6.1', '13.0', true],
    ['13.0', '13', true],
    ['12.7.6', '13.0', false],
    ['10.0.19045', '10.0.22000', false],
    ['6.8.0-48-generic', '5.15', true],
    ['unknown', '13.0', true],
  ])('a system at %s is new enough for %s: %s', (version, minimum, expected) => {
    expect(isSystemNewEnough(version, minimum)).toBe(expected);
  });
});
