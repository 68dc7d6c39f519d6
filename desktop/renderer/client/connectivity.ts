/** Whether requests reach the server: `offline` when the device says so too, `away` when only the server is missing. */
export type Reach = 'reachable' | 'offline' | 'away';

/** What the last request told about the way to the server; banners and retries follow it. */
export class Connectivity {
  #reach: Reach = 'reachable';
  readonly #listeners = new Set<() => void>();
  readonly #hasNetwork: () => boolean;

  /** @param hasNetwork what the device says about its own connection */
  constructor(hasNetwork: () => boolean = () => navigator.onLine) {
    this.#hasNetwork = hasNetwork;
  }

  /** The last thing known. */
  readonly current = (): Reach => this.#reach;

  /** Listens to changes; returns the way to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Notes what a request met. A server on this machine answers without a network, so only requests decide. */
  report(isAnswered: boolean): void {
    const reach = isAnswered ? 'reachable' : this.#hasNetwork() ? 'away' : 'offline';
    if (reach === this.#reach) return;
    this.#reach = reach;
    for (const listener of this.#listeners) listener();
  }
}
