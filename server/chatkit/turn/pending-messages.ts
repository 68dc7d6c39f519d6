import { textDeltaFrames, toFrame } from '../protocol/sse-frame.ts';
import type { ItemUpdatedEvent } from '../protocol/thread-event.ts';
import type { AssistantContent, AssistantMessageItem } from '../protocol/thread-item.ts';

interface PendingMessage {
  item: AssistantMessageItem;
  deltaFrames: ((delta: string) => string)[];
  isChanged: boolean;
}

/**
 * The assistant messages that a turn has announced and not finished, as the client sees them: what a cancel stores and
 * a checkpoint keeps. Copies, so that the responder may go on changing its own objects.
 */
export class PendingMessages {
  readonly #messages = new Map<string, PendingMessage>();

  add(item: AssistantMessageItem): void {
    this.#messages.set(item.id, {
      item: { ...item, content: item.content.map(copyPart) },
      deltaFrames: [],
      isChanged: true,
    });
  }

  finish(itemId: string): void {
    this.#messages.delete(itemId);
  }

  /** Applies an update and gives its frame. Called for every delta: it must stay cheap. */
  apply(event: ItemUpdatedEvent): string {
    const pending = this.#messages.get(event.item_id);
    if (!pending) return toFrame(event);
    const { update } = event;
    const { content } = pending.item;
    switch (update.type) {
      case 'assistant_message.content_part.text_delta': {
        partAt(content, update.content_index).text += update.delta;
        pending.isChanged = true;
        const frames = (pending.deltaFrames[update.content_index] ??= textDeltaFrames(
          event.item_id,
          update.content_index,
        ));
        return frames(update.delta);
      }
      case 'assistant_message.content_part.added':
      case 'assistant_message.content_part.done':
        partAt(content, update.content_index);
        content[update.content_index] = copyPart(update.content);
        pending.isChanged = true;
        break;
      case 'assistant_message.content_part.annotation_added':
        partAt(content, update.content_index).annotations.splice(update.annotation_index, 0, update.annotation);
        pending.isChanged = true;
        break;
      default:
    }
    return toFrame(event);
  }

  /** Every message with something to read in it, as it is kept when nothing more comes: readers see that it is cut. */
  cutOff(): AssistantMessageItem[] {
    return [...this.#messages.values()]
      .map(({ item }) => item)
      .filter(hasText)
      .map((item) => ({ ...item, status: 'incomplete' }));
  }

  /** The messages with text that changed since the last call. */
  takeChanged(): AssistantMessageItem[] {
    const changed: AssistantMessageItem[] = [];
    for (const pending of this.#messages.values()) {
      if (!pending.isChanged || !hasText(pending.item)) continue;
      pending.isChanged = false;
      changed.push(pending.item);
    }
    return changed;
  }
}

function hasText(item: AssistantMessageItem): boolean {
  return item.content.some((part) => part.text.trim() !== '');
}

function copyPart(part: AssistantContent): AssistantContent {
  return { ...part, annotations: [...part.annotations] };
}

/** The part at the index; parts that were never announced are padded with empty text, as clients do. */
function partAt(content: AssistantContent[], index: number): AssistantContent {
  while (content.length <= index) content.push({ type: 'output_text', text: '', annotations: [] });
  return content[index] ?? { type: 'output_text', text: '', annotations: [] };
}
