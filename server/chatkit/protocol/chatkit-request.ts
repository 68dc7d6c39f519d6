import { z } from 'zod';
import { ChatKitError } from './chatkit-error.ts';
import { findUnstorableText } from './unstorable-text.ts';

/** Clients may send null for what they leave out; items never carry it. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const jsonObject = z.record(z.string(), z.unknown());
const threadId = z.string().min(1);
const itemId = z.string().min(1);

const userContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input_text'), text: z.string() }),
  z.object({
    type: z.literal('input_tag'),
    id: z.string(),
    text: z.string(),
    data: jsonObject,
    group: optional(z.string()),
    interactive: z.boolean().default(false),
  }),
]);

const userMessage = z.object({
  content: z.array(userContent),
  attachments: z.array(z.string().min(1)),
  quoted_text: optional(z.string()),
  inference_options: z.object({
    tool_choice: optional(z.object({ id: z.string() })),
    model: optional(z.string()),
  }),
});

const page = {
  // Zero and null mean the default, as upstream.
  limit: z
    .int()
    .min(0)
    .nullish()
    .transform((limit) => Math.min(limit || 20, 100)),
  order: z.enum(['asc', 'desc']).default('desc'),
  after: optional(z.string().min(1)),
};

const action = z.object({ type: z.string(), payload: z.unknown().default(null) });
const actionParams = z.object({
  thread_id: threadId,
  item_id: optional(z.string()).transform((id) => id || undefined),
  action,
});

const request = <Type extends string, Params extends z.ZodType>(type: Type, params: Params) =>
  z.object({ type: z.literal(type), params, metadata: jsonObject.nullish() });

const answers = z.record(
  z.string(),
  z.object({ values: z.array(z.string()).default([]), skipped: z.boolean().default(false) }),
);

/**
 * The requests that are answered with a stream: each begins a turn. All schemas are built once: a validator per request
 * would cost more than the request.
 */
const streaming = [
  request('threads.create', z.object({ input: userMessage })),
  request('threads.add_user_message', z.object({ thread_id: threadId, input: userMessage })),
  request(
    'threads.add_client_tool_output',
    z
      .object({ thread_id: threadId, result: z.unknown() })
      .refine((params) => 'result' in params, { path: ['result'], message: 'Required, though it may be null' }),
  ),
  request(
    'threads.add_structured_input',
    z.object({
      thread_id: threadId,
      item_id: itemId,
      input: z.object({ status: z.enum(['answered', 'skipped']).default('answered'), answers: answers.default({}) }),
    }),
  ),
  request('threads.retry_after_item', z.object({ thread_id: threadId, item_id: itemId })),
  request('threads.custom_action', actionParams),
] as const;

/** The requests that are answered with JSON. */
const plain = [
  request('threads.sync_custom_action', actionParams),
  request('threads.get_by_id', z.object({ thread_id: threadId })),
  request('threads.list', z.object(page)),
  request('threads.update', z.object({ thread_id: threadId, title: z.string() })),
  request('threads.delete', z.object({ thread_id: threadId })),
  request('items.list', z.object({ thread_id: threadId, ...page })),
  request(
    'items.feedback',
    z.object({ thread_id: threadId, item_ids: z.array(itemId), kind: z.enum(['positive', 'negative']) }),
  ),
  request(
    'attachments.create',
    z.object({ name: z.string().min(1).max(255), size: z.int().min(0), mime_type: z.string().min(1).max(255) }),
  ),
  request('attachments.delete', z.object({ attachment_id: z.string().min(1) })),
  request(
    'input.transcribe',
    z.object({ audio_base64: z.base64().min(1), mime_type: z.string().regex(/^audio\/(webm|mp4|ogg)\s*(;.*)?$/) }),
  ),
] as const;

/** Ours, and not upstream's: it streams the turn that runs, and begins none. Clients send it where a message is `in_progress`. */
const watching = request('threads.watch', z.object({ thread_id: threadId }));

type RequestSchema = (typeof streaming | typeof plain)[number] | typeof watching;

export const requestSchemas: ReadonlyMap<unknown, RequestSchema> = new Map(
  [...streaming, ...plain, watching].map((schema) => [schema.shape.type.value, schema]),
);

const streamingTypes: ReadonlySet<unknown> = new Set(streaming.map((schema) => schema.shape.type.value));

/** A request as a client may write it. */
export type ChatKitRequestBody = z.input<RequestSchema>;

/** A request that is answered with a stream. */
export type StreamingRequest = z.output<(typeof streaming)[number]>;

/** A request that is answered with JSON. */
export type JsonRequest = z.output<(typeof plain)[number]>;

/** One parsed request. */
export type ChatKitRequest = StreamingRequest | JsonRequest | z.output<typeof watching>;

/** True for the type of a request that begins a turn. */
export function startsTurn(type: unknown): boolean {
  return streamingTypes.has(type);
}

/** True for a request that begins a turn. */
export function isStreaming(parsed: ChatKitRequest): parsed is StreamingRequest {
  return startsTurn(parsed.type);
}

export type RequestParams<Type extends ChatKitRequest['type']> = Extract<ChatKitRequest, { type: Type }>['params'];

/**
 * Parses a request: JSON as text or bytes, or an already parsed body.
 * @throws ChatKitError `invalid_request` naming the first wrong member, never its value.
 */
export function parseChatKitRequest(body: unknown): ChatKitRequest {
  const value = typeof body === 'string' || body instanceof Uint8Array ? parseJson(body) : body;
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  const schema = requestSchemas.get(type);
  if (!schema) throw new ChatKitError('invalid_request', 'The request has no known "type".');
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path.join('.') ?? '';
    throw new ChatKitError('invalid_request', `The request is not valid at "${path}": ${issue?.message ?? ''}`);
  }
  const unstorable = findUnstorableText(parsed.data.params);
  if (unstorable) throw new ChatKitError('invalid_request', `The request ${unstorable}.`);
  return parsed.data;
}

function parseJson(body: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new ChatKitError('invalid_request', 'The request body is not valid JSON.', { cause: error });
  }
}
