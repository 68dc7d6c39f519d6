import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { isShallow } from '../../ground/admit-text.ts';
import { AppError } from '../../ground/errors.ts';
import { ExtraCollector, unknownFields, type ExtraFields } from './extra-fields.ts';
import { TextFilter, type WrittenCalls } from './text-filter.ts';
import { ToolCallCollector, type RequestedCall } from './tool-call-collector.ts';

/** The most text one reply may have; a model that goes on is stopped. */
export const LONGEST_REPLY = 100_000;
/** No frame of any endpoint is as long, in characters. */
const LONGEST_FRAME = 500_000;
/** Nor sends any as much for one reply, thoughts and arguments included. */
const MOST_RECEIVED = 20_000_000;

/** A finished reply of the model. */
export interface ModelReply {
  text: string;
  calls: RequestedCall[];
  /** What was written in the place of text and is exactly calls of tools on offer; it is in neither of the others. */
  written?: WrittenCalls;
  /** What else came with the message: its endpoint wants it back. */
  extra: ExtraFields;
  /** The reply was cut because it was too long, by us or by the endpoint. */
  isCut: boolean;
}

const KNOWN_FIELDS = new Set(['role', 'content', 'refusal', 'tool_calls', 'function_call']);

/**
 * Parses one streamed chat completion of any of the families that call themselves compatible: pieces or whole tool
 * calls, with or without ids and indexes, reasoning fields, no usage, refusals. How it is cut into chunks makes no
 * difference.
 */
export class ReplyParser {
  readonly #frames = createParser({
    maxBufferSize: LONGEST_FRAME,
    onEvent: (frame) => this.#read(frame),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw error;
    },
  });
  readonly #calls = new ToolCallCollector();
  readonly #filter: TextFilter;
  readonly #extra = new ExtraCollector();
  #text = '';
  #waiting = '';
  #received = 0;
  #isCut = false;
  #isDone = false;

  /** @param toolNames tools on offer: text that is exactly calls of them is told apart. */
  constructor(toolNames: ReadonlySet<string>) {
    this.#filter = new TextFilter(toolNames);
  }

  /** Whether the endpoint said that the reply is complete. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Whether what follows, if anything, is no part of the reply. */
  get isOver(): boolean {
    return this.#isDone || this.#text.length > LONGEST_REPLY || this.#received > MOST_RECEIVED;
  }

  /** How much text can be shown and was not taken yet, in characters. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * @param chunk what arrived of the event stream, cut anywhere.
   * @throws AppError `model_unavailable` when the endpoint tells an error; anything else when it makes no sense. What came
   *   before it can still be taken.
   */
  add(chunk: string): void {
    if (this.isOver) return;
    this.#frames.feed(chunk);
    this.#received += chunk.length;
    if (this.isOver && !this.#isDone) this.#isCut = true;
  }

  /** @returns the text that can be shown now. */
  take(): string {
    const text = this.#waiting;
    this.#waiting = '';
    return text;
  }

  /** Ends the reply; text that was held back can be taken then. @returns the whole reply. */
  finish(): ModelReply {
    const { text, written } = this.#filter.finish();
    this.#say(text);
    return {
      text: this.#text,
      calls: this.#calls.finish(),
      ...(written && { written }),
      extra: this.#extra.finish(),
      isCut: this.#isCut,
    };
  }

  #read({ event, data }: EventSourceMessage): void {
    if (this.isOver) return;
    if (data === '[DONE]') {
      this.#isDone = true;
      return;
    }
    const chunk: unknown = isShallow(data) ? JSON.parse(data) : undefined;
    failOnError(chunk, event);
    const choice = (chunk as Partial<ChatCompletionChunk>).choices?.[0];
    if (choice) this.#readChoice(choice);
  }

  #readChoice({ delta, finish_reason: finishReason }: ChatCompletionChunk.Choice): void {
    if (finishReason === 'length') this.#isCut = true;
    for (const call of delta?.tool_calls ?? []) this.#calls.add(call);
    this.#extra.add(unknownFields(delta ?? {}, KNOWN_FIELDS));
    this.#say(this.#filter.add(`${delta?.content ?? ''}${delta?.refusal ?? ''}`));
  }

  #say(text: string): void {
    this.#text += text;
    this.#waiting += text;
  }
}

/** Some endpoints answer 200 and put their error into the stream. */
function failOnError(chunk: unknown, event: string | undefined): asserts chunk is object {
  const error = typeof chunk === 'object' && chunk !== null && 'error' in chunk ? chunk.error : undefined;
  if (error || event === 'error')
    throw new AppError('model_unavailable', 'The language model has a problem right now. Please try again.', {
      cause: error ?? chunk,
    });
  if (typeof chunk !== 'object' || chunk === null)
    throw new AppError('model_unavailable', 'The language model sent something that makes no sense. Please try again.');
}
