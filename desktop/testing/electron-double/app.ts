import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { double, onlyKnown, record, requireNotReady, requireReady } from './double-state.ts';
import { CancellableEvent } from './cancellable-event.ts';
import { openWindows } from './open-windows.ts';

const { config } = double;
const paths: Record<string, string> = {
  userData: config.userData,
  appData: path.join(config.userData, '..', 'appData'),
};
const switches = new Map(
  process.argv
    .filter((argument) => argument.startsWith('--'))
    .map((argument): [string, string] => {
      const [name = '', ...value] = argument.slice(2).split('=');
      return [name, value.join('=')];
    }),
);
const PATH_NAMES = new Set(
  'home appData userData sessionData temp exe module desktop documents downloads music pictures videos recent logs crashDumps assets'.split(
    ' ',
  ),
);
let badgeCount = 0;
let loginItem = { openAtLogin: false };
let isLaunching = false;
let isQuitting = false;
let isHidden = false;
let lockFile: string | null = null;

class App extends EventEmitter {
  readonly name = 'Parley';
  get isPackaged(): boolean {
    return config.isPackaged;
  }
  whenReady(): Promise<void> {
    if (!isLaunching) launch();
    isLaunching = true;
    return double.isReady ? Promise.resolve() : new Promise((resolve) => this.once('ready', resolve));
  }
  isReady(): boolean {
    return double.isReady;
  }
  getVersion(): string {
    return config.version;
  }
  getName(): string {
    return 'Parley';
  }
  getLocale(): string {
    return config.languages[0] ?? 'en-US';
  }
  getPreferredSystemLanguages(): string[] {
    return config.languages;
  }
  getAppPath(): string {
    return config.appPath;
  }
  getPath(name: string): string {
    if (!PATH_NAMES.has(name)) throw new Error(`Failed to get '${name}' path`);
    return paths[name] ?? path.join(config.userData, name);
  }
  setPath(name: string, value: string): void {
    if (!path.isAbsolute(value)) throw new Error('Path must be absolute');
    if (!PATH_NAMES.has(name)) throw new Error(`Failed to set '${name}' path`);
    record('app.setPath', name, value);
    paths[name] = value;
  }
  enableSandbox(): void {
    requireNotReady('app.enableSandbox()');
    record('app.enableSandbox');
  }
  disableHardwareAcceleration(): void {
    requireNotReady('app.disableHardwareAcceleration()');
    record('app.disableHardwareAcceleration');
  }
  setAppUserModelId(id: string): void {
    record('app.setAppUserModelId', id);
  }
  setToastActivatorCLSID(id: string): void {
    if (config.platform !== 'win32') throw new TypeError('app.setToastActivatorCLSID is not a function');
    if (!/^\{?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\}?$/i.test(id)) throw new Error(`Invalid CLSID: ${id}`);
    record('app.setToastActivatorCLSID', id);
  }
  setAsDefaultProtocolClient(scheme: string, program?: string, values?: string[]): boolean {
    record('app.setAsDefaultProtocolClient', scheme, program, values);
    return true;
  }
  setBadgeCount(count: number): boolean {
    record('app.setBadgeCount', count);
    badgeCount = count;
    return true;
  }
  getBadgeCount(): number {
    return badgeCount;
  }
  setLoginItemSettings(settings: { openAtLogin: boolean }): void {
    record('app.setLoginItemSettings', settings);
    loginItem = { ...settings };
  }
  getLoginItemSettings() {
    return {
      ...loginItem,
      wasOpenedAtLogin: config.wasOpenedAtLogin,
      status: loginItem.openAtLogin ? config.loginItemStatus : 'not-registered',
      executableWillLaunchAtLogin: loginItem.openAtLogin && config.loginItemStatus === 'enabled',
    };
  }
  focus(): void {
    record('app.focus');
  }
  hide(): void {
    record('app.hide');
    isHidden = true;
  }
  show(): void {
    record('app.show');
    isHidden = false;
  }
  isHidden(): boolean {
    return isHidden;
  }
  relaunch(options?: { execPath?: string; args?: string[] }): void {
    record('app.relaunch', options);
  }
  getAppMetrics(): unknown[] {
    return [];
  }
  /** Electron's own order: the app may object, then every window may, then it is over. */
  quit(): void {
    record('app.quit');
    if (isQuitting) return;
    const before = new CancellableEvent();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    for (const window of openWindows()) {
      window.close();
      if (!window.isDestroyed()) return;
    }
    this.finish();
  }
  finish(): void {
    if (isQuitting) return;
    const will = new CancellableEvent();
    this.emit('will-quit', will);
    if (will.defaultPrevented) return;
    isQuitting = true;
    this.emit('quit', new CancellableEvent(), 0);
    this.exit(0);
  }
  exit(code = 0): never {
    record('app.exit', code);
    double.events.emit('exit');
    this.releaseSingleInstanceLock();
    process.exit(code);
  }
  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    record('app.requestSingleInstanceLock', additionalData);
    mkdirSync(config.userData, { recursive: true });
    const file = path.join(config.userData, '.double-lock');
    const mail = path.join(config.userData, '.double-mail');
    if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8')))) {
      const letter = JSON.stringify({ argv: process.argv, cwd: process.cwd(), additionalData });
      writeFileSync(path.join(mail, `.${randomUUID()}`), letter);
      const envelope = path.join(mail, randomUUID());
      writeFileSync(envelope, letter);
      renameSync(envelope, `${envelope}.json`);
      return false;
    }
    writeFileSync(file, String(process.pid));
    lockFile = file;
    mkdirSync(mail, { recursive: true });
    watch(mail, () => readMail(mail)).unref();
    return true;
  }
  hasSingleInstanceLock(): boolean {
    return lockFile !== null;
  }
  releaseSingleInstanceLock(): void {
    if (lockFile !== null) rmSync(lockFile, { force: true });
    lockFile = null;
  }
  readonly commandLine = onlyKnown('app.commandLine', {
    appendSwitch: (name: string, value = '') => {
      record('app.commandLine.appendSwitch', name, value);
      switches.set(name, value);
    },
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
  });
  readonly dock =
    config.platform === 'darwin'
      ? onlyKnown('app.dock', {
          setBadge: (text: string) => record('app.dock.setBadge', text),
          hide: () => record('app.dock.hide'),
          show: async () => record('app.dock.show'),
        })
      : undefined;
}

export const app = onlyKnown('app', new App());

/** The bundle's own code runs to its end first, as it does in Electron. */
function launch(): void {
  setImmediate(() => {
    app.emit('will-finish-launching');
    // macOS hands over the link the app was started with before it is ready.
    if (config.launchUrl !== null) app.emit('open-url', new CancellableEvent(), config.launchUrl);
    setImmediate(() => {
      double.isReady = true;
      app.emit('ready', new CancellableEvent(), {});
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

function readMail(mail: string): void {
  for (const name of readdirSync(mail).filter((each) => each.endsWith('.json'))) {
    const file = path.join(mail, name);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text === '') continue;
    rmSync(file, { force: true });
    const { argv, cwd, additionalData } = JSON.parse(text) as { argv: string[]; cwd: string; additionalData: unknown };
    requireReady('second-instance');
    app.emit('second-instance', new CancellableEvent(), argv, cwd, additionalData);
  }
}
