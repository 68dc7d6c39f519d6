import { randomUUID } from 'node:crypto';
import { ChatKitError } from '../protocol/chatkit-error.ts';
import type { ChatKitCaller, MessagePlace } from '../chatkit-handlers.ts';
import type { ChatKitParts } from '../chatkit-parts.ts';
import type { RequestParams, StreamingRequest } from '../protocol/chatkit-request.ts';
import type { BegunTurn, TurnLease, TurnStart } from '../chatkit-store.ts';
import { completeToolCall } from '../protocol/client-tool-output.ts';
import { createId, createItemId } from '../protocol/item-id.ts';
import { toFrame } from '../protocol/sse-frame.ts';
import { answerQuestions } from '../protocol/structured-answers.ts';
import type { ThreadItem, UserMessageItem } from '../protocol/thread-item.ts';
import { toWireThread } from '../protocol/thread.ts';
import { placeOfMessage } from './sent-before.ts';
import { TurnStream, type StreamedTurn } from './turn-stream.ts';
import { TurnThread } from './turn-thread.ts';
import { toWireItem } from './wire-item.ts';

/**
 * Does everything that can still refuse a turn, and gives the turn ready to stream.
 * @throws ChatKitError
 */
export async function beginTurn<C extends ChatKitCaller>(
  request: StreamingRequest,
  caller: C,
  parts: ChatKitParts<C>,
): Promise<TurnStream<C>> {
  return new TurnBeginning(caller, parts).begin(request);
}

class TurnBeginning<C extends ChatKitCaller> {
  readonly #caller: C;
  readonly #parts: ChatKitParts<C>;
  readonly #streamOptions: string;

  constructor(caller: C, parts: ChatKitParts<C>) {
    this.#caller = caller;
    this.#parts = parts;
    this.#streamOptions = toFrame({
      type: 'stream_options',
      stream_options: { allow_cancel: parts.options?.allowCancel ?? true },
    });
  }

  begin(request: StreamingRequest): Promise<TurnStream<C>> {
    switch (request.type) {
      case 'threads.create':
        return this.#create(request.params, placeOfMessage(request, this.#caller, this.#parts));
      case 'threads.add_user_message':
        return this.#addUserMessage(request.params, placeOfMessage(request, this.#caller, this.#parts)?.messageId);
      case 'threads.add_client_tool_output':
        return this.#addToolOutput(request.params);
      case 'threads.add_structured_input':
        return this.#addStructuredInput(request.params);
      case 'threads.retry_after_item':
        return this.#retry(request.params);
      case 'threads.custom_action':
        return this.#runAction(request.params);
      default:
        return request satisfies never;
    }
  }

  async #create({ input }: RequestParams<'threads.create'>, place?: MessagePlace): Promise<TurnStream<C>> {
    const lease = this.#lease(place?.threadId ?? this.#parts.options?.createThreadId?.() ?? createId('thr'));
    const message = toUserMessage(lease.threadId, input, place?.messageId);
    this.#parts.handlers.accept?.(message, input.attachments.length, this.#caller);
    const createdAt = message.created_at;
    const title = this.#parts.options?.titleOf?.(message) ?? null;
    const start: TurnStart = { kind: 'create', createdAt, title, message, attachmentIds: input.attachments };
    const begun = await this.#begin(lease, start);
    // Clients hear of a thread without a title first, as everywhere.
    const created = toFrame({ type: 'thread.created', thread: toWireThread({ ...begun.thread, title: null }) });
    const titled = title === null ? '' : toFrame({ type: 'thread.updated', thread: toWireThread(begun.thread) });
    return this.#answer(lease, begun, { created, titled });
  }

  async #addUserMessage(
    { thread_id, input }: RequestParams<'threads.add_user_message'>,
    messageId: string | undefined,
  ): Promise<TurnStream<C>> {
    const message = toUserMessage(thread_id, input, messageId);
    this.#parts.handlers.accept?.(message, input.attachments.length, this.#caller);
    const lease = this.#lease(thread_id);
    const begun = await this.#begin(lease, { kind: 'message', message, attachmentIds: input.attachments });
    return this.#answer(lease, begun);
  }

  /** What follows a stored user message: its frame, between those of a new thread, and the responder's answer to it. */
  #answer(lease: TurnLease, begun: BegunTurn, { created = '', titled = '' } = {}): TurnStream<C> {
    const message = expectUserMessage(begun.item);
    const done = toFrame({
      type: 'thread.item.done',
      item: toWireItem(message, this.#parts.handlers, this.#caller),
    });
    return this.#respond(lease, begun, created + done + this.#streamOptions + titled, message);
  }

  async #retry({ thread_id, item_id }: RequestParams<'threads.retry_after_item'>): Promise<TurnStream<C>> {
    const lease = this.#lease(thread_id);
    const begun = await this.#begin(lease, { kind: 'retry', itemId: item_id });
    return this.#respond(lease, begun, this.#streamOptions, expectUserMessage(begun.item));
  }

  async #addToolOutput({ thread_id, result }: RequestParams<'threads.add_client_tool_output'>): Promise<TurnStream<C>> {
    const lease = this.#lease(thread_id);
    const begun = await this.#begin(lease, { kind: 'load', activeOnly: false });
    const { completed, abandoned } = await this.#orGiveBack(lease, () => completeToolCall(begun.history, result));
    await this.#write(lease, { items: [completed], remove: abandoned });
    const history = begun.history
      .filter(({ id }) => !abandoned.includes(id))
      .map((item) => (item.id === completed.id ? completed : item));
    return this.#respond(lease, { ...begun, history }, this.#streamOptions, null);
  }

  async #addStructuredInput(params: RequestParams<'threads.add_structured_input'>): Promise<TurnStream<C>> {
    const lease = this.#lease(params.thread_id);
    const begun = await this.#begin(lease, { kind: 'load', itemId: params.item_id, activeOnly: true });
    const answered = await this.#orGiveBack(lease, () => {
      if (begun.item?.type !== 'structured_input') throw new ChatKitError('conflict', 'This item asks no questions.');
      if (begun.item.status !== 'pending') throw new ChatKitError('conflict', 'These questions were already answered.');
      return answerQuestions(begun.item, params.input);
    });
    await this.#write(lease, { items: [answered] });
    const history = begun.history.map((item) => (item.id === answered.id ? answered : item));
    const opening = this.#streamOptions + toFrame({ type: 'thread.item.replaced', item: answered });
    return this.#respond(lease, { ...begun, history }, opening, null);
  }

  async #runAction({ thread_id, item_id, action }: RequestParams<'threads.custom_action'>): Promise<TurnStream<C>> {
    const { handlers } = this.#parts;
    if (!handlers.action) throw new ChatKitError('not_supported', 'This server handles no actions.');
    const lease = this.#lease(thread_id);
    const begun = await this.#begin(lease, { kind: 'load', activeOnly: false, ...(item_id && { itemId: item_id }) });
    const sender = begun.item;
    if (sender !== null && sender.type !== 'widget') {
      const refusal = toFrame({ type: 'error', code: 'stream.error', allow_retry: false });
      return this.#turn(lease, begun, refusal, () => noEvents());
    }
    return this.#turn(lease, begun, this.#streamOptions, (thread, turnCaller) =>
      handlers.action ? handlers.action(thread, action, sender, turnCaller) : noEvents(),
    );
  }

  #respond(lease: TurnLease, begun: BegunTurn, opening: string, message: UserMessageItem | null): TurnStream<C> {
    const { handlers } = this.#parts;
    return this.#turn(lease, begun, opening, (thread, caller) => handlers.respond(thread, message, caller));
  }

  #turn(
    lease: TurnLease,
    begun: BegunTurn,
    opening: string,
    respond: (thread: TurnThread, caller: C) => ReturnType<StreamedTurn<C>['respond']>,
  ): TurnStream<C> {
    const thread = new TurnThread(begun.thread, begun.history);
    return new TurnStream(this.#parts, {
      lease,
      thread,
      caller: this.#caller,
      opening,
      respond: (caller) => respond(thread, caller),
    });
  }

  #lease(threadId: string): TurnLease {
    return { threadId, token: randomUUID(), milliseconds: this.#parts.options?.leaseMilliseconds ?? 10_000 };
  }

  #begin(lease: TurnLease, start: TurnStart): Promise<BegunTurn> {
    const { store, options } = this.#parts;
    return store.beginTurn(lease, start, options?.historySize ?? 50, this.#caller);
  }

  async #write(lease: TurnLease, writes: { items: ThreadItem[]; remove?: string[] }): Promise<void> {
    const thread = await this.#parts.store.commitTurn(lease, writes, this.#caller);
    if (!thread) throw new ChatKitError('turn_in_progress', 'Another reply is being written in this thread.');
  }

  /** Runs a check after the lease was taken; a refusal gives the lease back first. */
  async #orGiveBack<T>(lease: TurnLease, check: () => T): Promise<T> {
    try {
      return check();
    } catch (error) {
      await this.#parts.store.commitTurn(lease, { release: true }, this.#caller);
      throw error;
    }
  }
}

function toUserMessage(
  threadId: string,
  input: RequestParams<'threads.create'>['input'],
  id = createItemId('user_message'),
): UserMessageItem {
  const { tool_choice, model } = input.inference_options;
  return {
    id,
    thread_id: threadId,
    created_at: new Date().toISOString(),
    type: 'user_message',
    content: input.content.map((part) => {
      if (part.type === 'input_text') return part;
      const { group, ...tag } = part;
      return { ...tag, ...(group !== undefined && { group }) };
    }),
    attachments: [],
    ...(input.quoted_text !== undefined && { quoted_text: input.quoted_text }),
    inference_options: { ...(tool_choice && { tool_choice }), ...(model !== undefined && { model }) },
  };
}

function expectUserMessage(item: ThreadItem | null): UserMessageItem {
  if (item?.type !== 'user_message') throw new ChatKitError('conflict', 'Only a message of the user can be retried.');
  return item;
}

async function* noEvents(): AsyncGenerator<never, void, undefined> {}
