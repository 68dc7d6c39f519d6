import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { mergeWhole, unknownFields, type ExtraFields } from './extra-fields.ts';

/** A tool the model wants called, with its arguments as the model wrote them. */
export interface RequestedCall {
  name: string;
  /** JSON text, not yet checked. */
  arguments: string;
  /** What else came with it, `function` being what came inside of that; its endpoint wants it back. */
  extra?: ExtraFields;
}

type CallDelta = ChatCompletionChunk.Choice.Delta.ToolCall;

interface PartialCall extends RequestedCall {
  index: number | undefined;
  id: string | undefined;
  extra: ExtraFields;
}

const CALL_FIELDS = new Set(['index', 'id', 'type', 'function']);
const FUNCTION_FIELDS = new Set(['name', 'arguments']);

/** Puts the pieces of streamed tool calls together. Ids only hint at which call is meant: endpoints repeat them, change them, or leave them out. */
export class ToolCallCollector {
  readonly #calls: PartialCall[] = [];

  add(delta: CallDelta): void {
    const call = this.#find(delta) ?? this.#start(delta);
    const { name, arguments: argumentsPiece } = readFunction(delta);
    if (call.name === '') call.name = name;
    call.arguments += argumentsPiece;
    call.id ??= delta.id || undefined;
    call.extra = mergeWhole(call.extra, readExtra(delta));
  }

  /** The calls that have a name, in the order in which they began. */
  finish(): RequestedCall[] {
    return this.#calls
      .filter(({ name }) => name !== '')
      .map(({ name, arguments: text, extra }) => ({
        name,
        arguments: text === '' ? '{}' : text,
        ...(Object.keys(extra).length === 0 ? {} : { extra }),
      }));
  }

  /** The call that a piece continues; undefined when it begins a new one. */
  #find(delta: CallDelta): PartialCall | undefined {
    const index: unknown = delta.index;
    const call =
      typeof index === 'number'
        ? this.#calls.findLast((known) => known.index === index)
        : (this.#calls.findLast(({ id }) => id !== undefined && id === delta.id) ?? this.#calls.at(-1));
    return call && beginsAnother(call, delta) ? undefined : call;
  }

  #start(delta: CallDelta): PartialCall {
    const index: unknown = delta.index;
    const call: PartialCall = {
      index: typeof index === 'number' ? index : undefined,
      id: undefined,
      name: '',
      arguments: '',
      extra: {},
    };
    this.#calls.push(call);
    return call;
  }
}

/**
 * Only a name can begin another call where one is being read: after complete arguments (Gemini gives every whole call
 * the same index), or when it is another name and the id is another, too.
 */
function beginsAnother(call: PartialCall, delta: CallDelta): boolean {
  const { name, arguments: piece } = readFunction(delta);
  if (name === '' || call.name === '' || (name === call.name && piece === '')) return false;
  if (call.arguments !== '' && isJson(call.arguments)) return true;
  return name !== call.name && call.id !== undefined && Boolean(delta.id) && delta.id !== call.id;
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

function readExtra(delta: CallDelta): ExtraFields | undefined {
  const inside = unknownFields(delta.function ?? {}, FUNCTION_FIELDS);
  const beside = unknownFields(delta, CALL_FIELDS);
  return inside ? { ...beside, function: inside } : beside;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
