import { AppError } from '../../ground/errors.ts';

/** On one instance, whoever's they are: each may take as much memory as a file is large. */
const MOST_OF_ALL = 32;
const RETRY_SECONDS = 2;

/** Bounds how many uploads this instance reads at once: of one person, to one address, and of all. */
export class UploadLimit {
  readonly #most: number;
  readonly #running = new Set<{ owner: string; address: string | undefined }>();

  constructor(mostOfOnePerson: number) {
    this.#most = mostOfOnePerson;
  }

  /**
   * Counts an upload until `end` is called.
   *
   * @param address a signed one takes a single upload
   * @throws AppError `conflict` while another upload to the address runs; `rate_limited` when as many run as may.
   */
  begin(owner: string, address?: string): { end: () => void } {
    const running = [...this.#running];
    if (address !== undefined && running.some((upload) => upload.address === address))
      throw new AppError('conflict', 'This file is being uploaded already.', { retryAfter: RETRY_SECONDS });
    if (running.length >= MOST_OF_ALL || running.filter((upload) => upload.owner === owner).length >= this.#most)
      throw new AppError('rate_limited', 'Too many files are being uploaded at once. Please wait for one to finish.', {
        retryAfter: RETRY_SECONDS,
      });
    const upload = { owner, address };
    this.#running.add(upload);
    return { end: () => void this.#running.delete(upload) };
  }
}
