import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';
import { createRoot } from 'react-dom/client';
import { ChatApp } from './chat-app.tsx';
import { IntegrationError } from './options/integration-error.ts';
import { ChatSession } from './session/chat-session.ts';
import { makeMessage } from './session/composer.ts';
import { contentOf, toolOverridesOf } from './session/method-input.ts';
import { chatStyleSheet } from './styles/chat-style-sheet.ts';

type MethodInput<Name extends 'sendUserMessage' | 'setComposerValue' | 'sendCustomAction'> = Parameters<
  OpenAIChatKit[Name]
>;

/** The bundled `<openai-chatkit>`: same options, methods and events as the hosted element, drawn in its own shadow tree. */
export class ChatKitElement extends HTMLElement {
  readonly #session = new ChatSession((name, ...detail) =>
    this.dispatchEvent(new CustomEvent(name, { detail: detail[0] ?? null })),
  );
  #isStarted = false;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [chatStyleSheet()];
  }

  connectedCallback(): void {
    document.addEventListener('keydown', this.#onKeyDown);
    this.#startWhenPossible();
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#onKeyDown);
  }

  /** Replaces all options. Nothing is dispatched before this returns. */
  setOptions(options: ChatKitOptions): void {
    this.#session.setOptions(options);
    if (this.#isStarted) void this.#session.applyLocale();
    else this.#startWhenPossible();
  }

  /** What was written and has not gone out, as `setComposerValue` takes it. Only ours can tell; the hosted element keeps it to itself. */
  get unsent(): ReturnType<ChatSession['unsent']> {
    return this.#session.unsent();
  }

  async focusComposer(): Promise<void> {
    this.#session.assertIdle();
    this.#session.history.close();
    this.#session.focusComposer();
  }

  async setThreadId(threadId: string | null): Promise<void> {
    this.#assertFree();
    await this.#session.openThread(threadId);
  }

  async sendUserMessage(...[params]: MethodInput<'sendUserMessage'>): Promise<void> {
    this.#session.assertIdle();
    const message = makeMessage({
      content: contentOf(params),
      attachments: params.attachments ?? [],
      quote: params.reply ?? null,
      inference: toolOverridesOf(params, this.#session.store.get()),
    });
    await this.#session.sender.send(message, { newThread: params.newThread ?? false });
  }

  async setComposerValue(...[params]: MethodInput<'setComposerValue'>): Promise<void> {
    this.#assertFree();
    const { composer, uploader } = this.#session;
    composer.replace({ content: contentOf(params), quote: params.reply ?? null });
    uploader.adopt(params.attachments ?? []);
    if (params.files) uploader.add(params.files);
    if (params.selectedToolId !== undefined) composer.selectTool(params.selectedToolId);
    if (params.selectedModelId !== undefined) composer.selectModel(params.selectedModelId);
  }

  async sendCustomAction(...[action, itemId]: MethodInput<'sendCustomAction'>): Promise<void> {
    this.#session.assertIdle();
    const { thread } = this.#session.store.get().threadState;
    if (!thread) throw new IntegrationError('no_thread', 'There is no active thread to send an action to.');
    const { finished } = this.#session.responder.start({
      type: 'threads.custom_action',
      params: { thread_id: thread.id, action, ...(itemId && { item_id: itemId }) },
    });
    await finished;
  }

  async showHistory(): Promise<void> {
    this.#session.assertIdle();
    if (this.#session.options().history?.enabled === false) {
      throw new IntegrationError('unsupported', 'History is not enabled.');
    }
    this.#session.history.open();
  }

  async hideHistory(): Promise<void> {
    this.#session.assertIdle();
    this.#session.history.close();
  }

  async fetchUpdates(): Promise<void> {
    this.#session.assertIdle();
    await this.#session.loader.refresh();
  }

  /**
   * Brings an item of the thread in view on the screen, however early it is. Ours; the hosted element has nothing like it.
   *
   * @returns whether the thread in view is that one and has it.
   */
  async showItem(threadId: string, itemId: string): Promise<boolean> {
    const { search } = this.#session;
    if (!(await search.fetch(threadId, itemId))) return false;
    // A thread that was just opened is kept at its end until it is laid out, and again when it comes into sight.
    for (let time = 0; time < 2; time += 1) {
      await this.#settled();
      search.reveal(itemId);
    }
    return true;
  }

  /** Waits until the messages are seen and have stopped growing; not for ever. */
  async #settled(): Promise<void> {
    let before = -1;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const log = this.shadowRoot?.querySelector('[role="log"]');
      const height = log && this.checkVisibility() ? log.scrollHeight : -1;
      if (height > 0 && height === before) return;
      before = height;
    }
  }

  /** An answer that others run goes on without us. */
  #assertFree(): void {
    if (!this.#session.responder.isWatching) this.#session.assertIdle();
  }

  /** Most messages of a long thread are not drawn: where the browser's search would miss them, the chat's own opens. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const isFind =
      event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    const isOurs = event.composedPath().includes(this) || (event.target === document.body && this.checkVisibility());
    const { activeThreadId, history } = this.#session.store.get();
    if (!isFind || !isOurs || !this.#isStarted || activeThreadId === null || history.isOpen) return;
    event.preventDefault();
    this.#session.search.open();
  };

  #startWhenPossible(): void {
    if (this.#isStarted || !this.isConnected || !this.#session.store.get().options) return;
    this.#isStarted = true;
    // Most pages show icons at once; asking for them here keeps them from popping in. The rest is there before it is asked for.
    void import('./icons/catalog-icon.tsx');
    void import('./transcript/transcript.tsx');
    setTimeout(() => void import('./history/history-panel.tsx'), LATER_MS);
    if (this.shadowRoot) createRoot(this.shadowRoot).render(<ChatApp session={this.#session} />);
    // The React binding attaches its listeners in a later task than setOptions: two tasks leave room for it.
    setTimeout(() => setTimeout(() => void this.#start(), 0), 0);
  }

  async #start(): Promise<void> {
    await this.#session.applyLocale();
    const { initialThread } = this.#session.options();
    const loaded = initialThread ? this.#session.loader.open(initialThread).catch(() => undefined) : undefined;
    // A slow server must not keep the host waiting for an interface that is there.
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, READY_LIMIT_MS))]);
    this.#session.emit('chatkit.ready');
  }
}

const READY_LIMIT_MS = 2000;
/** By then what people look at first is there. */
const LATER_MS = 1000;
/** Messages are looked at so often, and so many times, for whether they still grow. */
const [LOOK_MS, MOST_LOOKS] = [150, 40];
