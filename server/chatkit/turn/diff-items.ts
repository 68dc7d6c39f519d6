import { isDeepStrictEqual } from 'node:util';
import type { ThreadEvent } from '../protocol/thread-event.ts';
import type { AssistantMessageItem, ThreadItem } from '../protocol/thread-item.ts';

/** The events that make one state of some items into the next, for a client that has the first: text that only grew as deltas. */
export function diffItems(before: readonly ThreadItem[], after: readonly ThreadItem[]): ThreadEvent[] {
  const known = new Map(before.map((item) => [item.id, item]));
  const left = new Set(after.map(({ id }) => id));
  return [
    ...before
      .filter(({ id }) => !left.has(id))
      .map(({ id }) => ({ type: 'thread.item.removed' as const, item_id: id })),
    ...after.flatMap((item) => changesOf(known.get(item.id), item)),
  ];
}

function changesOf(before: ThreadItem | undefined, item: ThreadItem): ThreadEvent[] {
  if (before && isDeepStrictEqual(before, item)) return [];
  if (!isGrowing(item))
    return [{ type: before && !isGrowing(before) ? 'thread.item.replaced' : 'thread.item.done', item }];
  if (!before || !isGrowing(before)) return [{ type: 'thread.item.added', item }];
  return growth(before, item) ?? [{ type: 'thread.item.replaced', item }];
}

function isGrowing(item: ThreadItem): item is AssistantMessageItem {
  return item.type === 'assistant_message' && item.status === 'in_progress';
}

/** Undefined when more changed than that text was added. */
function growth(before: AssistantMessageItem, after: AssistantMessageItem): ThreadEvent[] | undefined {
  const grown = before.content.map((part, index) => {
    const text = after.content[index]?.text ?? '';
    return text.startsWith(part.text) ? { ...part, text } : part;
  });
  if (!isDeepStrictEqual({ ...before, content: grown }, after)) return undefined;
  return before.content.flatMap((part, index): ThreadEvent[] => {
    const delta = after.content[index]?.text.slice(part.text.length) ?? '';
    if (delta === '') return [];
    return [
      {
        type: 'thread.item.updated',
        item_id: after.id,
        update: { type: 'assistant_message.content_part.text_delta', content_index: index, delta },
      },
    ];
  });
}
