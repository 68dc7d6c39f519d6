import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { mergeWhole, unknownFields, type ExtraFields } from './extra-fields.ts';
import { JsonProgress } from './json-progress.ts';

/** More text than any tool takes; what follows is dropped, and the call is refused as too long. */
export const LONGEST_ARGUMENTS = 50_000;
/** More calls than this are not even answered. */
export const MOST_ANSWERED = 1_000;

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
  id: string | undefined;
  extra: ExtraFields;
  progress: JsonProgress;
}

const CALL_FIELDS = new Set(['index', 'id', 'type', 'function']);
const FUNCTION_FIELDS = new Set(['name', 'arguments']);

/** Puts the pieces of streamed tool calls together. Ids only hint at which call is meant: endpoints repeat them, change them, or leave them out. */
export class ToolCallCollector {
  readonly #calls: PartialCall[] = [];
  readonly #byIndex = new Map<number, PartialCall>();
  readonly #byId = new Map<string, PartialCall>();

  add(delta: CallDelta): void {
    const call = this.#find(delta) ?? this.#start(delta);
    if (!call) return;
    const { name, arguments: piece } = readFunction(delta);
    if (call.name === '') call.name = name;
    if (call.arguments.length <= LONGEST_ARGUMENTS) call.arguments += piece.slice(0, LONGEST_ARGUMENTS + 1);
    call.progress.add(piece);
    if (delta.id) {
      call.id ??= delta.id;
      if (call.id === delta.id) this.#byId.set(delta.id, call);
    }
    mergeWhole(call.extra, readExtra(delta));
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
        ? this.#byIndex.get(index)
        : ((delta.id ? this.#byId.get(delta.id) : undefined) ?? this.#calls.at(-1));
    return call && beginsAnother(call, delta) ? undefined : call;
  }

  /** @returns undefined when there are too many. */
  #start(delta: CallDelta): PartialCall | undefined {
    if (this.#calls.length > MOST_ANSWERED) return undefined;
    const call: PartialCall = { id: undefined, name: '', arguments: '', extra: {}, progress: new JsonProgress() };
    const index: unknown = delta.index;
    if (typeof index === 'number') this.#byIndex.set(index, call);
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
  if (call.progress.isWhole) return true;
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
