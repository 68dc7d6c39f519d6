import type { ServerResponse } from 'node:http';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppUpdater } from 'electron-updater';
import type { UpdateState } from '../../ipc-contract.ts';
import {
  INSTALLER,
  PUBLISHER,
  type UpdateFeed,
  describeUpdate,
  sha512,
  startUpdateFeed,
} from '../../testing/update-feed.ts';
import type { Scheduler } from '../scheduler.ts';
import { isSafeUpdateInfo } from './check-update-info.ts';
import { type Updates, setupUpdates } from './setup-updates.ts';
import { whyNotUpdating } from './update-support.ts';

let feed: UpdateFeed;
let clock: { now: number; timers: { at: number; run: () => void }[]; scheduler: Scheduler };

beforeEach(async () => {
  feed = await startUpdateFeed();
  const timers: { at: number; run: () => void }[] = [];
  clock = {
    now: Date.parse('2026-11-20T08:00:00Z'),
    timers,
    scheduler: {
      now: () => clock.now,
      after: (milliseconds, run) => {
        timers.push({ at: clock.now + milliseconds, run });
        return () => undefined;
      },
      every: () => () => undefined,
    },
  };
});
afterEach(() => feed.close());

/** Makes the feed answer a path with a text. */
const serve = (path: string, text: string): void => {
  feed.files.set(path, (response) => void response.end(text));
};

function start(
  updater: AppUpdater,
  channel: 'latest' | 'beta' = 'latest',
): { updates: Updates; seen: UpdateState[]; quits: () => number } {
  const seen: UpdateState[] = [];
  let quits = 0;
  const updates = setupUpdates({
    engine: { load: () => Promise.resolve(updater) },
    channel: () => channel,
    announceQuit: () => (quits += 1),
    onChange: (state) => seen.push(state),
    scheduler: clock.scheduler,
    logger: pino({ level: 'silent' }),
    random: () => 0.5,
  });
  return { updates, seen, quits: () => quits };
}

const settle = (seen: UpdateState[], status: UpdateState['status']) =>
  expect.poll(() => seen.at(-1)?.status).toBe(status);

describe('looking for updates', () => {
  it('E-78 happens shortly after the start, then twice a day', async () => {
    const { seen } = start(feed.createUpdater());
    expect(clock.timers.map(({ at }) => at - clock.now)).toEqual([17_500]);
    clock.now += 17_500;
    clock.timers[0]?.run();
    await settle(seen, 'ready');
    expect((clock.timers[1]?.at ?? 0) - clock.now).toBe(12 * 60 * 60_000);
  });

  it('E-78 downloads in the background and is then ready to restart', async () => {
    const updater = feed.createUpdater();
    const { updates, seen, quits } = start(updater);
    let installed: unknown[] = [];
    updater.quitAndInstall = (...values) => void (installed = values);
    expect(updates.restart()).toBe(false);
    await updates.checkNow();
    await settle(seen, 'ready');
    expect(seen.map(({ status }) => status)).toEqual(expect.arrayContaining(['checking', 'downloading', 'ready']));
    expect(updates.state()).toEqual({ status: 'ready', version: '1.1.0' });
    expect(updates.restart()).toBe(true);
    await expect.poll(() => installed).toEqual([true, true]);
    expect(quits()).toBe(1);
  });

  it('E-78 says when there is nothing newer, and when that was', async () => {
    const { updates } = start(feed.createUpdater('1.1.0'));
    expect(await updates.checkNow()).toEqual({ status: 'idle', checkedAt: '2026-11-20T08:00:00.000Z' });
  });

  it('E-80 A-148 never goes back to an older version, on any channel', async () => {
    const updater = feed.createUpdater('2.0.0');
    const { updates } = start(updater, 'beta');
    serve('/beta.yml', describeUpdate());
    expect((await updates.checkNow()).status).toBe('idle');
    expect(updater.allowDowngrade).toBe(false);
  });

  it('E-81 asks the channel the person chose', async () => {
    const updater = feed.createUpdater();
    serve('/beta.yml', describeUpdate({ version: '1.2.0-beta.1' }));
    const { updates, seen } = start(updater, 'beta');
    await updates.checkNow();
    await settle(seen, 'ready');
    expect(updates.state()).toEqual({ status: 'ready', version: '1.2.0-beta.1' });
  });

  it('E-80 leaves out who is not in the rollout yet, unless they ask by themselves', async () => {
    serve('/latest.yml', describeUpdate({ stagingPercentage: 0 }));
    const scheduled = start(feed.createUpdater());
    clock.timers[0]?.run();
    await settle(scheduled.seen, 'idle');
    const manual = start(feed.createUpdater());
    await manual.updates.checkNow();
    await settle(manual.seen, 'ready');
    expect(scheduled.updates.state().status).toBe('idle');
  });

  it('E-83 checks the signature against the publisher’s full name', async () => {
    const { updates, seen } = start(feed.createUpdater());
    await updates.checkNow();
    await settle(seen, 'ready');
    expect(feed.checkedNames).toEqual([[PUBLISHER]]);
  });

  it('A-148 refuses an installer signed by somebody else', async () => {
    const updater = feed.createUpdater();
    updater.verifyUpdateCodeSignature = async () => 'signed by Evil Ltd';
    const { updates, seen } = start(updater);
    await updates.checkNow();
    await settle(seen, 'failed');
    expect(updates.restart()).toBe(false);
  });

  const withFile = (file: object): string => describeUpdate({ files: [file] });
  const url = 'Parley-1.1.0.exe';

  it.each<[string, string]>([
    ['is garbage', '\u0000 : [ ]]'],
    ['is a yaml bomb', 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nversion: *c'],
    ['names no version', describeUpdate({ version: 'latest' })],
    ['points to another host', withFile({ url: 'https://evil.example/x.exe', sha512: sha512(INSTALLER) })],
    ['climbs out of its directory', withFile({ url: '../../x.exe', sha512: sha512(INSTALLER) })],
    ['has no checksum', withFile({ url })],
    ['has the wrong checksum', withFile({ url, sha512: sha512(Buffer.from('other')) })],
    ['promises ten gigabytes', withFile({ url, sha512: sha512(INSTALLER), size: 10_000_000_000 })],
    ['has a rollout share that is no number', describeUpdate({ stagingPercentage: 'ten' })],
    ['wants a web installer', describeUpdate({ packages: { x64: { path: 'x.7z', sha512: sha512(INSTALLER) } } })],
  ])('A-148 installs nothing when the feed %s, and goes on', async (_what, text) => {
    await expectFailureAndRecovery(() => serve('/latest.yml', text));
  });

  it.each<[string, () => void]>([
    ['is missing', () => feed.files.delete('/latest.yml')],
    ['fails', () => feed.files.set('/latest.yml', (response) => void response.writeHead(500).end())],
    ['has no installer', () => feed.files.delete(`/${url}`)],
    ['has half an installer', () => feed.files.set(`/${url}`, (response) => void response.end('MZ'))],
    ['breaks off', () => feed.files.set(`/${url}`, breakOff)],
  ])('A-148 F-52 installs nothing when the feed %s, and goes on', async (_what, spoil) => {
    await expectFailureAndRecovery(spoil);
  });
});

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': '999' });
  response.write('MZ', () => response.destroy());
}

async function expectFailureAndRecovery(spoil: () => void): Promise<void> {
  spoil();
  const { updates, seen } = start(feed.createUpdater());
  await updates.checkNow();
  await settle(seen, 'failed');
  expect(updates.restart()).toBe(false);
  serve('/latest.yml', describeUpdate());
  feed.files.set('/Parley-1.1.0.exe', (response) => void response.end(INSTALLER));
  await updates.checkNow();
  await settle(seen, 'ready');
}

describe('what is an update', () => {
  it('A-148 takes names beside the feed alone', () => {
    const info = (url: string) => ({ version: '1.1.0', files: [{ url, sha512: sha512(INSTALLER) }] });
    expect(isSafeUpdateInfo(info('Parley-1.1.0-mac-universal.zip'))).toBe(true);
    for (const url of [
      '//evil.example/x',
      '/x.exe',
      'a/b.exe',
      '.hidden',
      'x\u0000.exe',
      '',
      'http:x',
      'x?y',
      'C:x.exe',
    ]) {
      expect(isSafeUpdateInfo(info(url)), url).toBe(false);
    }
  });
});

describe('E-85 whether this copy updates itself', () => {
  const normal = { isPackaged: true, isDisabled: false, isPortable: false, isStoreBuild: false, appImage: undefined };
  it.each([
    [{}, null],
    [{ isPackaged: false }, /development/],
    [{ isDisabled: true }, /switched off/],
    [{ isPortable: true }, /portable/],
    [{ isStoreBuild: true }, /store/],
    [{ appImage: '/nowhere/Parley.AppImage' }, /AppImage/],
  ])('%j', (difference, reason) => {
    const why = whyNotUpdating({ ...normal, ...difference });
    if (reason === null) expect(why).toBeNull();
    else expect(why).toMatch(reason);
  });
});
