import { EventEmitter } from 'node:events';
import { onlyKnown, record } from './double-state.ts';

class DownloadItem extends EventEmitter {
  readonly #address: string;
  readonly #fileName: string;
  readonly #onCancel: () => void;
  #savePath = '';
  #state: 'progressing' | 'cancelled' = 'progressing';
  constructor(address: string, fileName: string, onCancel: () => void) {
    super();
    this.#address = address;
    this.#fileName = fileName;
    this.#onCancel = onCancel;
  }
  getURL(): string {
    return this.#address;
  }
  getURLChain(): string[] {
    return [this.#address];
  }
  getFilename(): string {
    return this.#fileName;
  }
  getSavePath(): string {
    return this.#savePath;
  }
  setSavePath(file: string): void {
    record('download.setSavePath', file);
    this.#savePath = file;
  }
  getState(): string {
    return this.#state;
  }
  cancel(): void {
    this.#state = 'cancelled';
    this.#onCancel();
  }
}

/** Creates Electron's `DownloadItem` for something a page wants to save. */
export function createDownloadItem(address: string, fileName: string, onCancel: () => void): DownloadItem {
  return onlyKnown('DownloadItem', new DownloadItem(address, fileName, onCancel));
}
