import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { AppError } from '../../ground/errors.ts';
import { ExtraCollector, unknownFields, type ExtraFields } from './extra-fields.ts';
import { ToolCallCollector, type RequestedCall } from './tool-call-collector.ts';
import { TextFilter } from './text-filter.ts';

/** The most text one reply may have; a model that goes on is stopped. */
export const LONGEST_REPLY = 100_000;

/** A finished reply of the model. */
export interface ModelReply {
  text: string;
  calls: RequestedCall[];
  /** What else came with the message: its endpoint wants it back. */
  extra: ExtraFields;
  /** The reply was cut because it was too long, by us or by the endpoint. */
  isCut: boolean;
}

const KNOWN_FIELDS = new Set(['role', 'content', 'refusal', 'tool_calls', 'function_call']);

/**
 * Reads one streamed chat completion of any of the families that call themselves compatible: pieces or whole tool
 * calls, with or without ids and indexes, reasoning fields, no usage, refusals.
 *
 * @param toolNames tools on offer: text that is exactly a call of one of them is taken as that call.
 */
export async function* readModelStream(
  stream: AsyncIterable<ChatCompletionChunk>,
  toolNames: ReadonlySet<string>,
): AsyncGenerator<string, ModelReply> {
  const calls = new ToolCallCollector();
  const filter = new TextFilter(toolNames);
  const extra = new ExtraCollector();
  let text = '';
  let isCut = false;

  for await (const chunk of stream) {
    failOnErrorChunk(chunk);
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    const { delta, finish_reason: finishReason } = choice;
    if (finishReason === 'length') isCut = true;
    for (const call of delta?.tool_calls ?? []) calls.add(call);
    extra.add(unknownFields(delta ?? {}, KNOWN_FIELDS));
    const piece = filter.add(`${delta?.content ?? ''}${delta?.refusal ?? ''}`);
    if (piece !== '') {
      text += piece;
      yield piece;
    }
    if (text.length > LONGEST_REPLY) {
      isCut = true;
      break;
    }
  }

  const { text: rest, calls: writtenCalls } = filter.finish();
  if (rest !== '') {
    text += rest;
    yield rest;
  }
  return { text, calls: [...calls.finish(), ...writtenCalls], extra: extra.finish(), isCut };
}

/** Some endpoints answer 200 and put their error into the stream. */
function failOnErrorChunk(chunk: ChatCompletionChunk): void {
  if (typeof chunk !== 'object' || chunk === null)
    throw new AppError('model_unavailable', 'The language model sent something that makes no sense. Please try again.');
  if ('error' in chunk && chunk.error)
    throw new AppError('model_unavailable', 'The language model has a problem right now. Please try again.', {
      cause: chunk.error,
    });
}
