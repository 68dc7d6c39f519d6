import { z } from 'zod';
import { RequestError } from './request-error.ts';

/** A chat-completions request, as far as the offline model reads it. */
export type ChatRequest = z.infer<typeof chatRequest>;
/** One message of a request, its content already plain text. */
export type ChatMessage = ChatRequest['messages'][number];

/**
 * Reads a chat-completions body.
 * @throws RequestError (400) naming the first field that is wrong, as OpenAI does
 */
export function parseChatRequest(body: string): ChatRequest {
  const parsed = chatRequest.safeParse(parseJson(body));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue?.path.join('.') ?? '';
    throw new RequestError(400, `Invalid value for '${param}': ${issue?.message ?? 'unreadable'}.`, { param });
  }
  checkToolResults(parsed.data.messages);
  return parsed.data;
}

const text = z
  .union([
    z.string(),
    z.array(z.looseObject({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() })),
  ])
  .nullish()
  .transform((content) =>
    typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? part.refusal ?? '').join('\n'),
  );

const toolCall = z.object({
  id: z.string().min(1),
  type: z.literal('function').default('function'),
  function: z.object({ name: z.string().min(1), arguments: z.string() }),
});

const message = z.discriminatedUnion('role', [
  z.object({ role: z.literal('system'), content: text }),
  z.object({ role: z.literal('developer'), content: text }),
  z.object({ role: z.literal('user'), content: text }),
  z.object({ role: z.literal('assistant'), content: text, tool_calls: z.array(toolCall).nullish() }),
  z.object({ role: z.literal('tool'), content: text, tool_call_id: z.string().min(1) }),
]);

const tool = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string().min(1),
    description: z.string().optional(),
    parameters: z.looseObject({ properties: z.record(z.string(), z.unknown()).optional() }).optional(),
  }),
});

const chatRequest = z.object({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  tools: z.array(tool).nullish(),
  tool_choice: z.unknown().optional(),
  parallel_tool_calls: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
});

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new RequestError(400, 'We could not parse the JSON body of your request.');
  }
}

/** OpenAI refuses a history in which a tool call has no result; so do we, or a broken caller would go unnoticed. */
function checkToolResults(messages: ChatMessage[]): void {
  const open = new Set<string>();
  messages.forEach((entry, index) => {
    if (entry.role === 'tool') {
      if (!open.delete(entry.tool_call_id)) {
        const param = `messages.[${index}].role`;
        throw new RequestError(400, "Messages with role 'tool' must follow a message with their 'tool_calls'.", {
          param,
        });
      }
      return;
    }
    if (open.size > 0) throwUnanswered(open, index);
    if (entry.role === 'assistant') entry.tool_calls?.forEach((call) => open.add(call.id));
  });
  if (open.size > 0) throwUnanswered(open, messages.length);
}

function throwUnanswered(ids: Set<string>, index: number): never {
  throw new RequestError(
    400,
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. ` +
      `The following tool_call_ids did not have response messages: ${[...ids].join(', ')}`,
    { param: `messages.[${index}].role` },
  );
}
