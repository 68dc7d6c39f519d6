/** A thread as the client sees it; its items are kept beside it. */
export type Thread = {
  id: string;
  title?: string;
  created_at: string;
  /** When something was said last, where the server says so: lists come in this order. */
  active_at?: string;
  status: ThreadStatus;
  allowed_image_domains?: string[];
};

/** Whether more may be said in a thread, and why not. */
export type ThreadStatus = { type: 'active' } | { type: 'locked' | 'closed'; reason?: string };

/** One page of a list, with the cursor of the next one. */
export type Page<Row> = { data: Row[]; has_more: boolean; after?: string };

type ItemBase<Type extends string> = { id: string; thread_id: string; created_at: string; type: Type };

/** What a person sent: literal text, entity tags, files and an optional quote. */
export type UserMessageItem = ItemBase<'user_message'> & {
  content: UserContent[];
  attachments: WireAttachment[];
  quoted_text?: string;
  inference_options: InferenceOptions;
  /** The id its bubble had before the server confirmed it, so that the view keeps it. */
  local_id?: string;
  /** Set when its answer was cut off before a word. */
  state?: 'running' | 'interrupted';
};

/** Text or an entity tag inside a user's message. */
export type UserContent = { type: 'input_text'; text: string } | UserTag;

/** An entity a person mentioned. The server requires `data`. */
export type UserTag = {
  type: 'input_tag';
  id: string;
  text: string;
  data: Record<string, unknown>;
  group?: string;
  interactive: boolean;
};

/** The tool and model asked for with one message; absent keys mean the server's choice. */
export type InferenceOptions = { tool_choice?: { id: string }; model?: string };

/** A file the server keeps. */
export type WireAttachment = {
  type: 'file' | 'image';
  id: string;
  name: string;
  mime_type: string;
  preview_url?: string;
  upload_descriptor?: { url: string; method: 'POST' | 'PUT'; headers: Record<string, string> };
};

/** The assistant's words, in parts. */
export type AssistantMessageItem = ItemBase<'assistant_message'> & {
  content: AssistantContent[];
  /** Set on text whose response another request is still writing, or that was cut off; finished text has none. */
  state?: 'running' | 'interrupted';
};

/** One part of the assistant's words with the sources it cites. */
export type AssistantContent = { type: 'output_text'; text: string; annotations: Annotation[] };

/** A source cited at a character of the text, or only in the list when it has no index. */
export type Annotation = { source: Source; index?: number };

/** Where something the assistant said comes from. */
export type Source = {
  type: 'url' | 'file' | 'entity';
  title: string;
  description?: string;
  timestamp?: string;
  group?: string;
  url?: string;
  attribution?: string;
  filename?: string;
  id?: string;
  icon?: string;
  label?: string;
  inline_label?: string;
  interactive?: boolean;
  data?: Record<string, unknown>;
};

/** A function the server asks the host page to run. */
export type ClientToolCallItem = ItemBase<'client_tool_call'> & {
  status: 'pending' | 'completed';
  call_id: string;
  name: string;
  arguments: Record<string, unknown>;
  output?: unknown;
};

/** A node of a widget tree. Props beyond these are read where they are rendered: the tree may come from a model. */
export type WidgetNode = { type: string; id?: string; key?: string; [prop: string]: unknown };

/** A widget in the transcript. */
export type WidgetItem = ItemBase<'widget'> & { widget: WidgetNode; copy_text?: string };

/** An image the assistant made; `progress` counts from 0 to 1 while it is being made. */
export type GeneratedImageItem = ItemBase<'generated_image'> & {
  image?: { id: string; url: string };
  progress?: number;
};

/** Questions that take over the composer until they are answered or skipped. */
export type StructuredInputItem = ItemBase<'structured_input'> & {
  status: 'pending' | 'answered' | 'skipped';
  inputs: StructuredQuestion[];
};

export type StructuredQuestion = {
  id: string;
  question: string;
  answer?: { values: string[]; skipped: boolean };
  type: 'multiple_choice' | 'freeform';
  options: { value: string }[];
  multiple: boolean;
  description?: string;
};

/** Steps the assistant takes before it answers. */
export type WorkflowItem = ItemBase<'workflow'> & { workflow: Workflow };

/** The steps and, once finished, what they came to. */
export type Workflow = {
  type: 'custom' | 'reasoning';
  tasks: WorkflowTask[];
  summary?: { title?: string; icon?: string; duration?: number };
  expanded: boolean;
};

/** One step. Which fields it has depends on its type. */
export type WorkflowTask = {
  type: 'custom' | 'web_search' | 'thought' | 'file' | 'image';
  status_indicator: 'none' | 'loading' | 'complete';
  title?: string;
  icon?: string;
  content?: string;
  title_query?: string;
  queries: string[];
  sources: Source[];
};

/** A single step outside a workflow. */
export type TaskItem = ItemBase<'task'> & { task: WorkflowTask };

/** Every item a client shows or acts on; other types are dropped when they arrive. */
export type ThreadItem =
  | UserMessageItem
  | AssistantMessageItem
  | ClientToolCallItem
  | WidgetItem
  | GeneratedImageItem
  | StructuredInputItem
  | WorkflowItem
  | TaskItem;
