import type { ChatKitOptions } from '@openai/chatkit';
import { chromium as playwright, type Browser, type Page } from 'playwright';
import { findChromium } from '../../e2e/find-chromium.ts';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { buildElement } from './build-element.ts';
import { FakeChatApi } from './fake-chat-api.ts';
import { thread, userItem, widgetItem } from './frames.ts';

/** What the page keeps for the tests. */
type PageRecord = { events: { name: string; detail: unknown }[]; calls: { name: string; args: unknown[] }[] };

declare global {
  interface Window {
    chatRecord: PageRecord;
    /** Functions for the options, by dotted path. */
    chatHooks: Record<string, (...args: unknown[]) => unknown>;
  }
}

export type OpenOptions = {
  options?: Partial<ChatKitOptions>;
  /** Functions among the options, by dotted path, as source text; their calls are recorded. */
  hooks?: Record<string, string>;
  viewport?: { width: number; height: number };
  /** Does not wait for `chatkit.ready`. */
  isEager?: boolean;
};

/** The one browser that all test files of a worker share; it ends with the worker. */
let sharedBrowser: Promise<Browser> | undefined;

/** A page of the shared browser and a scripted server, for the tests of one file. */
export class ElementBench {
  readonly #browser: Browser;
  readonly api: FakeChatApi;

  constructor(browser: Browser, api: FakeChatApi) {
    this.#browser = browser;
    this.api = api;
  }

  /** An empty page of the server. */
  async blankPage(viewport = { width: 900, height: 700 }): Promise<Page> {
    const page = await this.#browser.newPage({ viewport, reducedMotion: 'reduce' });
    page.setDefaultTimeout(5000);
    await page.goto(this.api.url);
    return page;
  }

  /** A page with the element, ready. */
  async open({ options = {}, hooks = {}, viewport, isEager = false }: OpenOptions = {}): Promise<Page> {
    const page = await this.blankPage(viewport);
    await page.addScriptTag({ url: '/element-page.js', type: 'module' });
    await page.evaluate(recordEvents);
    await setOptions(page, options, hooks);
    if (!isEager)
      await page.waitForFunction(() => window.chatRecord.events.some((event) => event.name === 'chatkit.ready'));
    return page;
  }

  /** A page that shows a thread with these items. */
  async openThread(items: object[], open: OpenOptions = {}, members: object = {}): Promise<Page> {
    this.api.on('threads.get_by_id', (_request, reply) =>
      reply.json(thread('thr_1', { ...members, items: { data: items, has_more: false } })),
    );
    return this.open({ ...open, options: { initialThread: 'thr_1', ...open.options } });
  }

  /** A page that shows a thread with these widgets, `w0` and so on. */
  async openWidgets(widgets: object[], hooks: Record<string, string> = {}): Promise<Page> {
    const items = widgets.map((widget, index) => widgetItem(`w${index}`, widget));
    return this.openThread([userItem('u1', 'Hi'), ...items], { hooks });
  }

  /** A page in which a first message was sent; the answer is whatever is scripted. */
  async say(text = 'Hi', open: OpenOptions = {}): Promise<Page> {
    const page = await this.open(open);
    await page.getByRole('textbox').fill(text);
    await page.keyboard.press('Enter');
    return page;
  }

  async close(): Promise<void> {
    await this.reset();
    await this.api.stop();
  }

  /** Closes what the last test opened. */
  async reset(): Promise<void> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()));
    this.api.reset();
  }
}

/** Starts a bench for the tests of this file; it is there once they run. */
export function useElementBench(): { readonly current: ElementBench } {
  let bench: ElementBench | undefined;
  beforeAll(async () => {
    const assets = await buildElement();
    const api = new FakeChatApi(assets);
    await api.start();
    sharedBrowser ??= playwright.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS });
    bench = new ElementBench(await sharedBrowser, api);
  });
  afterEach(async () => bench?.reset());
  afterAll(async () => bench?.close());
  return {
    get current() {
      if (!bench) throw new Error('The bench is there only while tests run.');
      return bench;
    },
  };
}

/** Calls `setOptions` in the page, with the fake server as the API. */
export async function setOptions(
  page: Page,
  options: Partial<ChatKitOptions>,
  hooks: Record<string, string> = {},
): Promise<void> {
  const sources = Object.entries(hooks).map(([path, source]) => `${JSON.stringify(path)}: ${source}`);
  await page.addScriptTag({ content: `window.chatHooks = { ${sources.join(', ')} };` });
  await page.evaluate(applyOptions, JSON.stringify(options));
}

/** The element's events so far. */
export async function eventsOf(page: Page): Promise<PageRecord['events']> {
  return page.evaluate(() => window.chatRecord.events);
}

/** The details of one of the element's events, in order. */
export async function detailsOf(page: Page, name: string): Promise<unknown[]> {
  return (await eventsOf(page)).filter((event) => event.name === name).map((event) => event.detail);
}

/** The calls of one recorded function. */
export async function callsOf(page: Page, name: string): Promise<unknown[][]> {
  const calls = await page.evaluate(() => window.chatRecord.calls);
  return calls.filter((call) => call.name === name).map((call) => call.args);
}

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

/** Runs in the page: adds the element and writes down its events. */
function recordEvents(): void {
  const element = document.createElement('openai-chatkit');
  const record: PageRecord = { events: [], calls: [] };
  window.chatRecord = record;
  const names = [
    'ready',
    'error',
    'effect',
    'deeplink',
    'response.start',
    'response.end',
    'history.open',
    'history.close',
    'thread.change',
    'thread.load.start',
    'thread.load.end',
    'tool.change',
    'log',
  ];
  for (const name of names) {
    element.addEventListener(`chatkit.${name}`, (event: Event) => {
      const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
      const error =
        typeof detail === 'object' && detail !== null && 'error' in detail ? String(detail.error) : undefined;
      record.events.push({ name: event.type, detail: error ?? detail });
    });
  }
  document.body.append(element);
}

/** Runs in the page: puts recorded functions among the options and applies them. */
function applyOptions(json: string): void {
  const options: Partial<ChatKitOptions> = JSON.parse(json);
  const all: ChatKitOptions = {
    ...options,
    api: { url: '/chat', domainKey: 'local', uploadStrategy: { type: 'two_phase' }, ...options.api },
  };
  for (const [path, hook] of Object.entries(window.chatHooks)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let target: object = all;
    for (const key of keys) {
      const next: object = Reflect.get(target, key) ?? {};
      Reflect.set(target, key, next);
      target = next;
    }
    Reflect.set(target, last, function recorded(this: unknown, ...args: unknown[]) {
      const seen = path === 'api.fetch' ? [args[0]] : args;
      window.chatRecord.calls.push({ name: path, args: JSON.parse(JSON.stringify(seen)) });
      return Reflect.apply(hook, this, args);
    });
  }
  document.querySelector('openai-chatkit')?.setOptions(all);
}
