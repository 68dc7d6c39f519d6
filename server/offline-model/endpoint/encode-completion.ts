import type { ChatRequest } from './chat-completion-request.ts';
import { countTokens } from './count-tokens.ts';

/** What the model decided to say: text, tool calls, or both. */
export interface ModelAnswer {
  text: string;
  calls: { name: string; args: Record<string, unknown> }[];
}

type Completion = ReturnType<typeof createCompletion>;

/**
 * The answer as one `chat.completion` object.
 * @param origin.seed hex digits the ids are cut from, so that equal requests get equal ids
 */
export function createCompletion(request: ChatRequest, answer: ModelAnswer, origin: { created: number; seed: string }) {
  const calls = answer.calls.map((call, index) => ({
    id: `call_${origin.seed.slice(0, 20)}${index.toString(16).padStart(4, '0')}`,
    type: 'function' as const,
    function: { name: call.name, arguments: JSON.stringify(call.args) },
  }));
  const message = {
    role: 'assistant' as const,
    content: answer.text === '' ? null : answer.text,
    refusal: null,
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  return {
    id: `chatcmpl-${origin.seed.slice(0, 29)}`,
    object: 'chat.completion' as const,
    created: origin.created,
    model: request.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
    usage: countUsage(request, answer),
  };
}

/** The same completion as server-sent `chat.completion.chunk` events, a word or so each, ending in `[DONE]`. */
export function streamCompletion(
  completion: Completion,
  request: ChatRequest,
  signal: AbortSignal | undefined,
): Response {
  const encoder = new TextEncoder();
  const events = listEvents(completion, request.stream_options?.include_usage === true);
  let onAbort: (() => void) | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      onAbort = () => controller.error(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
    },
    pull(controller) {
      const next = events.next();
      if (!next.done) {
        controller.enqueue(encoder.encode(`data: ${next.value}\n\n`));
        return;
      }
      if (onAbort) signal?.removeEventListener('abort', onAbort);
      controller.close();
    },
    cancel() {
      if (onAbort) signal?.removeEventListener('abort', onAbort);
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

function* listEvents(completion: Completion, includeUsage: boolean): Generator<string> {
  const { id, created, model, usage } = completion;
  const [choice] = completion.choices;
  if (!choice) return;
  const base = { id, object: 'chat.completion.chunk', created, model };
  // With include_usage every chunk carries `usage: null` until the last, as OpenAI sends it.
  const tail = includeUsage ? { usage: null } : {};
  const chunk = (delta: object, finishReason: string | null = null) =>
    JSON.stringify({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }], ...tail });

  const { message } = choice;
  yield chunk({ role: 'assistant', content: message.content === null ? null : '', refusal: null });
  for (const piece of message.content?.match(/\s*\S{1,24}\s*/gu) ?? []) yield chunk({ content: piece });
  for (const [index, call] of (message.tool_calls ?? []).entries()) {
    const head = { index, id: call.id, type: call.type, function: { name: call.function.name, arguments: '' } };
    yield chunk({ tool_calls: [head] });
    for (const piece of call.function.arguments.match(/[\s\S]{1,32}/gu) ?? []) {
      yield chunk({ tool_calls: [{ index, function: { arguments: piece } }] });
    }
  }
  yield chunk({}, choice.finish_reason);
  if (includeUsage) yield JSON.stringify({ ...base, choices: [], usage });
  yield '[DONE]';
}

function countUsage(request: ChatRequest, answer: ModelAnswer) {
  let prompt = request.tools ? countTokens(JSON.stringify(request.tools)) : 0;
  for (const message of request.messages) {
    // Four tokens frame each message in OpenAI's own accounting.
    prompt += 4 + countTokens(message.content);
    if (message.role === 'assistant' && message.tool_calls) prompt += countTokens(JSON.stringify(message.tool_calls));
  }
  const calls = answer.calls.reduce((sum, call) => sum + countTokens(call.name + JSON.stringify(call.args)), 0);
  const completion = countTokens(answer.text) + calls;
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}
