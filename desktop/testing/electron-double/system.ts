import { EventEmitter } from 'node:events';
import { double, onlyKnown, record, requireReady } from './double-state.ts';
import { isAccelerator } from './menu.ts';
import { handOver, request } from './network.ts';

const { config } = double;
const shortcuts = new Map<string, () => void>();
let areSuspended = false;

/** Electron's `shell`: nothing is ever opened. */
export const shell = onlyKnown('shell', {
  openExternal: async (address: string) => {
    record('shell.openExternal', address);
    if (double.faults.openExternal) throw new Error('No program opens this.');
  },
  showItemInFolder: (target: string) => record('shell.showItemInFolder', target),
  openPath: async (target: string) => {
    record('shell.openPath', target);
    return '';
  },
});

/** Electron's `dialog`: answers from the test's list, and fails when nobody expected the question. */
export const dialog = onlyKnown('dialog', {
  showMessageBox: (...values: unknown[]) => {
    requireReady('dialog');
    record('dialog.showMessageBox', values.at(-1));
    return answerMessageBox(values);
  },
  showSaveDialog: async (...values: unknown[]) => {
    record('dialog.showSaveDialog', values.at(-1));
    const filePath = nextAnswer('showSaveDialog');
    return { canceled: filePath === undefined, filePath };
  },
  showMessageBoxSync: (...values: unknown[]) => {
    record('dialog.showMessageBoxSync', values.at(-1));
    return nextAnswer('showMessageBoxSync');
  },
  showErrorBox: (title: string, content: string) => record('dialog.showErrorBox', title, content),
});

async function answerMessageBox(values: unknown[]) {
  const answer = nextAnswer('showMessageBox');
  const { checkboxChecked = false, cancelId = 0, signal } = values.at(-1) as Electron.MessageBoxOptions;
  if (answer === 'wait') {
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    return { response: cancelId, checkboxChecked };
  }
  return typeof answer === 'number' ? { response: answer, checkboxChecked } : answer;
}

function nextAnswer(what: string): unknown {
  if (double.dialogAnswers.length === 0) {
    double.gaps.push(`dialog.${what} was shown and no answer was prepared`);
    throw new Error('nobody answers this dialog');
  }
  return double.dialogAnswers.shift();
}

/** Electron's `clipboard`, with the promises it has since 44. */
export const clipboard = onlyKnown('clipboard', {
  writeText: async (text: string) => {
    double.clipboard = text;
  },
});

export const crashReporter = onlyKnown('crashReporter', {
  start: (options: { uploadToServer: boolean }) => record('crashReporter.start', options),
});

/** Electron's own `autoUpdater`. */
export const autoUpdater = onlyKnown('autoUpdater', new EventEmitter());

/** Electron's `powerMonitor`; the test makes the computer sleep. */
export const powerMonitor = onlyKnown('powerMonitor', new EventEmitter());

class NativeTheme extends EventEmitter {
  inForcedColorsMode = false;
  #source = 'system';
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
  /** The taskbar's theme, which the app's own does not change on Windows. */
  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return config.platform === 'win32' ? config.isTaskbarDark : this.shouldUseDarkColors;
  }
  get themeSource(): string {
    return this.#source;
  }
  set themeSource(source: string) {
    record('nativeTheme.themeSource', source);
    this.#source = source;
    double.events.emit('theme', source);
    this.emit('updated');
  }
}

export const nativeTheme = onlyKnown('nativeTheme', new NativeTheme());

const displays = () => config.displays.map((area, id) => ({ id, bounds: area, workArea: area, scaleFactor: 1 }));

class Screen extends EventEmitter {
  getAllDisplays() {
    requireReady('screen');
    return displays();
  }
  getPrimaryDisplay() {
    requireReady('screen');
    return displays()[0];
  }
  getCursorScreenPoint() {
    requireReady('screen');
    return config.cursor ?? { x: 10, y: 10 };
  }
  getDisplayNearestPoint({ x, y }: { x: number; y: number }) {
    const isInside = ({ bounds: area }: { bounds: (typeof config.displays)[number] }): boolean =>
      x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
    return this.getAllDisplays().find(isInside) ?? this.getPrimaryDisplay();
  }
}

/** Electron's `screen`, with the displays the test lists. */
export const screen = onlyKnown('screen', new Screen());

/** Plugs displays in and out, and says so as Electron does. */
export function changeDisplays(areas: { x: number; y: number; width: number; height: number }[]): void {
  const before = displays();
  config.displays.splice(0, Infinity, ...areas);
  const after = displays();
  for (const display of after.slice(before.length)) screen.emit('display-added', {}, display);
  for (const display of before.slice(after.length)) screen.emit('display-removed', {}, display);
}

/** Electron's `globalShortcut`; `press` is the person's hand. */
export const globalShortcut = onlyKnown('globalShortcut', {
  register: (accelerator: string, run: () => void): boolean => {
    requireReady('globalShortcut');
    if (!isAccelerator(accelerator)) throw new TypeError(`Invalid accelerator: ${accelerator}`);
    record('globalShortcut.register', accelerator);
    if (areSuspended || config.takenShortcuts.includes(accelerator) || shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, run);
    return true;
  },
  unregister: (accelerator: string) => {
    requireReady('globalShortcut');
    record('globalShortcut.unregister', accelerator);
    shortcuts.delete(accelerator);
  },
  unregisterAll: () => {
    requireReady('globalShortcut');
    shortcuts.clear();
  },
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
  setSuspended: (suspended: boolean) => {
    record('globalShortcut.setSuspended', suspended);
    areSuspended = suspended;
  },
  isSuspended: () => areSuspended,
});

/** Presses a registered accelerator. */
export function press(accelerator: string): boolean {
  const run = areSuspended ? undefined : shortcuts.get(accelerator);
  run?.();
  return run !== undefined;
}

/** Electron's `net`: the real network, or none when the test unplugs it. */
export const net = onlyKnown('net', {
  request,
  isOnline: () => config.isOnline,
  fetch: async (input: string, init: RequestInit & { bypassCustomProtocolHandlers?: boolean } = {}) => {
    requireReady('net');
    const { bypassCustomProtocolHandlers: _bypass, ...rest } = init;
    record('net.fetch', input, rest.method ?? 'GET');
    if (!config.isOnline) throw new Error('net::ERR_INTERNET_DISCONNECTED');
    try {
      return await handOver(await fetch(input, rest));
    } catch (error) {
      if (rest.signal?.aborted) throw error;
      throw new Error(chromiumName(error), { cause: error });
    }
  },
});

function chromiumName(error: unknown): string {
  const cause =
    error instanceof Error && error.cause instanceof Error
      ? `${error.cause.message} ${String((error.cause as { code?: string }).code)}`
      : '';
  if (cause.includes('ECONNREFUSED')) return 'net::ERR_CONNECTION_REFUSED';
  if (cause.includes('ENOTFOUND')) return 'net::ERR_NAME_NOT_RESOLVED';
  if (/CERT|self.signed/i.test(cause)) return 'net::ERR_CERT_AUTHORITY_INVALID';
  return 'net::ERR_FAILED';
}
