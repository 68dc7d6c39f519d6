import './electron-double/register.ts';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type RequestOptions, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeHttpExecutor } from 'builder-util';
import { type DownloadOptions, configureRequestOptions, configureRequestUrl } from 'builder-util-runtime';
import { NsisUpdater } from 'electron-updater';

/** What the feed hands out as the installer of the next version. */
export const INSTALLER = Buffer.from('MZ this would be the installer of the next version');

/** Whose signature the app expects. */
export const PUBLISHER = 'CN=Parley Ltd, O=Parley Ltd, L=Dublin, C=IE';

/** The checksum an update file gives for an installer. */
export function sha512(data: Buffer): string {
  return createHash('sha512').update(data).digest('base64');
}

/** The text of an update file; JSON is YAML. */
export function describeUpdate(over: Record<string, unknown> = {}): string {
  return JSON.stringify({
    version: '1.1.0',
    files: [{ url: 'Parley-1.1.0.exe', sha512: sha512(INSTALLER), size: INSTALLER.length }],
    path: 'Parley-1.1.0.exe',
    sha512: sha512(INSTALLER),
    releaseDate: '2026-11-20T00:00:00.000Z',
    ...over,
  });
}

/** An update host on this computer. */
export interface UpdateFeed {
  /** What each path answers. */
  files: Map<string, (response: ServerResponse) => void>;
  /** The names signatures were checked against. */
  checkedNames: string[][];
  /** The real updater of Windows, at a version, looking here. */
  createUpdater: (version?: string) => NsisUpdater;
  close: () => Promise<void>;
}

/** Starts the host with one update on it. */
export async function startUpdateFeed(): Promise<UpdateFeed> {
  const home = await mkdtemp(path.join(tmpdir(), 'parley-update-'));
  const config = { publisherName: [PUBLISHER], updaterCacheDirName: 'cache' };
  await writeFile(path.join(home, 'app-update.yml'), JSON.stringify(config));
  const files: UpdateFeed['files'] = new Map([
    ['/latest.yml', (response) => void response.end(describeUpdate())],
    ['/Parley-1.1.0.exe', (response) => void response.end(INSTALLER)],
  ]);
  const server = createServer((request, response) => {
    const answer = files.get((request.url ?? '').split('?')[0] ?? '');
    if (answer) answer(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const checkedNames: string[][] = [];
  return {
    files,
    checkedNames,
    createUpdater: (version = '1.0.0') => {
      const updater = createUpdater(home, url, version);
      updater.verifyUpdateCodeSignature = async (names) => {
        checkedNames.push(names);
        return null;
      };
      return updater;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function createUpdater(home: string, url: string, version: string): NsisUpdater {
  const updater = new NsisUpdater(
    { provider: 'generic', url },
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
  // The provider keeps the executor there was when it was made.
  updater.setFeedURL({ provider: 'generic', url });
  return updater;
}

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
