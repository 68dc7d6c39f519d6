import type { ChatKitOptions } from '@openai/chatkit';
import { loadTranslation } from '../locales/load-translation.ts';
import { checkOptions, type Options } from '../options/check-options.ts';
import { IntegrationError } from '../options/integration-error.ts';
import type { RecordedSpeech, StructuredAnswers } from '../protocol/chat-request.ts';
import { isObject, textAt } from '../protocol/json-fields.ts';
import { ProtocolClient } from '../protocol/protocol-client.ts';
import type { StructuredInputItem } from '../protocol/thread-item.ts';
import { INITIAL_STATE } from '../state/chat-state.ts';
import { showToast } from '../state/show-toast.ts';
import { Store } from '../state/store.ts';
import { AttachmentUploader } from './attachment-uploader.ts';
import { Composer, unsentOf } from './composer.ts';
import { toError, type EmitEvent } from './element-event.ts';
import { HistoryBrowser } from './history-browser.ts';
import { Responder } from './responder.ts';
import { KeptMessages } from './sending/kept-messages.ts';
import { MessageSender } from './sending/message-sender.ts';
import type { SessionContext } from './session-context.ts';
import { ThreadLoader } from './thread-loader.ts';
import { ThreadSearch } from './thread-search.ts';
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
  readonly sender: MessageSender;
  readonly search: ThreadSearch;
  readonly #kept: KeptMessages;

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
    this.sender = new MessageSender(context, {
      composer: this.composer,
      loader: this.loader,
      responder: this.responder,
    });
    this.search = new ThreadSearch(context, this.loader);
    this.#kept = new KeptMessages(this.store);
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
    for (const message of this.#kept.restore(options.api.url)) this.composer.giveBack(message);
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

  /** What is being written; what could not be sent, or waits, is kept with its thread. */
  unsent(): ReturnType<typeof unsentOf> {
    return unsentOf(this.store.get());
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
    this.sender.leave();
    this.responder.detach();
    this.history.close();
    this.search.close();
    if (threadId === null) this.loader.showNew();
    else await this.loader.open(threadId);
  }

  /** Deletes a thread and leaves it when it is the one in view. */
  async deleteThread(threadId: string): Promise<void> {
    const isGone = await this.history.remove(threadId);
    if (isGone) this.sender.queue.forget(threadId);
    if (!isGone || this.store.get().activeThreadId !== threadId) return;
    this.responder.detach();
    this.loader.showNew();
  }
}
