import path from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type ChangedSettings, type DesktopSettings, changedSettings } from '../../ipc-contract.ts';
import { SPOKEN_LANGUAGES } from '../../spoken-language.ts';
import { type JsonStore, openJsonStore } from './json-store.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';

const rectangle = z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

const profileFile = z.object({
  v: z.literal(1),
  settings: z.record(z.string(), z.unknown()).transform(keepValidSettings).catch({}).default({}),
  server: z.string().max(2048).nullable().catch(null).default(null),
  /** What the page spoke last, so that the tray speaks it from the next start on. */
  language: z.enum(SPOKEN_LANGUAGES).nullable().catch(null).default(null),
  window: z
    .object({ bounds: rectangle, isMaximized: z.boolean(), isFullScreen: z.boolean(), zoom: z.number().min(-8).max(8) })
    .nullable()
    .catch(null)
    .default(null),
  pendingUpdate: z
    .object({
      version: z.string().max(64),
      readySince: z.iso.datetime(),
      announcedOn: z.string().max(16).nullable().describe('the day of the last notification'),
      wasAsked: z.boolean().describe('the one dialog about it was shown'),
    })
    .nullable()
    .catch(null)
    .default(null),
  /** The graphics process kept crashing, and nobody has answered yet. */
  isGpuFailing: z.boolean().catch(false).default(false),
  shownNotices: z.array(z.string().max(64)).max(100).catch([]).default([]),
});

/** What the desktop app keeps about itself; no conversation and no secret is in it. */
export type Profile = z.infer<typeof profileFile>;

/** Where the main window was when it was last seen. */
export type SavedWindow = NonNullable<Profile['window']>;

/** An update that waits to be installed, and how often that was said. */
export type PendingUpdate = NonNullable<Profile['pendingUpdate']>;

/** The profile with its defaults filled in. */
export interface ProfileStore {
  settings: () => DesktopSettings;
  get: () => Profile;
  change: (change: Partial<Profile>) => Promise<void>;
  changeSettings: (change: ChangedSettings) => Promise<void>;
  flush: () => Promise<void>;
}

/** Opens `profile.json`; fields that do not fit fall back one by one. */
export async function openProfile(directory: string, logger: Logger): Promise<ProfileStore> {
  const store: JsonStore<Profile> = await openJsonStore(
    path.join(directory, 'profile.json'),
    profileFile,
    profileFile.parse({ v: 1 }),
    logger,
  );
  const change = (part: Partial<Profile>): Promise<void> => store.set({ ...store.get(), ...part });
  return {
    settings: () => ({ ...DEFAULT_SETTINGS, ...store.get().settings }),
    get: store.get,
    change,
    changeSettings: (part) => change({ settings: { ...store.get().settings, ...part } }),
    flush: store.flush,
  };
}

function keepValidSettings(stored: Record<string, unknown>): ChangedSettings {
  const valid = Object.entries(stored).filter(([name, value]) => changedSettings.safeParse({ [name]: value }).success);
  return changedSettings.parse(Object.fromEntries(valid));
}
