import type { ChatKitOptions } from '@openai/chatkit';
import { loadTranslation } from '../locales/load-translation.ts';
import { checkOptions, type Options } from '../options/check-options.ts';
import { IntegrationError } from '../options/integration-error.ts';
import type { RecordedSpeech, StreamingRequest, StructuredAnswers } from '../protocol/chat-request.ts';
import { isObject, textAt } from '../protocol/json-fields.ts';
import { ProtocolClient } from '../protocol/protocol-client.ts';
import type { StructuredInputItem } from '../protocol/thread-item.ts';
import { INITIAL_STATE } from '../state/chat-state.ts';
import { showToast } from '../state/show-toast.ts';
import { Store } from '../state/store.ts';
import { pruneAfter } from '../thread/prune-after.ts';
import { AttachmentUploader } from './attachment-uploader.ts';
import { canSendLater, Composer, isUploading, type Message } from './composer.ts';
import { describeFailure } from './describe-failure.ts';
import { toError, type EmitEvent } from './element-event.ts';
import { HistoryBrowser } from './history-browser.ts';
import { Responder } from './responder.ts';
import type { SessionContext } from './session-context.ts';
import { ThreadLoader } from './thread-loader.ts';
import { WidgetActions } from './widget-actions.ts';

/** Everything one element does, without its views: they read the store and call these methods. */
export class ChatSession {
  readonly store = new Store(INITIAL_STATE);
  readonly emit: EmitEvent;
  readonly client: ProtocolClient;
  readonly composer: Composer;
  readonly history: HistoryBrowser;
  readonly loader: ThreadLoader;
  readonly responder: Responder;
  readonly uploader: AttachmentUploader;
  readonly actions: WidgetActions;

  constructor(emit: EmitEvent) {
    this.emit = emit;
    this.client = new ProtocolClient(() => {
      const { api } = this.options();
      return {
        url: api.url,
        // Called as a member: hosts pass functions that expect `this` to be `api`.
        fetch: (url, init) => (api.fetch ? api.fetch(url, init) : globalThis.fetch(url, init)),
        locale: this.store.get().translation.locale,
      };
    });
    const context: SessionContext = {
      store: this.store,
      client: this.client,
      emit,
      options: () => this.options(),
    };
    this.composer = new Composer(context);
    this.history = new HistoryBrowser(context);
    this.responder = new Responder(context, () => this.loader.refresh());
    this.loader = new ThreadLoader(context, (threadId) => this.responder.watch(threadId));
    this.uploader = new AttachmentUploader(context);
    this.actions = new WidgetActions(context, this.responder);
    this.store.subscribe(() => this.#sendWaiting());
  }

  options(): Options {
    const { options } = this.store.get();
    if (!options) throw new IntegrationError('not_ready', 'Call setOptions first.');
    return options;
  }

  /** Replaces all options; what is being shown, typed and streamed stays. */
  setOptions(raw: ChatKitOptions): void {
    const { options, unknownKeys } = checkOptions(raw);
    this.store.patch({ options });
    for (const key of unknownKeys) {
      setTimeout(() => this.emit('chatkit.log', { name: 'options.unknown', data: { key } }));
    }
  }

  /** Loads the strings of the language the options ask for. */
  async applyLocale(): Promise<void> {
    const wanted = this.options().locale ?? navigator.language;
    const translation = await loadTranslation(wanted).catch((thrown: unknown) => {
      this.emit('chatkit.error', { error: toError(thrown) });
      return loadTranslation('en');
    });
    if ((this.options().locale ?? navigator.language) === wanted) this.store.patch({ translation });
  }

  /** @throws {IntegrationError} while a thread loads or a response streams. */
  assertIdle(): void {
    this.options();
    const { activity } = this.store.get();
    if (activity !== 'idle') throw new IntegrationError('busy', `ChatKit is busy: ${activity}.`);
  }

  /** Sends a message to the active thread, or to a new one. */
  sendMessage(message: Message, newThread = false): Promise<void> {
    if (newThread) this.loader.showNew();
    const { thread } = this.store.get().threadState;
    this.#giveBack();
    this.store.update((state) => ({
      ...state,
      threadState: {
        ...state.threadState,
        entries: [...state.threadState.entries, message.bubble],
        optimisticId: message.bubble.id,
      },
    }));
    const { input } = message;
    return this.responder.start(
      thread
        ? { type: 'threads.add_user_message', params: { thread_id: thread.id, input } }
        : { type: 'threads.create', params: { input } },
    ).accepted;
  }

  /** Moves focus to the composer once it is drawn. */
  focusComposer(): void {
    this.store.update((state) => ({ ...state, focusRequests: state.focusRequests + 1 }));
  }

  /** Opens the file picker once it is drawn. */
  requestFiles(): void {
    this.store.update((state) => ({ ...state, fileRequests: state.fileRequests + 1 }));
  }

  /** Shows a short message about something that failed. */
  showToast(text: string, thrown: unknown): void {
    showToast(this.store, text);
    this.emit('chatkit.error', { error: toError(thrown) });
  }

  /** The text of recorded speech. */
  async transcribe(audio: RecordedSpeech): Promise<string> {
    const params = { audio_base64: audio.base64, mime_type: audio.mimeType };
    const answer = await this.client.send({ type: 'input.transcribe', params });
    return isObject(answer) ? (textAt(answer, 'text') ?? '') : '';
  }

  /** Answers or skips a structured input. */
  answerQuestions(item: StructuredInputItem, input: StructuredAnswers): void {
    const threadId = this.store.get().threadState.thread?.id;
    if (threadId === undefined || this.store.get().activity !== 'idle') return;
    const params = { thread_id: threadId, item_id: item.id, input };
    this.responder.start({ type: 'threads.add_structured_input', params });
  }

  /** Sends the draft, when there is something to send: now, or once its files are there. */
  sendDraft(): void {
    const state = this.store.get();
    if (isUploading(state)) {
      if (canSendLater(state)) this.store.patch({ isSendWaiting: true });
      return;
    }
    const message = this.composer.take();
    if (message) this.#watch(message, this.sendMessage(message));
  }

  /** Tries again after an error. */
  retryFailed(): void {
    const request = this.responder.retryRequest();
    const accepted = request && this.#restart(request);
    if (accepted && this.#unsent) this.#watch(this.#unsent, accepted);
  }

  /** Answers a user's message anew. What followed it goes at once: the server sends no frames about that. */
  retryAfter(itemId: string): void {
    const { thread } = this.store.get().threadState;
    if (thread) {
      void this.#restart({ type: 'threads.retry_after_item', params: { thread_id: thread.id, item_id: itemId } });
    }
  }

  /** Sends a thumb for a turn; the one given before is replaced. */
  async giveFeedback(turnKey: string, itemIds: string[], kind: 'positive' | 'negative'): Promise<void> {
    const { thread } = this.store.get().threadState;
    if (!thread) return;
    const before = this.store.get().feedback;
    this.store.patch({ feedback: { ...before, [turnKey]: kind } });
    const params = { thread_id: thread.id, item_ids: itemIds, kind };
    try {
      await this.client.send({ type: 'items.feedback', params });
    } catch (thrown) {
      this.store.patch({ feedback: before });
      this.emit('chatkit.error', { error: toError(thrown) });
    }
  }

  /** Opens a thread, or the new-thread view. A running response goes on unseen. */
  async openThread(threadId: string | null): Promise<void> {
    this.#giveBack();
    this.responder.detach();
    this.history.close();
    if (threadId === null) this.loader.showNew();
    else await this.loader.open(threadId);
  }

  /** Deletes a thread and leaves it when it is the one in view. */
  async deleteThread(threadId: string): Promise<void> {
    const isGone = await this.history.remove(threadId);
    if (!isGone || this.store.get().activeThreadId !== threadId) return;
    this.responder.detach();
    this.loader.showNew();
  }

  /** The message that the server did not take, while its bubble stands there to be sent again. */
  #unsent: Message | null = null;

  /** A message that did not reach the server is sent again from where it stands, or goes back to its writer. */
  #watch(message: Message, accepted: Promise<void>): void {
    this.#unsent = null;
    accepted.catch((thrown: unknown) => {
      const error = toError(thrown);
      if (error.name === 'AbortError') return;
      this.#unsent = message;
      // Somebody has to sign in, shorten it or take a file away first.
      if (!describeFailure(error, this.store.get().translation.strings).allowRetry) this.#giveBack();
    });
  }

  /** What was not sent is in the composer before anything takes its place. */
  #giveBack(): void {
    if (this.#unsent) this.composer.giveBack(this.#unsent);
    this.#unsent = null;
  }

  #sendWaiting(): void {
    const state = this.store.get();
    if (!state.isSendWaiting || isUploading(state)) return;
    this.store.patch({ isSendWaiting: false });
    // Without a file that failed the message may be another one: its writer decides.
    if (state.uploads.every((upload) => upload.status === 'done')) this.sendDraft();
  }

  #restart(request: StreamingRequest): Promise<void> | null {
    if (this.store.get().activity !== 'idle') return null;
    if (request.type === 'threads.retry_after_item') {
      const { item_id: itemId } = request.params;
      this.store.update((state) => ({ ...state, threadState: pruneAfter(state.threadState, itemId) }));
    }
    return this.responder.start(request).accepted;
  }
}
