import { choiceAt, isObject, isSetAt, numberAt, objectAt, pickTexts, textAt, type JsonObject } from './json-fields.ts';
import { parseAnnotation } from './parse-source.ts';
import { parseThread } from './parse-thread.ts';
import { parseAssistantContent, parseImage, parseTask, parseThreadItem, parseWidgetNode } from './parse-thread-item.ts';
import type { ItemUpdate, ThreadEvent } from './thread-event.ts';

/** Reads one frame; null for anything this client does not know, which it must ignore. */
export function parseThreadEvent(frame: unknown): ThreadEvent | null {
  if (!isObject(frame)) return null;
  switch (frame.type) {
    case 'thread.created':
    case 'thread.updated': {
      const thread = parseThread(frame.thread);
      return thread && { type: frame.type, thread };
    }
    case 'thread.item.added':
    case 'thread.item.done':
    case 'thread.item.replaced': {
      const item = parseThreadItem(frame.item);
      return item && { type: frame.type, item };
    }
    case 'thread.item.updated': {
      const update = parseItemUpdate(objectAt(frame, 'update'));
      return update && { type: 'thread.item.updated', item_id: textAt(frame, 'item_id') ?? '', update };
    }
    case 'thread.item.removed':
      return { type: 'thread.item.removed', item_id: textAt(frame, 'item_id') ?? '' };
    case 'stream_options':
      return {
        type: 'stream_options',
        stream_options: { allow_cancel: isSetAt(objectAt(frame, 'stream_options'), 'allow_cancel') },
      };
    case 'progress_update':
      return { type: 'progress_update', text: textAt(frame, 'text') ?? '', ...pickTexts(frame, ['icon']) };
    case 'client_effect':
      return { type: 'client_effect', name: textAt(frame, 'name') ?? '', data: objectAt(frame, 'data') };
    case 'error':
      return {
        type: 'error',
        code: textAt(frame, 'code') ?? 'custom',
        ...pickTexts(frame, ['message']),
        allow_retry: isSetAt(frame, 'allow_retry'),
      };
    case 'notice':
      return {
        type: 'notice',
        level: choiceAt(frame, 'level', ['info', 'warning', 'danger']) ?? 'info',
        message: textAt(frame, 'message') ?? '',
        ...pickTexts(frame, ['title']),
      };
    default:
      return null;
  }
}

function parseItemUpdate(update: JsonObject): ItemUpdate | null {
  const contentIndex = indexAt(update, 'content_index');
  const taskIndex = indexAt(update, 'task_index');
  const componentId = textAt(update, 'component_id') ?? '';
  switch (update.type) {
    case 'assistant_message.content_part.added':
    case 'assistant_message.content_part.done':
      return { type: update.type, content_index: contentIndex, content: parseAssistantContent(update.content) };
    case 'assistant_message.content_part.text_delta':
      return { type: update.type, content_index: contentIndex, delta: textAt(update, 'delta') ?? '' };
    case 'assistant_message.content_part.annotation_added': {
      const [annotation] = parseAnnotation(update.annotation);
      const annotationIndex = indexAt(update, 'annotation_index');
      return annotation
        ? { type: update.type, content_index: contentIndex, annotation_index: annotationIndex, annotation }
        : null;
    }
    case 'widget.streaming_text.value_delta':
      return {
        type: update.type,
        component_id: componentId,
        delta: textAt(update, 'delta') ?? '',
        done: isSetAt(update, 'done'),
      };
    case 'widget.component.updated': {
      const component = parseWidgetNode(update.component);
      return component && { type: update.type, component_id: componentId, component };
    }
    case 'widget.root.updated': {
      const widget = parseWidgetNode(update.widget);
      return widget && { type: update.type, widget };
    }
    case 'workflow.task.added':
    case 'workflow.task.updated':
      return { type: update.type, task_index: taskIndex, task: parseTask(objectAt(update, 'task')) };
    case 'generated_image.updated': {
      const image = parseImage(update.image);
      const progress = numberAt(update, 'progress');
      return image && { type: update.type, image, ...(progress !== undefined && { progress }) };
    }
    default:
      return null;
  }
}

/** Indexes pad lists, so a hostile one must not allocate millions of parts. */
function indexAt(source: JsonObject, key: string): number {
  const index = numberAt(source, key) ?? 0;
  return Math.min(Math.max(Math.trunc(index), 0), 1000);
}
