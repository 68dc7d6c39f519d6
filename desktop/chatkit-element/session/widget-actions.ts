import type { ActionConfig } from '../protocol/action-config.ts';
import type { WidgetAction } from '../protocol/chat-request.ts';
import { isObject } from '../protocol/json-fields.ts';
import { parseThreadItem } from '../protocol/parse-thread-item.ts';
import type { WidgetItem } from '../protocol/thread-item.ts';
import type { ChatState } from '../state/chat-state.ts';
import { showToast } from '../state/show-toast.ts';
import { reduceThread } from '../thread/reduce-thread.ts';
import { describeFailure } from './describe-failure.ts';
import { toError } from './element-event.ts';
import type { Responder } from './responder.ts';
import type { SessionContext } from './session-context.ts';

/** Runs the actions of widgets: streamed, answered at once, or handled by the host page. */
export class WidgetActions {
  readonly #context: SessionContext;
  readonly #responder: Responder;
  #nextKey = 0;

  constructor(context: SessionContext, responder: Responder) {
    this.#context = context;
    this.#responder = responder;
  }

  /**
   * Runs an action unless it is blocked; failures are shown.
   *
   * @returns whether it succeeded.
   */
  async run(
    config: ActionConfig,
    payload: WidgetAction['payload'],
    item: WidgetItem,
    nodePath: string,
  ): Promise<boolean> {
    const { store } = this.#context;
    if (isBlocked(config, store.get())) return false;
    const action: WidgetAction = { type: config.type, ...(payload && { payload }) };
    const key = ++this.#nextKey;
    const running = { key, itemId: item.id, nodePath, scope: config.loading };
    store.update((state) => ({ ...state, runningActions: [...state.runningActions, running] }));
    try {
      await this.#dispatch(config, action, item);
      return true;
    } catch (thrown) {
      this.#report(config, toError(thrown));
      return false;
    } finally {
      store.update((state) => ({
        ...state,
        runningActions: state.runningActions.filter((other) => other.key !== key),
      }));
    }
  }

  async #dispatch(config: ActionConfig, action: WidgetAction, item: WidgetItem): Promise<void> {
    const { client, options, store } = this.#context;
    if (config.handler === 'client') {
      await options().widgets?.onAction?.(action, { id: item.id, widget: item.widget });
      return;
    }
    const threadId = item.thread_id || store.get().threadState.thread?.id || '';
    const params = { thread_id: threadId, item_id: item.id, action };
    if (config.isStreaming) {
      await this.#responder.start({ type: 'threads.custom_action', params }).finished;
      return;
    }
    const answer = await client.send({ type: 'threads.sync_custom_action', params });
    const updated = parseThreadItem(isObject(answer) ? answer.updated_item : null);
    if (!updated) return;
    store.update((state) => ({
      ...state,
      threadState: reduceThread(state.threadState, { type: 'thread.item.replaced', item: updated }),
    }));
  }

  /** A streamed action shows its failure in the thread already. */
  #report(config: ActionConfig, error: Error): void {
    const { emit, store } = this.#context;
    if (config.handler === 'server' && config.isStreaming) return;
    emit('chatkit.error', { error });
    showToast(store, describeFailure(error, store.get().translation.strings).message);
  }
}

/** Whether an action has to wait: streamed ones need the thread to be idle, the others do not. */
export function isBlocked(config: ActionConfig, state: ChatState): boolean {
  return config.handler === 'server' && config.isStreaming && state.activity !== 'idle';
}
