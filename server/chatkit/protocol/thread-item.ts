import type { Annotation } from './annotation.ts';
import type { Attachment } from './attachment.ts';
import type { WidgetRoot } from './widget.ts';
import type { WorkflowTask, Workflow } from './workflow.ts';

export interface ItemBase {
  id: string;
  thread_id: string;
  /** ISO 8601, UTC. */
  created_at: string;
}

/** Which tool and model the user picked for a message. */
interface InferenceOptions {
  tool_choice?: { id: string };
  model?: string;
}

/** A piece of what the user wrote: plain text, or a tagged thing. */
type UserContent =
  | { type: 'input_text'; text: string }
  | {
      type: 'input_tag';
      id: string;
      text: string;
      data: Record<string, unknown>;
      group?: string;
      interactive: boolean;
    };

export interface UserMessageItem extends ItemBase {
  type: 'user_message';
  content: UserContent[];
  attachments: Attachment[];
  quoted_text?: string;
  inference_options: InferenceOptions;
  /** Ours, and only when read: `in_progress` while a turn runs after it, `incomplete` when that was stopped or died with its server. */
  status?: 'in_progress' | 'incomplete';
}

/** A piece of what the assistant said, as markdown. */
export interface AssistantContent {
  type: 'output_text';
  text: string;
  annotations: Annotation[];
}

export interface AssistantMessageItem extends ItemBase {
  type: 'assistant_message';
  content: AssistantContent[];
  /** The host's own, as of a widget. */
  basis?: unknown;
  /**
   * Ours, and only on text that is not whole: `in_progress` while its turn runs, `incomplete` when the turn was stopped,
   * failed or died with its server. A finished message has no status.
   */
  status?: 'in_progress' | 'incomplete';
}

/** A tool the client runs for the assistant; its result comes with a request of its own. */
export interface ClientToolCallItem extends ItemBase {
  type: 'client_tool_call';
  status: 'pending' | 'completed';
  call_id: string;
  name: string;
  arguments: Record<string, unknown>;
  output?: unknown;
}

/** A card, list or other interactive view. */
export interface WidgetItem extends ItemBase {
  type: 'widget';
  widget: WidgetRoot;
  copy_text?: string;
  /** The host's own: by reference, what it draws the item from whenever it is read. Stored, and never sent. */
  basis?: unknown;
}

/** A picture made by the assistant. */
export interface GeneratedImage {
  id: string;
  url: string;
}

/** A picture being made, or made. */
interface GeneratedImageItem extends ItemBase {
  type: 'generated_image';
  image?: GeneratedImage;
}

export interface StructuredAnswer {
  values: string[];
  skipped: boolean;
}

export type StructuredQuestion = { id: string; question: string; answer?: StructuredAnswer } & (
  | { type: 'multiple_choice'; options: { value: string }[]; multiple: boolean }
  | { type: 'freeform'; description?: string }
);

/** Questions that take the composer's place until answered or skipped. */
export interface StructuredInputItem extends ItemBase {
  type: 'structured_input';
  status: 'pending' | 'answered' | 'skipped';
  inputs: StructuredQuestion[];
}

/** Steps the assistant took. */
export interface WorkflowItem extends ItemBase {
  type: 'workflow';
  workflow: Workflow;
}

/** One step as a line of its own. */
interface TaskItem extends ItemBase {
  type: 'task';
  task: WorkflowTask;
}

/** A hint that the assistant is done; shows nothing. */
interface EndOfTurnItem extends ItemBase {
  type: 'end_of_turn';
}

/** Context for the model that the host added; never sent. */
export interface HiddenContextItem extends ItemBase {
  type: 'hidden_context_item';
  content: unknown;
}

/** Context for the model that this server added, for example after a cancel; never sent. */
export interface SdkHiddenContextItem extends ItemBase {
  type: 'sdk_hidden_context';
  content: string;
}

/** Everything a thread can hold. */
export type ThreadItem =
  | UserMessageItem
  | AssistantMessageItem
  | ClientToolCallItem
  | WidgetItem
  | GeneratedImageItem
  | StructuredInputItem
  | WorkflowItem
  | TaskItem
  | EndOfTurnItem
  | HiddenContextItem
  | SdkHiddenContextItem;

/** An item without what is the host's own. */
export function withoutBasis<T extends ThreadItem>(item: T): T {
  return 'basis' in item ? { ...item, basis: undefined } : item;
}

/** True for items that clients never see. */
export function isHidden(item: ThreadItem): item is HiddenContextItem | SdkHiddenContextItem {
  return item.type === 'hidden_context_item' || item.type === 'sdk_hidden_context';
}
