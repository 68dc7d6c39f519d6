import { EventEmitter } from 'node:events';
import type { CDPSession, Page, Request } from 'playwright';
import { attachPreload } from './attach-preload.ts';
import { BINDING, ISOLATED_WORLD } from './bridge-scripts.ts';
import { CancellableEvent } from './cancellable-event.ts';
import { double, onlyKnown, record } from './double-state.ts';
import { type FrameDouble, createMainFrame } from './frame-double.ts';
import { invokeHandler, ipcMain } from './ipc-main.ts';
import { forwardPageEvents } from './page-events.ts';
import { ownPage, routeRequests } from './route-requests.ts';
import type { Session } from './session.ts';
import { decodeValue, encodeValue } from './structured-codec.ts';

type WindowOpenHandler = (details: { url: string; frameName: string }) => { action: 'deny' | 'allow' };

/** The new windows the app was asked about, and when: any page may have been the one that opened them. */
const asked = new Map<string, number>();
const ERROR_CODES: Record<string, number> = {
  ERR_ABORTED: -3,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
};
/** How long a process takes to be gone. */
const GOING_MS = 50;
let nextId = 1;

/** Electron's `webContents`: a page in Chromium with its preload in an isolated world. */
export class WebContents extends EventEmitter {
  readonly id = nextId++;
  readonly session: Session;
  readonly preferences: Readonly<Record<string, unknown>>;
  readonly mainFrame: FrameDouble;
  page: Promise<Page>;
  #live: Page | null = null;
  #cdp: CDPSession | null = null;
  #isolated: number | null = null;
  #ownNavigation: string | null = null;
  #openHandler: WindowOpenHandler | null = null;
  #browserContextId = '';
  #mainFrameId = '';
  #zoom = 0;
  #isDestroyed = false;
  #isGoing = false;
  hasCrashed = false;
  lastInputAt = 0;

  constructor(session: Session, preferences: Record<string, unknown>) {
    super();
    this.session = session;
    this.preferences = Object.freeze({ ...preferences });
    this.mainFrame = createMainFrame(() => this.getURL());
    this.page = this.#open();
  }

  getURL(): string {
    return this.#live ? this.session.servers.toShown(this.#live.url()) : '';
  }
  async loadURL(address: string): Promise<void> {
    const spent = process.cpuUsage(double.bundleStartedAt);
    double.firstLoadAfter ??= (spent.user + spent.system) / 1000;
    record('webContents.loadURL', address);
    if (this.#isGoing) throw new Error(`ERR_FAILED (-2) loading '${address}'`);
    if (this.hasCrashed) {
      this.hasCrashed = false;
      this.page = this.#open();
    }
    const page = await this.page;
    const real = await this.session.servers.toReal(address, this.session.handlers);
    const shownOrigin = `${new URL(address).protocol}//${new URL(address).host}`;
    await this.session.applyPermissions(new URL(real).origin, shownOrigin, this.#browserContextId);
    this.#ownNavigation = real;
    const isParsed = new Promise<void>((resolve) => {
      this.once('dom-ready', () => resolve());
      setTimeout(resolve, 2000).unref();
    });
    try {
      await page.goto(real, { waitUntil: 'domcontentloaded' });
    } catch (error) {
      const [, name = 'ERR_FAILED'] = /net::(ERR_\w+)/.exec(String(error)) ?? [];
      // Chromium shows its error page next, which would interrupt what is loaded after this.
      await page.waitForURL('chrome-error://**', { timeout: 300 }).catch(() => undefined);
      const code = ERROR_CODES[name] ?? -2;
      this.emit('did-fail-load', new CancellableEvent(), code, name, address, true);
      throw new Error(`${name} (${code}) loading '${address}'`, { cause: error });
    }
    this.emit('painted');
    await Promise.all([page.waitForLoadState('load').catch(() => undefined), isParsed]);
    this.emit('did-finish-load', new CancellableEvent());
  }
  /** What is loaded next comes in a new process; what is loaded before this one is gone is lost with it (electron#48661). */
  forcefullyCrashRenderer(): void {
    this.#requireAlive();
    record('webContents.forcefullyCrashRenderer');
    this.#isGoing = true;
    this.hasCrashed = true;
    const dead = this.page;
    setTimeout(() => {
      this.#isGoing = false;
      this.emit('render-process-gone', new CancellableEvent(), { reason: 'killed', exitCode: 9 });
      void dead.then((page) => page.close()).catch(() => undefined);
    }, GOING_MS);
  }
  reload(): void {
    void this.loadURL(this.getURL()).catch(() => undefined);
  }
  send(channel: string, ...values: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    this.#requireAlive();
    try {
      this.#deliver({ kind: 'message', channel, value: encodeValue(values) });
    } catch (error) {
      // What cannot be copied is an error for the log alone.
      process.stderr.write(`Error sending from webFrameMain: ${String(error)}\n`);
    }
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    record('webContents.setWebRTCIPHandlingPolicy', this.id, policy);
  }
  getZoomLevel(): number {
    this.#requireAlive();
    return this.#zoom;
  }
  async executeJavaScript(code: string): Promise<unknown> {
    this.#requireAlive();
    return (await this.page).evaluate(code);
  }
  setZoomLevel(level: number): void {
    this.#requireAlive();
    this.#zoom = level;
  }
  replaceMisspelling(word: string): void {
    record('webContents.replaceMisspelling', word);
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
  destroy(): void {
    this.#isDestroyed = true;
    void this.page.then((page) => page.close()).catch(() => undefined);
    this.emit('destroyed');
  }
  /** Passes a call to main as if it came from `frame`: tests forge senders a browser would never let through. */
  invoke(channel: string, values: unknown[], frame: FrameDouble | null): Promise<unknown> {
    return invokeHandler({ sender: this, senderFrame: frame }, channel, values);
  }

  async #open(): Promise<Page> {
    const context = await this.session.context();
    await routeRequests(context, this.session);
    const page = await context.newPage();
    ownPage(page, this);
    this.#live = page;
    const cdp = await context.newCDPSession(page);
    this.#cdp = cdp;
    this.#listen(page, cdp);
    const { targetInfo } = await cdp.send('Target.getTargetInfo');
    this.#browserContextId = targetInfo.browserContextId ?? '';
    this.#mainFrameId = targetInfo.targetId;
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD });
    await attachPreload(cdp, this.session.secret, this.preferences);
    return page;
  }

  #listen(page: Page, cdp: CDPSession): void {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      // Frames inside the page have such a world as well, and no preload in it.
      const { frameId } = context.auxData as { frameId?: string };
      if (context.name === ISOLATED_WORLD && frameId === this.#mainFrameId) this.#isolated = context.id;
    });
    cdp.on('Runtime.executionContextsCleared', () => {
      this.#isolated = null;
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) void this.#receive(payload, executionContextId);
    });
    cdp.on('Page.windowOpen', ({ url, windowName }) => this.askToOpen(url, windowName));
    forwardPageEvents(page, cdp, this);
  }

  /** Asks the app about a new window. Denied or not, the double never lets one live. */
  askToOpen(real: string, frameName = ''): void {
    const shown = this.session.servers.toShown(real);
    asked.set(real, Date.now());
    const action = this.#openHandler?.({ url: shown, frameName }).action ?? 'allow';
    record('window.open', shown, action);
    if (action === 'allow') this.emit('did-create-window', {}, { url: shown, frameName });
  }
  /** A page nobody owns loads something: opened by a click that no script saw. */
  decideStray(request: Request): void {
    // Where a script opened it, the debugger says so as well, a moment later.
    setTimeout(() => {
      if (Date.now() - (asked.get(request.url()) ?? 0) > 2000) this.askToOpen(request.url());
    }, 100);
  }

  async #receive(payload: string, contextId: number): Promise<void> {
    const message = JSON.parse(payload) as {
      kind: string;
      id: number;
      channel: string;
      args: string;
      isFrame?: boolean;
    };
    const frame = contextId === this.#isolated ? this.mainFrame : null;
    if (message.kind === 'send') {
      ipcMain.emit(message.channel, { sender: this, senderFrame: frame }, ...(decodeValue(message.args) as unknown[]));
    }
    if (message.kind === 'gap') double.gaps.push(message.channel);
    if (message.kind === 'input') {
      this.lastInputAt = Date.now();
      const input = { type: message.channel };
      if (input.type === 'mouseDown') this.emit('before-mouse-event', new CancellableEvent(), input);
      // Electron watches the page's own widget; a frame from elsewhere has another one.
      if (!message.isFrame) this.emit('input-event', new CancellableEvent(), input);
    }
    if (message.kind !== 'invoke') return;
    try {
      const value = await this.invoke(message.channel, decodeValue(message.args) as unknown[], frame);
      this.#deliver({ kind: 'result', id: message.id, value: encodeValue(value) });
    } catch (error) {
      this.#deliver({ kind: 'result', id: message.id, error: (error as Error).message });
    }
  }

  /** A message to a page that is not there yet is dropped, as in Electron. */
  #deliver(message: object): void {
    this.#requireAlive();
    if (this.#isolated === null || !this.#cdp) return;
    const expression = `globalThis.__parleyDoubleDeliver?.(${JSON.stringify(JSON.stringify(message))})`;
    void this.#cdp.send('Runtime.evaluate', { expression, contextId: this.#isolated }).catch(() => undefined);
  }

  /** @returns whether the app lets the navigation happen */
  decideNavigation(request: Request): boolean {
    const real = request.url();
    const shown = this.session.servers.toShown(real);
    const isMainFrame = request.frame() === this.#live?.mainFrame();
    if (isMainFrame) {
      this.emit('did-start-navigation', new CancellableEvent({ url: shown, isMainFrame, isSameDocument: false }));
      if (this.#ownNavigation === real) {
        this.#ownNavigation = null;
        return true;
      }
    }
    const details = new CancellableEvent({ url: shown, isMainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', details);
    if (isMainFrame && !details.defaultPrevented) this.emit('will-navigate', details);
    record('navigation', shown, details.defaultPrevented ? 'prevented' : 'allowed');
    return !details.defaultPrevented;
  }
  /** @returns whether the app lets a navigation go on to where it was sent */
  decideRedirect(shown: string, isMainFrame: boolean): boolean {
    const details = new CancellableEvent({ url: shown, isMainFrame, isSameDocument: false });
    this.emit('will-redirect', details);
    record('redirect', shown, details.defaultPrevented ? 'prevented' : 'allowed');
    return !details.defaultPrevented;
  }
  #requireAlive(): void {
    if (this.#isDestroyed) throw new Error('Object has been destroyed');
  }
}

export function createWebContents(session: Session, preferences: Record<string, unknown>): WebContents {
  return onlyKnown('webContents', new WebContents(session, preferences));
}
