import type { ChatCompletionChunk } from 'openai/resources/chat/completions';

/** A tool the model wants called, with its arguments as the model wrote them. */
export interface RequestedCall {
  name: string;
  /** JSON text, not yet checked. */
  arguments: string;
}

type CallDelta = ChatCompletionChunk.Choice.Delta.ToolCall;

interface PartialCall extends RequestedCall {
  index: number | undefined;
  id: string | undefined;
}

/** Puts the pieces of streamed tool calls together. Ids are only used to tell calls apart: endpoints repeat them, or leave them out. */
export class ToolCallCollector {
  readonly #calls: PartialCall[] = [];

  add(delta: CallDelta): void {
    const call = this.#find(delta) ?? this.#start(delta);
    const { name, arguments: argumentsPiece } = readFunction(delta);
    if (call.name === '') call.name = name;
    call.arguments += argumentsPiece;
    call.id ??= delta.id || undefined;
  }

  /** The calls that have a name, in the order in which they began. */
  finish(): RequestedCall[] {
    return this.#calls
      .filter(({ name }) => name !== '')
      .map(({ name, arguments: text }) => ({ name, arguments: text === '' ? '{}' : text }));
  }

  /** The call that a piece continues; undefined when it begins a new one. */
  #find(delta: CallDelta): PartialCall | undefined {
    const index: unknown = delta.index;
    const call =
      typeof index === 'number' ? this.#calls.findLast((known) => known.index === index) : this.#calls.at(-1);
    if (!call) return undefined;
    if (delta.id && call.id !== undefined && delta.id !== call.id) return undefined;
    // Gemini gives every whole call the same index, and no id: a name after complete arguments is another call.
    if (readFunction(delta).name !== '' && call.arguments !== '' && isJson(call.arguments)) return undefined;
    return call;
  }

  #start(delta: CallDelta): PartialCall {
    const index: unknown = delta.index;
    const call: PartialCall = {
      index: typeof index === 'number' ? index : undefined,
      id: undefined,
      name: '',
      arguments: '',
    };
    this.#calls.push(call);
    return call;
  }
}

/** Ollama's own format has the arguments as an object. */
function readFunction(delta: CallDelta): RequestedCall {
  const { name, arguments: text }: { name?: unknown; arguments?: unknown } = delta.function ?? {};
  const isObject = typeof text === 'object' && text !== null;
  return {
    name: typeof name === 'string' ? name : '',
    arguments: isObject ? JSON.stringify(text) : typeof text === 'string' ? text : '',
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
