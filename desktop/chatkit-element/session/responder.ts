import type { StreamingRequest } from '../protocol/chat-request.ts';
import type { ThreadEvent } from '../protocol/thread-event.ts';
import type { ClientToolCallItem } from '../protocol/thread-item.ts';
import { rememberThread } from '../state/history-list.ts';
import { addError, endResponse, stopResponse, reduceThread } from '../thread/reduce-thread.ts';
import type { ThreadState } from '../thread/thread-state.ts';
import { answerToolCall } from './answer-tool-call.ts';
import { describeFailure } from './describe-failure.ts';
import { toError } from './element-event.ts';
import { FrameBatch } from './frame-batch.ts';
import { again, saysMore, sentAgain } from './lost-response.ts';
import type { SessionContext } from './session-context.ts';

/** One response: it may take several requests, because client tools answer in between. */
type Run = {
  controller: AbortController;
  request: StreamingRequest;
  /** Left behind by opening another thread: it goes on, unseen. */
  isDetached: boolean;
  hasFrames: boolean;
  failure: Error | null;
  /** A client tool the stream asked for. Only live calls count: one found when loading a thread is not run. */
  toolCall: ClientToolCallItem | null;
  accepted: PromiseWithResolvers<void>;
  /** What came and waits for the next frame. */
  batch: FrameBatch;
};

/** Runs streaming requests, one response at a time, and puts what they say into the thread. */
export class Responder {
  readonly #context: SessionContext;
  readonly #refresh: () => Promise<void>;
  #run: Run | null = null;
  #lastRequest: StreamingRequest | null = null;

  /** Told when the response in view is over, and whether it ended as it should. */
  onEnd: (isWhole: boolean) => void = () => undefined;

  /** @param refresh fetches the thread in view, and has its running response watched */
  constructor(context: SessionContext, refresh: () => Promise<void>) {
    this.#context = context;
    this.#refresh = refresh;
  }

  /** Whether the response in view is one that others run, which goes on without us. */
  get isWatching(): boolean {
    return this.#run?.request.type === 'threads.watch';
  }

  /**
   * Starts a response. Errors are shown in the thread; the promises are for callers that want to know.
   *
   * @returns `accepted` settles with the first frame, `finished` when the response is over.
   */
  start(request: StreamingRequest): { accepted: Promise<void>; finished: Promise<void> } {
    const accepted = Promise.withResolvers<void>();
    accepted.promise.catch(() => undefined);
    const run: Run = {
      controller: new AbortController(),
      request,
      isDetached: false,
      hasFrames: false,
      failure: null,
      toolCall: null,
      accepted,
      batch: new FrameBatch((events) => this.#apply(run, events)),
    };
    this.#run = run;
    this.#context.store.update((state) => ({
      ...state,
      activity: 'responding',
      threadState: withoutErrors(state.threadState),
    }));
    this.#context.emit('chatkit.response.start');
    const finished = this.#respond(run);
    finished.catch(() => undefined);
    return { accepted: accepted.promise, finished };
  }

  /** Shows a response that runs already: another window's, or ours from before it lost its connection. */
  watch(threadId: string): void {
    this.start({ type: 'threads.watch', params: { thread_id: threadId } });
  }

  /** Aborts the request: what was said stays, the rest is dropped. */
  stop(): void {
    const run = this.#run;
    if (!run) return;
    this.#finish(run, stopResponse);
    run.controller.abort();
    this.onEnd(false);
  }

  /** Lets a running response go on without being shown, because another thread comes into view. */
  detach(): void {
    if (!this.#run) return;
    this.#finish(this.#run, endResponse);
  }

  /** The request to send when people ask for another try after an error. */
  retryRequest(): StreamingRequest | null {
    const last = this.#lastRequest;
    const { threadState } = this.#context.store.get();
    const { thread } = threadState;
    if (last?.type === 'threads.create' && threadState.optimisticId !== null && thread) {
      const params = { thread_id: thread.id, input: last.params.input };
      return { type: 'threads.add_user_message', params, ...again(last.metadata) };
    }
    const isUnconfirmed = threadState.optimisticId !== null || last?.type === 'threads.custom_action';
    const question = threadState.entries.findLast((entry) => entry.type === 'user_message');
    if (isUnconfirmed || !thread || !question || this.#failedBeforeFrames) return last && sentAgain(last);
    return { type: 'threads.retry_after_item', params: { thread_id: thread.id, item_id: question.id } };
  }

  #failedBeforeFrames = false;

  async #respond(run: Run): Promise<void> {
    try {
      let request: StreamingRequest | null = run.request;
      while (request) {
        run.request = request;
        this.#lastRequest = request;
        run.hasFrames = false;
        await this.#stream(run);
        const { toolCall } = run;
        run.toolCall = null;
        const mayGoOn: boolean = !run.isDetached && run.failure === null;
        request = mayGoOn && toolCall ? await answerToolCall(this.#context, toolCall, run.controller.signal) : null;
      }
      run.accepted.resolve();
    } catch (thrown) {
      const error = toError(thrown);
      if (mayGoOnUnseen(run)) return this.#recover(run, error);
      if (!run.controller.signal.aborted) this.#fail(run, error);
      run.accepted.reject(error);
    }
    this.#failedBeforeFrames = run.failure !== null && !run.hasFrames;
    if (this.#run === run) {
      this.#finish(run, endResponse);
      this.onEnd(run.failure === null);
    }
    if (run.failure) throw run.failure;
  }

  /** Without its connection a response may have gone on: it is shown as it runs or ended, or else as failed. */
  async #recover(run: Run, error: Error): Promise<void> {
    const { store, emit } = this.#context;
    const { activeThreadId, threadState } = store.get();
    this.#failedBeforeFrames = !run.hasFrames;
    this.#finish(run, endResponse);
    await new Promise((resolve) => setTimeout(resolve, run.hasFrames ? RECOVER_MS : ASK_AGAIN_MS));
    const isLeft = () => store.get().activeThreadId !== activeThreadId || store.get().activity !== 'idle';
    if (isLeft()) return;
    const isRead = await this.#refresh().then(
      () => true,
      () => false,
    );
    const { activity, threadState: now } = store.get();
    if (activity === 'responding' || (isRead && saysMore(threadState, now))) return;
    this.onEnd(false);
    emit('chatkit.error', { error });
    if (!isLeft()) this.#showFailure(error);
    throw error;
  }

  async #stream(run: Run): Promise<void> {
    try {
      for await (const event of this.#context.client.stream(run.request, run.controller.signal)) {
        run.hasFrames = true;
        run.accepted.resolve();
        run.batch.add(event);
      }
    } finally {
      run.batch.flush();
    }
    if (!run.hasFrames) throw new Error('The response was empty.');
    const { unfinished, entries } = this.#context.store.get().threadState;
    const isCut = entries.some((entry) => entry.type === 'assistant_message' && unfinished.has(entry.id));
    if (isCut && !run.failure && !run.isDetached) throw new Error('The response was cut off.');
  }

  #apply(run: Run, events: readonly (ThreadEvent | null)[]): void {
    const { store } = this.#context;
    for (const event of events) this.#announce(run, event);
    if (run.isDetached || run.controller.signal.aborted) return;
    const known = events.filter((event) => event !== null);
    store.update((state) => ({ ...state, threadState: known.reduce(reduceThread, state.threadState) }));
  }

  /** What the host page hears of an event, in stream order. */
  #announce(run: Run, event: ThreadEvent | null): void {
    const { store, emit } = this.#context;
    if (event === null) return emit('chatkit.log', { name: 'frame.ignored' });
    if (event.type === 'client_effect') emit('chatkit.effect', { name: event.name, data: event.data });
    if (event.type === 'thread.created' || event.type === 'thread.updated') {
      store.update((state) => rememberThread(state, event.thread));
    }
    if (event.type === 'thread.created' && !run.isDetached) {
      store.patch({ activeThreadId: event.thread.id });
      emit('chatkit.thread.change', { threadId: event.thread.id });
    }
    const item = event.type === 'thread.item.done' ? event.item : null;
    if (item?.type === 'client_tool_call' && item.status === 'pending') run.toolCall = item;
    if (event.type === 'error') {
      run.failure = new Error(event.message ?? `The response failed: ${event.code}.`);
      emit('chatkit.error', { error: run.failure });
    }
  }

  #fail(run: Run, error: Error): void {
    run.failure = error;
    this.#context.emit('chatkit.error', { error });
    if (!run.isDetached) this.#showFailure(error);
  }

  #showFailure(error: Error): void {
    this.#context.store.update((state) => ({
      ...state,
      threadState: addError(endResponse(state.threadState), describeFailure(error, state.translation.strings)),
    }));
  }

  #finish(run: Run, end: (state: ThreadState) => ThreadState): void {
    run.batch.flush();
    this.#run = null;
    run.isDetached = true;
    this.#context.store.update((state) => ({ ...state, activity: 'idle', threadState: end(state.threadState) }));
    this.#context.emit('chatkit.response.end');
  }
}

/** Leaves a server time to notice that somebody has gone. */
const RECOVER_MS = 300;
const ASK_AGAIN_MS = 1500;

function mayGoOnUnseen({ isDetached, hasFrames, controller, request }: Run): boolean {
  return !isDetached && !controller.signal.aborted && (hasFrames || request.type === 'threads.watch');
}

function withoutErrors(state: ThreadState): ThreadState {
  return { ...state, progress: null, entries: state.entries.filter((entry) => entry.type !== 'error') };
}
