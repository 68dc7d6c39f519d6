import './electron-double/register.ts';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type RequestOptions, type ServerResponse, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeHttpExecutor } from 'builder-util';
import { type DownloadOptions, configureRequestOptions, configureRequestUrl } from 'builder-util-runtime';
import { AppImageUpdater, type AppUpdater, NsisUpdater } from 'electron-updater';
import { createUpdateFeed } from '../main/updates/update-feed.ts';

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

/** How the host answers for a path. */
export type FeedAnswer = (response: ServerResponse, request: IncomingMessage) => void;

/** An update host on this computer. */
export interface UpdateFeed {
  url: string;
  /** What the updaters keep: their cache and their place in rollouts. */
  home: string;
  /** What each path answers. */
  files: Map<string, FeedAnswer>;
  /** What was asked for, and how many bytes it got. */
  seen: { path: string; range: string | undefined; bytes: () => number }[];
  /** The names signatures were checked against. */
  checkedNames: string[][];
  /** The real updater of Windows, at a version, looking here. */
  createUpdater: (version?: string, isSeveralRangesPossible?: boolean) => NsisUpdater;
  /** The real updater of Linux, which replaces the file that `APPIMAGE` names. */
  createAppImageUpdater: (version?: string) => AppImageUpdater;
  /** Has the updaters do what they do when the app quits. */
  quit: () => void;
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
  const seen: UpdateFeed['seen'] = [];
  const server = createServer((request, response) => {
    const where = (request.url ?? '').split('?')[0] ?? '';
    const { socket } = response;
    const before = socket?.bytesWritten ?? 0;
    seen.push({ path: where, range: request.headers.range, bytes: () => (socket?.bytesWritten ?? 0) - before });
    const answer = files.get(where);
    if (answer) answer(response, request);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const checkedNames: string[][] = [];
  const quitting: ((exitCode: number) => void)[] = [];
  const adapt = (version: string) => adapter(home, version, (handler) => void quitting.push(handler));
  return {
    url,
    home,
    files,
    seen,
    checkedNames,
    createUpdater: (version = '1.0.0', isSeveralRangesPossible = true) => {
      const updater = connect(new NsisUpdater(null, adapt(version)), 'win32', url, isSeveralRangesPossible);
      updater.verifyUpdateCodeSignature = async (names) => {
        checkedNames.push(names);
        return null;
      };
      return updater;
    },
    createAppImageUpdater: (version = '1.0.0') =>
      connect(new AppImageUpdater(null, adapt(version)), 'linux', url, true),
    quit: () => {
      for (const handler of quitting) handler(0);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Answers a file as hosts do that know no ranges, one in each request, or several. */
export function serveRanges(data: Buffer, ranges: 'none' | 'one' | 'several'): FeedAnswer {
  return (response, request) => {
    const wanted = [...(request.headers.range ?? '').matchAll(/(\d+)-(\d+)/g)].map(([, from, to]) => ({
      from: Number(from),
      part: data.subarray(Number(from), Number(to) + 1),
      label: `bytes ${from}-${to}/${data.length}`,
    }));
    const [only] = wanted;
    if (only === undefined || ranges === 'none' || (ranges === 'one' && wanted.length > 1)) {
      response.writeHead(200, { 'content-length': data.length }).end(data);
    } else if (wanted.length === 1) {
      response.writeHead(206, { 'content-range': only.label, 'accept-ranges': 'bytes' }).end(only.part);
    } else {
      const parts = wanted.flatMap(({ label, part }) => [
        Buffer.from(`--parts\r\ncontent-type: application/octet-stream\r\ncontent-range: ${label}\r\n\r\n`),
        part,
        Buffer.from('\r\n'),
      ]);
      const body = Buffer.concat([...parts, Buffer.from('--parts--\r\n')]);
      response.writeHead(206, { 'content-type': 'multipart/byteranges; boundary=parts' }).end(body);
    }
  };
}

function adapter(
  home: string,
  version: string,
  onQuit: (handler: (exitCode: number) => void) => void,
): ConstructorParameters<typeof NsisUpdater>[1] {
  return {
    version,
    name: 'Parley',
    isPackaged: true,
    appUpdateConfigPath: path.join(home, 'app-update.yml'),
    userDataPath: home,
    baseCachePath: home,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit,
  };
}

function connect<Updater extends AppUpdater>(
  updater: Updater,
  platform: 'win32' | 'linux',
  url: string,
  isSeveralRangesPossible: boolean,
): Updater {
  const executor = new DownloadingExecutor();
  Object.assign(updater, {
    httpExecutor: executor,
    createProviderRuntimeOptions: () => ({ isUseMultipleRangeRequest: true, platform, executor }),
  });
  updater.setFeedURL(createUpdateFeed(url, isSeveralRangesPossible, fetch));
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
