import type { App } from 'electron';
import type { Logger } from 'pino';
import type { DesktopConfig } from './config.ts';
import type { Speech } from './speech.ts';
import type { SleepingScheduler } from './scheduler.ts';
import type { ProfileStore } from './profile.ts';
import type { Signals } from './signals.ts';

/** What every part of the app is built on; there is one of each. */
export interface Base {
  app: App;
  config: DesktopConfig;
  profile: ProfileStore;
  speech: Speech;
  signals: Signals;
  scheduler: SleepingScheduler;
  logger: Logger;
}
