import '../../testing/electron-double/register.ts';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type RequestOptions, type Server, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeHttpExecutor } from 'builder-util';
import { type DownloadOptions, configureRequestOptions, configureRequestUrl } from 'builder-util-runtime';
import { type AppUpdater, NsisUpdater } from 'electron-updater';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UpdateState } from '../../ipc-contract.ts';
import type { Scheduler } from '../scheduler.ts';
import { isSafeUpdateInfo } from './check-update-info.ts';
import { type Updates, setupUpdates } from './setup-updates.ts';
import { whyNotUpdating } from './update-support.ts';

const INSTALLER = Buffer.from('MZ this would be the installer of the next version');
const sha512 = (data: Buffer) => createHash('sha512').update(data).digest('base64');
const PUBLISHER = 'CN=Parley Ltd, O=Parley Ltd, L=Dublin, C=IE';

let home: string;
let server: Server;
let feed: string;
let files: Map<string, (response: ServerResponse) => void>;
let clock: { now: number; timers: { at: number; run: () => void }[]; scheduler: Scheduler };
let signatureNames: string[][];

const yml = (over: Record<string, unknown> = {}): string => {
  const info = {
    version: '1.1.0',
    files: [{ url: 'Parley-1.1.0.exe', sha512: sha512(INSTALLER), size: INSTALLER.length }],
    path: 'Parley-1.1.0.exe',
    sha512: sha512(INSTALLER),
    releaseDate: '2026-11-20T00:00:00.000Z',
    ...over,
  };
  return JSON.stringify(info);
};

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-update-'));
  files = new Map([
    ['/latest.yml', (response) => void response.end(yml())],
    ['/Parley-1.1.0.exe', (response) => void response.end(INSTALLER)],
  ]);
  server = createServer((request, response) => {
    const answer = files.get((request.url ?? '').split('?')[0] ?? '');
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  feed = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  await writeFile(
    path.join(home, 'app-update.yml'),
    JSON.stringify({ publisherName: [PUBLISHER], updaterCacheDirName: 'cache' }),
  );
  signatureNames = [];
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
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(home, { recursive: true, force: true });
});

/** Electron's network stack is not here; this does with Node's what electron-updater does with it. */
class DownloadingExecutor extends NodeHttpExecutor {
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const request: RequestOptions = { headers: options.headers ?? {} };
      configureRequestUrl(url, request);
      configureRequestOptions(request);
      this.doDownload(
        request,
        {
          destination,
          options,
          onCancel,
          callback: (error) => (error instanceof Error ? reject(error) : resolve(destination)),
          responseHandler: null,
        },
        0,
      );
    });
  }
}

function createUpdater(version = '1.0.0'): NsisUpdater {
  const updater = new NsisUpdater(
    { provider: 'generic', url: feed },
    {
      version,
      name: 'Parley',
      isPackaged: true,
      appUpdateConfigPath: path.join(home, 'app-update.yml'),
      userDataPath: home,
      baseCachePath: home,
      whenReady: () => Promise.resolve(),
      relaunch: () => undefined,
      quit: () => undefined,
      onQuit: () => undefined,
    },
  );
  Object.assign(updater, {
    httpExecutor: new DownloadingExecutor(),
    _testOnlyOptions: { platform: 'win32', isUseDifferentialDownload: false },
  });
  updater.setFeedURL({ provider: 'generic', url: feed });
  updater.verifyUpdateCodeSignature = async (names) => {
    signatureNames.push(names);
    return null;
  };
  return updater;
}

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
    const { seen } = start(createUpdater());
    expect(clock.timers.map(({ at }) => at - clock.now)).toEqual([17_500]);
    clock.now += 17_500;
    clock.timers[0]?.run();
    await settle(seen, 'ready');
    expect((clock.timers[1]?.at ?? 0) - clock.now).toBe(12 * 60 * 60_000);
  });

  it('E-78 downloads in the background and is then ready to restart', async () => {
    const updater = createUpdater();
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
    const { updates } = start(createUpdater('1.1.0'));
    expect(await updates.checkNow()).toEqual({ status: 'idle', checkedAt: '2026-11-20T08:00:00.000Z' });
  });

  it('E-80 A-148 never goes back to an older version, on any channel', async () => {
    const updater = createUpdater('2.0.0');
    const { updates } = start(updater, 'beta');
    files.set('/beta.yml', (response) => void response.end(yml()));
    expect((await updates.checkNow()).status).toBe('idle');
    expect(updater.allowDowngrade).toBe(false);
  });

  it('E-81 asks the channel the person chose', async () => {
    const updater = createUpdater();
    files.set('/beta.yml', (response) => void response.end(yml({ version: '1.2.0-beta.1' })));
    const { updates, seen } = start(updater, 'beta');
    await updates.checkNow();
    await settle(seen, 'ready');
    expect(updates.state()).toEqual({ status: 'ready', version: '1.2.0-beta.1' });
  });

  it('E-80 leaves out who is not in the rollout yet, unless they ask by themselves', async () => {
    files.set('/latest.yml', (response) => void response.end(yml({ stagingPercentage: 0 })));
    const scheduled = start(createUpdater());
    clock.timers[0]?.run();
    await settle(scheduled.seen, 'idle');
    const manual = start(createUpdater());
    await manual.updates.checkNow();
    await settle(manual.seen, 'ready');
    expect(scheduled.updates.state().status).toBe('idle');
  });

  it('E-83 checks the signature against the publisher’s full name', async () => {
    const { updates, seen } = start(createUpdater());
    await updates.checkNow();
    await settle(seen, 'ready');
    expect(signatureNames).toEqual([[PUBLISHER]]);
  });

  it('A-148 refuses an installer signed by somebody else', async () => {
    const updater = createUpdater();
    updater.verifyUpdateCodeSignature = async () => 'signed by Evil Ltd';
    const { updates, seen } = start(updater);
    await updates.checkNow();
    await settle(seen, 'failed');
    expect(updates.restart()).toBe(false);
  });

  it.each<[string, () => void]>([
    ['is missing', () => files.delete('/latest.yml')],
    ['fails', () => files.set('/latest.yml', (response) => void response.writeHead(500).end())],
    ['is garbage', () => files.set('/latest.yml', (response) => void response.end('\u0000 : [ ]]'))],
    [
      'is a yaml bomb',
      () =>
        files.set(
          '/latest.yml',
          (response) => void response.end('a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nversion: *c'),
        ),
    ],
    ['names no version', () => files.set('/latest.yml', (response) => void response.end(yml({ version: 'latest' })))],
    [
      'points to another host',
      () =>
        files.set(
          '/latest.yml',
          (response) =>
            void response.end(yml({ files: [{ url: 'https://evil.example/x.exe', sha512: sha512(INSTALLER) }] })),
        ),
    ],
    [
      'climbs out of its directory',
      () =>
        files.set(
          '/latest.yml',
          (response) => void response.end(yml({ files: [{ url: '../../x.exe', sha512: sha512(INSTALLER) }] })),
        ),
    ],
    [
      'has no checksum',
      () => files.set('/latest.yml', (response) => void response.end(yml({ files: [{ url: 'Parley-1.1.0.exe' }] }))),
    ],
    [
      'has a rollout share that is no number',
      () => files.set('/latest.yml', (response) => void response.end(yml({ stagingPercentage: 'ten' }))),
    ],
    [
      'promises ten gigabytes',
      () =>
        files.set(
          '/latest.yml',
          (response) =>
            void response.end(
              yml({ files: [{ url: 'Parley-1.1.0.exe', sha512: sha512(INSTALLER), size: 10_000_000_000 }] }),
            ),
        ),
    ],
    [
      'wants a web installer',
      () =>
        files.set(
          '/latest.yml',
          (response) => void response.end(yml({ packages: { x64: { path: 'x.7z', sha512: sha512(INSTALLER) } } })),
        ),
    ],
    [
      'has the wrong checksum',
      () =>
        files.set(
          '/latest.yml',
          (response) =>
            void response.end(yml({ files: [{ url: 'Parley-1.1.0.exe', sha512: sha512(Buffer.from('other')) }] })),
        ),
    ],
    [
      'has an installer that is cut short',
      () => files.set('/Parley-1.1.0.exe', (response) => void response.end(INSTALLER.subarray(0, 10))),
    ],
    [
      'breaks off',
      () =>
        files.set(
          '/Parley-1.1.0.exe',
          (response) => void response.writeHead(200, { 'content-length': '999' }).write('MZ', () => response.destroy()),
        ),
    ],
    ['has no installer', () => files.delete('/Parley-1.1.0.exe')],
  ])(
    'A-148 F-52 installs nothing when the feed %s, and goes on',
    async (_what, spoil) => {
      spoil();
      const { updates, seen } = start(createUpdater());
      await updates.checkNow();
      await settle(seen, 'failed');
      expect(updates.restart()).toBe(false);
      files.set('/latest.yml', (response) => void response.end(yml()));
      files.set('/Parley-1.1.0.exe', (response) => void response.end(INSTALLER));
      await updates.checkNow();
      await settle(seen, 'ready');
    },
    30_000,
  );
});

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
