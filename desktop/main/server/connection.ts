import type { Scheduler } from '../ground/scheduler.ts';

const RETRY_MS = 15_000;

/** Whether the network and the server are there. */
export type ConnectionState = 'online' | 'offline' | 'server_away';

/** Watches the connection, from what requests report and by asking again while it is down. */
export interface Connection {
  state: () => ConnectionState;
  report: (isReachable: boolean) => void;
  /** Looks again now: after sleep, or when somebody presses "Try again". */
  check: () => Promise<void>;
}

/** Starts watching; `onChange` hears every change and whether it was for the better. */
export function setupConnection(deps: {
  isOnline: () => boolean;
  /** Asks the server for something that needs no sign-in. */
  ping: () => Promise<boolean>;
  scheduler: Scheduler;
  onChange: (state: ConnectionState) => void;
}): Connection {
  let state: ConnectionState = 'online';
  let cancelRetry: (() => void) | null = null;
  const become = (next: ConnectionState): void => {
    if (next === 'online') {
      cancelRetry?.();
      cancelRetry = null;
    } else {
      cancelRetry ??= deps.scheduler.after(RETRY_MS, () => {
        cancelRetry = null;
        void check();
      });
    }
    if (next === state) return;
    state = next;
    deps.onChange(next);
  };
  const report = (isReachable: boolean): void => {
    if (isReachable) become('online');
    else become(deps.isOnline() ? 'server_away' : 'offline');
  };
  const check = async (): Promise<void> => report(await deps.ping().catch(() => false));
  return { state: () => state, report, check };
}
