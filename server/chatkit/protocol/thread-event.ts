import type { Annotation } from './annotation.ts';
import type { AssistantContent, GeneratedImage, ThreadItem } from './thread-item.ts';
import type { WireThread } from './thread.ts';
import type { WidgetComponent, WidgetRoot } from './widget.ts';
import type { WorkflowTask } from './workflow.ts';

/** The ten ways in which an item in progress changes. */
export type ItemUpdate =
  | { type: 'assistant_message.content_part.added'; content_index: number; content: AssistantContent }
  | { type: 'assistant_message.content_part.text_delta'; content_index: number; delta: string }
  | {
      type: 'assistant_message.content_part.annotation_added';
      content_index: number;
      annotation_index: number;
      annotation: Annotation;
    }
  | { type: 'assistant_message.content_part.done'; content_index: number; content: AssistantContent }
  | { type: 'widget.streaming_text.value_delta'; component_id: string; delta: string; done: boolean }
  | { type: 'widget.component.updated'; component_id: string; component: WidgetComponent }
  | { type: 'widget.root.updated'; widget: WidgetRoot }
  | { type: 'workflow.task.added'; task_index: number; task: WorkflowTask }
  | { type: 'workflow.task.updated'; task_index: number; task: WorkflowTask }
  | { type: 'generated_image.updated'; image: GeneratedImage; progress?: number };

/** An item in progress changed; never stored by itself. */
export interface ItemUpdatedEvent {
  type: 'thread.item.updated';
  item_id: string;
  update: ItemUpdate;
}

/** Something failed; the client shows the message, or its own words for the code. */
export interface ErrorEvent {
  type: 'error';
  code: string;
  message?: string;
  allow_retry: boolean;
}

/** What a responder or an action may yield. */
export type TurnEvent =
  /** Shown at once, stored only by its `done`. */
  | { type: 'thread.item.added'; item: ThreadItem }
  | ItemUpdatedEvent
  /** Stored, then shown. */
  | { type: 'thread.item.done'; item: ThreadItem }
  /** Deleted, then taken off the screen. */
  | { type: 'thread.item.removed'; item_id: string }
  /** Stored in the place of the item with its id, then shown. */
  | { type: 'thread.item.replaced'; item: ThreadItem }
  | { type: 'stream_options'; stream_options: { allow_cancel: boolean } }
  | { type: 'progress_update'; text: string; icon?: string }
  | { type: 'client_effect'; name: string; data: Record<string, unknown> }
  | { type: 'notice'; level: 'info' | 'warning' | 'danger'; message: string; title?: string }
  | ErrorEvent;

/** All twelve events a client can receive; the two about the thread are made by the server alone. */
export type ThreadEvent = TurnEvent | { type: 'thread.created' | 'thread.updated'; thread: WireThread };
