import type { InferenceOptions, UserContent } from './thread-item.ts';

/** What a person sends, as the server takes it: attachments by id. */
export type UserInput = {
  content: UserContent[];
  attachments: string[];
  quoted_text?: string;
  inference_options: InferenceOptions;
};

/** An action of a widget or of the host page. */
export type WidgetAction = { type: string; payload?: Record<string, unknown> };

/** Speech to be turned into text. */
export type RecordedSpeech = { base64: string; mimeType: string };

/** Answers to a structured input, by question id. */
export type StructuredAnswers = {
  status: 'answered' | 'skipped';
  answers: Record<string, { values: string[]; skipped: boolean }>;
};

/** What a message is told apart by when it is sent again because nobody knows whether it arrived; servers may ignore it. */
export type MessageKey = { message_key: string; is_again?: boolean };

/** Requests whose answer is a stream of events. */
export type StreamingRequest =
  | { type: 'threads.create'; params: { input: UserInput }; metadata?: MessageKey }
  | { type: 'threads.add_user_message'; params: { thread_id: string; input: UserInput }; metadata?: MessageKey }
  | { type: 'threads.add_client_tool_output'; params: { thread_id: string; result: unknown } }
  | {
      type: 'threads.add_structured_input';
      params: { thread_id: string; item_id: string; input: StructuredAnswers };
    }
  | { type: 'threads.custom_action'; params: { thread_id: string; item_id?: string; action: WidgetAction } }
  | { type: 'threads.retry_after_item'; params: { thread_id: string; item_id: string } }
  /** Not ChatKit's own: what a running turn says, for servers that say of a message that its turn runs. */
  | { type: 'threads.watch'; params: { thread_id: string } };

/** Requests whose answer is one JSON document. */
export type JsonRequest =
  | { type: 'threads.get_by_id'; params: { thread_id: string } }
  | { type: 'threads.list'; params: { limit: number; order: 'asc' | 'desc'; after?: string } }
  | { type: 'threads.update'; params: { thread_id: string; title: string } }
  | { type: 'threads.delete'; params: { thread_id: string } }
  | {
      type: 'items.list';
      params: { thread_id: string; limit: number; order: 'asc' | 'desc'; after?: string };
    }
  | {
      type: 'items.feedback';
      params: { thread_id: string; item_ids: string[]; kind: 'positive' | 'negative' };
    }
  | { type: 'attachments.create'; params: { name: string; size: number; mime_type: string } }
  | { type: 'attachments.delete'; params: { attachment_id: string } }
  | { type: 'input.transcribe'; params: { audio_base64: string; mime_type: string } }
  | { type: 'threads.sync_custom_action'; params: { thread_id: string; item_id?: string; action: WidgetAction } };
