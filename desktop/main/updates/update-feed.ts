import { type AppUpdater, Provider, type ResolvedUpdateFileInfo, type UpdateInfo } from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { parseUpdateFile } from './update-file.ts';
import { RefusedUpdate } from './why-update-failed.ts';

const MAX_FILE_BYTES = 256 * 1024;
const PATIENCE_MS = 60_000;

/** How the update file is asked for; `fetch` or what Electron's session has in its place. */
export type FeedFetch = (address: string, init: RequestInit) => Promise<Response>;

type FeedOptions = Parameters<AppUpdater['setFeedURL']>[0];

/**
 * A feed for electron-updater that reads at most 256 KB, follows no redirect and trusts nothing it did not check; the
 * updater's own reads whatever comes into memory.
 *
 * @param url directory of the update files
 * @param isSeveralRangesPossible whether the host answers several ranges in one request
 */
export function createUpdateFeed(url: string, isSeveralRangesPossible: boolean, fetchFile: FeedFetch): FeedOptions {
  const base = new URL(url.endsWith('/') ? url : `${url}/`);
  class UpdateFeed extends Provider<UpdateInfo> {
    readonly #updater: AppUpdater;

    constructor(_options: unknown, updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super({ ...runtime, isUseMultipleRangeRequest: isSeveralRangesPossible });
      this.#updater = updater;
    }

    async getLatestVersion(): Promise<UpdateInfo> {
      const address = new URL(`${this.getCustomChannelName(this.#updater.channel ?? 'latest')}.yml`, base);
      const response = await fetchFile(address.href, {
        redirect: 'error',
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!response.ok) throw new Error(`The update host answered ${response.status}.`);
      const file = parseUpdateFile(await readLimited(response));
      const [first] = file.files;
      return { ...file, path: first?.url ?? '', sha512: first?.sha512 ?? '' };
    }

    resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
      return info.files.map((file) => ({ url: new URL(file.url, base), info: file }));
    }
  }
  return { provider: 'custom', updateProvider: UpdateFeed };
}

async function readLimited(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let left = MAX_FILE_BYTES;
  for await (const chunk of response.body ?? []) {
    left -= chunk.byteLength;
    // Leaving the loop cancels the download.
    if (left < 0) throw new RefusedUpdate('The update file is too large.');
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}
