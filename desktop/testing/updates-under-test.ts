import { pino } from 'pino';
import type { AppUpdater } from 'electron-updater';
import { expect } from 'vitest';
import type { UpdateState } from '../ipc-contract.ts';
import type { Scheduler } from '../main/ground/scheduler.ts';
import { type Updates, setupUpdates } from '../main/updates/setup-updates.ts';

/** A clock that stands still, and timers that run when a test says so. */
export interface TestClock {
  now: number;
  timers: { at: number; run: () => void }[];
  scheduler: Scheduler;
}

/** A clock that starts on a Friday morning. */
export function createTestClock(): TestClock {
  const timers: TestClock['timers'] = [];
  const clock: TestClock = {
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
  return clock;
}

/** The app's updates around a real updater, and everything they said. */
export interface UpdatesUnderTest {
  updates: Updates;
  seen: UpdateState[];
  /** Waits for what the updates come to. */
  settle: (status: UpdateState['status']) => Promise<void>;
}

/** Sets the app's updates around a real updater. */
export function startUpdates(
  clock: TestClock,
  updater: AppUpdater,
  options: { channel?: () => 'latest' | 'beta'; systemVersion?: string } = {},
): UpdatesUnderTest {
  const seen: UpdateState[] = [];
  const updates = setupUpdates({
    engine: { load: () => Promise.resolve(updater) },
    channel: options.channel ?? (() => 'latest'),
    version: updater.currentVersion.version,
    systemVersion: () => options.systemVersion ?? '10.0.26100',
    onChange: (state) => seen.push(state),
    onRenamed: () => undefined,
    scheduler: clock.scheduler,
    logger: pino({ level: 'silent' }),
    random: () => 0.5,
  });
  return {
    updates,
    seen,
    settle: async (status) => {
      await expect.poll(() => seen.at(-1)?.status, { timeout: 10_000 }).toBe(status);
    },
  };
}
