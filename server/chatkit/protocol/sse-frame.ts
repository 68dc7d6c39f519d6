import type { ThreadEvent } from './thread-event.ts';
import { withoutBasis } from './thread-item.ts';

/** One event as one frame: `data: `, one line of JSON, two line feeds. JSON escapes every line break itself. */
export function toFrame(event: ThreadEvent): string {
  const sent = 'item' in event ? { ...event, item: withoutBasis(event.item) } : event;
  return `data: ${JSON.stringify(sent)}\n\n`;
}

/** Makes the frames of one text part's deltas: all but the delta itself is written once. */
export function textDeltaFrames(itemId: string, contentIndex: number): (delta: string) => string {
  const head =
    `data: {"type":"thread.item.updated","item_id":${JSON.stringify(itemId)},` +
    `"update":{"type":"assistant_message.content_part.text_delta","content_index":${contentIndex},"delta":`;
  return (delta) => `${head}${JSON.stringify(delta)}}}\n\n`;
}
