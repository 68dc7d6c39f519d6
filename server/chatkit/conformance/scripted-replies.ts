import type { TurnEvent } from '../protocol/thread-event.ts';
import type { AssistantMessageItem } from '../protocol/thread-item.ts';
import type { TurnThread } from '../turn/turn-thread.ts';

/** A part of an assistant message. */
export function part(text: string): AssistantMessageItem['content'][number] {
  return { type: 'output_text', text, annotations: [] };
}

/** A whole assistant message. */
export function message(thread: TurnThread, text: string): AssistantMessageItem {
  return thread.item({ type: 'assistant_message', content: [part(text)] });
}

/** The events of a reply up to its last delta. */
export function* begin(item: AssistantMessageItem, deltas: string[]): Generator<TurnEvent, void, undefined> {
  yield { type: 'thread.item.added', item: { ...item, content: [] } };
  yield update(item.id, { type: 'assistant_message.content_part.added', content_index: 0, content: part('') });
  for (const delta of deltas) yield textDelta(item.id, delta);
}

/** The events of a whole streamed reply. */
export async function* reply(thread: TurnThread, deltas: string[]): AsyncGenerator<TurnEvent, void, undefined> {
  const item = message(thread, deltas.join(''));
  yield* begin(item, deltas);
  yield done(item);
}

/** One more piece of text. */
export function textDelta(itemId: string, delta: string, contentIndex = 0): TurnEvent {
  return update(itemId, { type: 'assistant_message.content_part.text_delta', content_index: contentIndex, delta });
}

/** An update of an item. */
export function update(
  itemId: string,
  change: Extract<TurnEvent, { type: 'thread.item.updated' }>['update'],
): TurnEvent {
  return { type: 'thread.item.updated', item_id: itemId, update: change };
}

/** A finished item. */
export function done(item: Extract<TurnEvent, { type: 'thread.item.done' }>['item']): TurnEvent {
  return { type: 'thread.item.done', item };
}

/** Waits until the client has gone, and no longer. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A promise to be settled from outside. */
export function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
