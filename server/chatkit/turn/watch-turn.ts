import { setTimeout as delay } from 'node:timers/promises';
import type { ChatKitCaller } from '../chatkit-handlers.ts';
import type { ChatKitParts } from '../chatkit-parts.ts';
import type { RunningTurn } from '../chatkit-store.ts';
import { toFrame } from '../protocol/sse-frame.ts';
import { isHidden, type ThreadItem } from '../protocol/thread-item.ts';
import { toWireThread } from '../protocol/thread.ts';
import { diffItems } from './diff-items.ts';
import { toWireItem } from './wire-item.ts';

/** How often a turn is looked at that others run: half as long as text is seldom late, and four small reads in a blink. */
const LOOK_MS = 120;

/**
 * Shows the turn that runs in a thread to whoever comes to it, or comes back: what it has said so far, then what it
 * says, as frames of a turn of one's own. They end with the turn, whichever instance runs it; going away ends nothing.
 *
 * @throws ChatKitError `not_found`
 */
export async function watchTurn<C extends ChatKitCaller>(
  watched: WatchedTurn,
  caller: C,
  parts: ChatKitParts<C>,
): Promise<AsyncGenerator<string>> {
  return framesOf(watched, await parts.store.readTurn(watched.threadId, null, caller), caller, parts);
}

interface WatchedTurn {
  threadId: string;
  /** The message that its client has sent again and not seen arrive; anybody else has the newest one already. */
  messageId?: string;
  /** Whether the client does not know of the thread. */
  announces?: boolean;
}

async function* framesOf<C extends ChatKitCaller>(
  { messageId, announces = false }: WatchedTurn,
  begun: RunningTurn,
  caller: C,
  { store, handlers, options }: ChatKitParts<C>,
): AsyncGenerator<string> {
  if (announces) yield toFrame({ type: 'thread.created', thread: toWireThread(begun.thread) });
  yield toFrame({ type: 'stream_options', stream_options: { allow_cancel: options?.allowCancel ?? true } });
  const { signal } = caller;
  const shown = async (items: readonly ThreadItem[]) => {
    const visible = items.filter((item) => !isHidden(item));
    const drawn = (await handlers.draw?.(begun.thread.id, visible, caller)) ?? visible;
    return drawn.map((item) => toWireItem(item, handlers, caller));
  };
  let items: readonly ThreadItem[] = [];
  const [question] = await shown(begun.items ?? []);
  if (question?.type === 'user_message') {
    const isKnown = question.id !== messageId;
    yield toFrame({ type: isKnown ? 'thread.item.replaced' : 'thread.item.done', item: question });
    items = [question];
  }
  let { title } = begun.thread;
  for (let turn = begun; !signal.aborted;) {
    if (turn.items) {
      const now = await shown(turn.items);
      let frames = diffItems(items, now).map(toFrame).join('');
      items = now;
      if (turn.thread.title !== title) frames += toFrame({ type: 'thread.updated', thread: toWireThread(turn.thread) });
      ({ title } = turn.thread);
      if (frames !== '') yield frames;
    }
    if (!turn.isRunning) return;
    await delay(LOOK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (!signal.aborted) turn = await store.readTurn(begun.thread.id, turn.version, caller);
  }
}
