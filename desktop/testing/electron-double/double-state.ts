import { EventEmitter } from 'node:events';

/** What a test decides about the computer the app believes to run on. */
export interface DoubleConfig {
  platform: NodeJS.Platform;
  /** Directory of the repository: what `app.getAppPath()` answers. */
  appPath: string;
  resourcesPath: string;
  userData: string;
  isPackaged: boolean;
  version: string;
  /** Playwright server of the Chromium all windows live in. */
  /** Null for an app that ends before it would open a window. */
  browserEndpoint: string | null;
  /** What `safeStorage` finds: a keyring's name, `basic_text`, or null for one that does not answer. */
  keyring: string | null;
  /** Milliseconds a keyring waits for the person to unlock it. */
  keyringLatency: number;
  hasTray: boolean;
  /** The link macOS starts the app with. */
  launchUrl: string | null;
  /** Lets pages reach other servers of this computer, which the app's own pages never do. */
  hasLoopback: boolean;
  takenShortcuts: string[];
  /** Windows alone: the theme of the taskbar. */
  isTaskbarDark: boolean;
  displays: { x: number; y: number; width: number; height: number }[];
  /** Where the pointer is; near the corner of the first display when nobody says. */
  cursor?: { x: number; y: number };
  isOnline: boolean;
  /** The person's languages, the preferred one first; pages see that one. */
  languages: string[];
  wasOpenedAtLogin: boolean;
  /** What the system makes of a login item: people allow it, or switch it off, in the system's own settings. */
  loginItemStatus: 'enabled' | 'requires-approval';
  /** Origins that updates come from, and who plays them on this computer. */
  hosts?: Record<string, string>;
  /** Clicks on Windows toasts that started the app. */
  toastActivations: { type: string; arguments: string; actionIndex?: number; reply?: string }[];
}

/** One call the app made, in order. */
export interface JournalEntry {
  call: string;
  arguments: unknown[];
  wasReady: boolean;
}

/** Everything the double remembers and a test may look at or change. */
export const double = {
  config: JSON.parse(process.env['PARLEY_DOUBLE'] ?? '{}') as DoubleConfig,
  isReady: false,
  journal: [] as JournalEntry[],
  /** Uses of Electron the double does not know; any of them fails the test. */
  gaps: [] as string[],
  /** Answers for dialogs, used in turn. */
  dialogAnswers: [] as unknown[],
  /** Network requests of pages that were stopped, because nothing of ours answers them. */
  blockedRequests: [] as string[],
  /** Bodies for foreign addresses, by prefix. */
  stubs: new Map<string, { body: string; contentType: string; status?: number; redirect?: string }>(),
  faults: { encryption: false, decryption: false, shouldReEncrypt: false, openExternal: false },
  clipboard: '',
  /** When the app's own code began to load. */
  bundleStartedAt: process.cpuUsage(),
  /** Milliseconds of processor time from there to its first page. */
  firstLoadAfter: null as number | null,
  events: new EventEmitter(),
};

export function record(call: string, ...values: unknown[]): void {
  double.journal.push({ call, arguments: values, wasReady: double.isReady });
}

/** Fails as Electron does when something is used before the app is ready. */
export function requireReady(what: string): void {
  if (!double.isReady) throw new Error(`${what} cannot be used before the app is ready`);
}

/** Fails as Electron does when something comes too late. */
export function requireNotReady(what: string): void {
  if (double.isReady) throw new Error(`${what} must be called before the app is ready`);
}

/**
 * Makes the use of anything the double does not know an error, so that silent gaps cannot be.
 *
 * @param name what the object is called in Electron
 */
export function onlyKnown<Known extends object>(name: string, known: Known): Known {
  const requireKnown = (target: Known, key: string | symbol): void => {
    if (Reflect.has(target, key) || typeof key === 'symbol' || ASKED_BY_THE_LANGUAGE.has(key)) return;
    double.gaps.push(`${name}.${key}`);
    throw new Error(`not in the double: ${name}.${key}`);
  };
  return new Proxy(known, {
    // Private fields belong to the object itself, so methods run on it and not on this proxy.
    set: (target, key, value) => {
      requireKnown(target, key);
      return Reflect.set(target, key, value, target);
    },
    get: (target, key) => {
      requireKnown(target, key);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** What promises, JSON and modules look for on anything at all. */
const ASKED_BY_THE_LANGUAGE = new Set(['then', 'toJSON', '__esModule', 'default']);
