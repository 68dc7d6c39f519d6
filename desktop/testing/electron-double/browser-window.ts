import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { CancellableEvent } from './cancellable-event.ts';
import { double, onlyKnown, record, requireReady } from './double-state.ts';
import { addWindow } from './open-windows.ts';
import { session } from './session.ts';
import { type WebContents, createWebContents } from './web-contents.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

const all = new Set<BrowserWindow>();
let focused: BrowserWindow | null = null;
let nextId = 1;

export class BrowserWindow extends EventEmitter {
  readonly id = nextId++;
  readonly options: Readonly<Record<string, unknown>>;
  readonly webContents: WebContents;
  accessibleTitle = '';
  #title: string;
  #bounds: Bounds;
  #isVisible = false;
  #isMinimized = false;
  #isMaximized = false;
  #isFullScreen = false;
  #isDestroyed = false;
  #forget: () => void;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    requireReady('BrowserWindow');
    record('new BrowserWindow', options);
    const preferences: Record<string, unknown> = { ...options.webPreferences };
    const partition = options.webPreferences?.partition;
    this.options = Object.freeze({ ...options });
    this.#title = options.title ?? app.getName();
    const area = double.config.displays[0] ?? { x: 0, y: 0, width: 1280, height: 800 };
    this.#bounds = {
      x: options.x ?? area.x + 40,
      y: options.y ?? area.y + 40,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.webContents = createWebContents(
      partition === undefined ? session.defaultSession : session.fromPartition(partition),
      preferences,
    );
    this.webContents.once('painted', () => this.emit('ready-to-show', new CancellableEvent()));
    if (options.show !== false) this.#isVisible = true;
    all.add(this);
    this.#forget = addWindow(this);
    app.emit('web-contents-created', new CancellableEvent(), this.webContents);
    app.emit('browser-window-created', new CancellableEvent(), this);
    // The members the app may use are these; anything else is a gap.
    return onlyKnown('BrowserWindow', this);
  }
  static getAllWindows(): BrowserWindow[] {
    return [...all];
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...all].find((window) => window.webContents === contents) ?? null;
  }
  loadURL(address: string): Promise<void> {
    this.#requireAlive();
    return this.webContents.loadURL(address);
  }
  getTitle(): string {
    return this.#title;
  }
  show(): void {
    this.#requireAlive();
    record('window.show', this.#title);
    this.#isVisible = true;
    // Showing a window of macOS activates its app, which brings back one that was hidden; a panel does no such thing.
    if (app.isHidden() && this.options['type'] !== 'panel') app.show();
    this.emit('show', new CancellableEvent());
    this.focus();
  }
  hide(): void {
    this.#requireAlive();
    record('window.hide', this.#title);
    this.#isVisible = false;
    this.emit('hide', new CancellableEvent());
    if (focused === this) this.#loseFocus();
  }
  focus(): void {
    this.#requireAlive();
    takeFocus(this);
    this.emit('focus', new CancellableEvent());
  }
  blur(): void {
    this.#requireAlive();
    record('window.blur', this.#title);
    if (focused === this) this.#loseFocus();
  }
  #loseFocus(): void {
    focused = null;
    this.emit('blur', new CancellableEvent());
  }
  close(): void {
    if (this.#isDestroyed) return;
    const event = new CancellableEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.webContents.destroy();
    all.delete(this);
    this.#forget();
    if (focused === this) focused = null;
    this.emit('closed');
    if (all.size === 0) app.emit('window-all-closed');
  }
  minimize(): void {
    record('window.minimize', this.#title);
    this.#isMinimized = true;
    this.emit('minimize', new CancellableEvent());
  }
  restore(): void {
    record('window.restore', this.#title);
    this.#isMinimized = false;
  }
  maximize(): void {
    record('window.maximize', this.#title);
    this.#isMaximized = true;
    this.#isVisible = true;
    this.emit('maximize', new CancellableEvent());
    this.emit('resize', new CancellableEvent());
  }
  setFullScreen(isFullScreen: boolean): void {
    this.#isFullScreen = isFullScreen;
    setImmediate(() => this.emit(isFullScreen ? 'enter-full-screen' : 'leave-full-screen', new CancellableEvent()));
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize', new CancellableEvent());
    this.emit('move', new CancellableEvent());
  }
  getBounds(): Bounds {
    this.#requireAlive();
    return { ...this.#bounds };
  }
  getNormalBounds(): Bounds {
    return { ...this.#bounds };
  }
  setOverlayIcon(icon: { file: string } | null, description: string): void {
    record('window.setOverlayIcon', icon?.file ?? null, description);
  }
  setVisibleOnAllWorkspaces(...values: unknown[]): void {
    record('window.setVisibleOnAllWorkspaces', ...values);
  }
  isVisible(): boolean {
    return this.#isVisible && !app.isHidden();
  }
  isFocused(): boolean {
    return focused === this || all.size === 0;
  }
  isMinimized(): boolean {
    return this.#isMinimized;
  }
  isMaximized(): boolean {
    return this.#isMaximized;
  }
  isFullScreen(): boolean {
    return this.#isFullScreen;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  #requireAlive(): void {
    if (this.#isDestroyed) throw new Error('Object has been destroyed');
  }
}

function takeFocus(window: BrowserWindow): void {
  if (focused !== window) focused?.blur();
  focused = window;
}
