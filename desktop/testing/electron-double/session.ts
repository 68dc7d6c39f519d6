import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type * as Playwright from 'playwright';
import type { Browser, BrowserContext } from 'playwright';
import { app } from './app.ts';
import { CancellableEvent } from './cancellable-event.ts';
import { fetchIn } from './network.ts';
import { double, onlyKnown, record, requireNotReady, requireReady } from './double-state.ts';
import { type SchemeHandler, SchemeServers } from './scheme-server.ts';
import { WebRequest } from './web-request.ts';

type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;

const PAGE_PERMISSIONS: Record<string, string> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  'clipboard-read': 'clipboard-read',
  microphone: 'media',
  camera: 'media',
};

let schemes: string[] | null = null;
let browser: Promise<Browser> | null = null;

/** Opens the connection to the browser ahead of time, so that the first window need not wait for it. */
export function connectBrowser(): Promise<Browser> {
  const { browserEndpoint } = double.config;
  if (browserEndpoint === null) throw new Error('This app was started without a browser.');
  // An import would first search both megabytes of it for names, in every app anew: half of the time an app takes to start.
  const { chromium }: typeof Playwright = createRequire(import.meta.url)('playwright');
  browser ??= chromium.connect(browserEndpoint);
  return browser;
}

/** Electron's `protocol`, the part that belongs to no session. */
export const protocol = onlyKnown('protocol', {
  registerSchemesAsPrivileged: (list: { scheme: string; privileges: object }[]) => {
    requireNotReady('protocol.registerSchemesAsPrivileged()');
    // Electron takes a second call, and its renderers do not hear of it.
    if (schemes !== null) throw new Error('registerSchemesAsPrivileged was called a second time');
    schemes = list.map(({ scheme }) => scheme);
    record('protocol.registerSchemesAsPrivileged', list);
  },
});

/** Electron's `Session`: a browser context of its own. */
export class Session extends EventEmitter {
  readonly partition: string;
  readonly secret = `b${randomUUID().replaceAll('-', '')}`;
  readonly servers = new SchemeServers();
  readonly requests = new WebRequest();
  readonly webRequest = this.requests.api;
  readonly handlers = new Map<string, SchemeHandler>();
  /** As long as nobody says otherwise, a session checks the system's language, and asks for its dictionary at once. */
  #spelling = [double.config.languages[0] ?? 'en-US'];
  readonly #dictionaries = new Set<string>();
  availableSpellCheckerLanguages = ['de', 'en-GB', 'en-US', 'es', 'fr'];
  checkHandler: CheckHandler | null = null;
  requestHandler: unknown = null;
  deviceHandler: unknown = null;
  displayMediaHandler: unknown = null;
  #context: Promise<BrowserContext> | null = null;
  onContext: ((context: BrowserContext) => Promise<void>) | null = null;

  constructor(partition: string) {
    super();
    this.partition = partition;
    this.#loadDictionaries();
  }
  readonly protocol = onlyKnown('session.protocol', {
    handle: (scheme: string, handler: SchemeHandler) => {
      if (this.handlers.has(scheme)) throw new Error(`The scheme ${scheme} is handled already`);
      if (typeof handler !== 'function') throw new TypeError('The handler of a scheme is a function');
      record('protocol.handle', this.partition, scheme);
      this.handlers.set(scheme, handler);
    },
    unhandle: (scheme: string) => {
      if (!this.handlers.delete(scheme)) throw new Error(`The scheme ${scheme} is not handled`);
    },
    isProtocolHandled: (scheme: string) => this.handlers.has(scheme),
  });
  setPermissionRequestHandler(handler: unknown): void {
    record('session.setPermissionRequestHandler', this.partition);
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler | null): void {
    record('session.setPermissionCheckHandler', this.partition);
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: unknown): void {
    record('session.setDevicePermissionHandler', this.partition);
    this.deviceHandler = handler;
  }
  setDisplayMediaRequestHandler(handler: unknown): void {
    record('session.setDisplayMediaRequestHandler', this.partition);
    this.displayMediaHandler = handler;
  }
  allowNTLMCredentialsForDomains(domains: string): void {
    record('session.allowNTLMCredentialsForDomains', this.partition, domains);
  }
  setSpellCheckerLanguages(languages: string[]): void {
    record('session.setSpellCheckerLanguages', languages);
    const unknown = languages.find((language) => !this.availableSpellCheckerLanguages.includes(language));
    if (unknown !== undefined) throw new Error(`Invalid language code provided: "${unknown}"`);
    this.#spelling = languages;
    this.#loadDictionaries();
  }
  #loadDictionaries(): void {
    if (double.config.platform === 'darwin') return;
    setImmediate(() => {
      for (const language of this.#spelling.filter((each) => !this.#dictionaries.has(each))) {
        this.#dictionaries.add(language);
        double.blockedRequests.push(`https://redirector.gvt1.com/edgedl/chrome/dict/${language.toLowerCase()}.bdic`);
        this.emit('spellcheck-dictionary-download-begin', new CancellableEvent(), language);
      }
    });
  }
  addWordToSpellCheckerDictionary(word: string): void {
    record('session.addWordToSpellCheckerDictionary', word);
  }
  fetch(url: string, init?: RequestInit): Promise<Response> {
    return fetchIn(this.requests, url, init);
  }
  async clearStorageData(): Promise<void> {
    record('session.clearStorageData', this.partition);
    const context = await this.context();
    await context.clearCookies();
    const [page] = context.pages();
    if (!page) return;
    const cdp = await context.newCDPSession(page);
    for (const origin of this.servers.origins()) {
      await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    }
    await cdp.detach();
  }

  context(): Promise<BrowserContext> {
    this.#context ??= this.#open();
    return this.#context;
  }
  async #open(): Promise<BrowserContext> {
    const connected = await connectBrowser();
    const context = await connected.newContext({
      acceptDownloads: true,
      locale: double.config.languages[0] ?? 'en-US',
      // Software draws every frame here, and what moves is waited for.
      reducedMotion: 'reduce',
    });
    await this.onContext?.(context);
    return context;
  }
  /** Makes what pages see of permissions follow the app's handlers; without handlers Electron grants everything. */
  async applyPermissions(origin: string, shownOrigin: string, browserContextId: string): Promise<void> {
    const cdp = await (await connectBrowser()).newBrowserCDPSession();
    for (const [setting, permission] of Object.entries(PAGE_PERMISSIONS)) {
      const isGranted = this.checkHandler?.(null, permission, shownOrigin, {}) ?? true;
      await cdp.send('Browser.setPermission', {
        permission: { name: setting },
        setting: isGranted ? 'granted' : 'denied',
        origin,
        browserContextId,
      });
    }
    await cdp.detach();
  }
}

const partitions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  requireReady('session.fromPartition()');
  const known = partitions.get(partition);
  if (known) return known;
  const created = onlyKnown('session', new Session(partition));
  partitions.set(partition, created);
  app.emit('session-created', created);
  return created;
}

export const session = onlyKnown('session', {
  fromPartition,
  get defaultSession(): Session {
    return fromPartition('');
  },
});
