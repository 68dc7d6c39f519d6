import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
  ChatCompletionMessageToolCall,
} from 'openai/resources/chat/completions';
import type { ExtraFields } from './extra-fields.ts';

/** A call that has its result, both as JSON text. */
export interface ModelCall {
  readonly id: string;
  readonly name: string;
  readonly args: string;
  readonly result: string;
  readonly extra?: ExtraFields | undefined;
}

/** One answer of the model: what it said, and the calls it made. */
export interface ModelRound {
  readonly text: string;
  readonly calls: readonly ModelCall[];
  readonly extra?: ExtraFields | undefined;
}

/** What the user said, and what came of it. */
export interface ModelTurn {
  readonly user: string;
  readonly files?: readonly ChatCompletionContentPart[];
  readonly rounds: readonly ModelRound[];
  /** What the model has to know of how the turn ended; told with the next thing the user says. */
  readonly notes: readonly string[];
}

/** All that a model is asked about; the last turn is the one that is running. */
export interface ModelConversation {
  readonly instructions: string;
  readonly turns: readonly ModelTurn[];
}

/**
 * How much is told. An endpoint may refuse what another one gave, or insist on what it never gave, so there is less to
 * fall back on: earlier turns in words only, then the running one without the fields that came with it.
 */
export const TELLINGS = ['whole', 'earlier turns in words', 'nothing but the standard'] as const;

/** How much is told. */
export type Telling = (typeof TELLINGS)[number];

/** What every name of a function has to be made of. */
const NOT_IN_NAMES = /[^\w-]/g;
const LONGEST_NAME = 64;
const NO_REPLY = '[No reply was given.]';
const NO_TEXT = '[No text.]';

/**
 * Writes a conversation as the messages of a request: the only place that makes them, so that they always keep to the
 * strictest rules there are. User and assistant take turns, beginning with the user; every call has its result right
 * behind it; calls are followed by words before the user speaks again; nothing is empty or ends in white space.
 */
export function writeModelMessages(
  { instructions, turns }: ModelConversation,
  telling: Telling = 'whole',
): ChatCompletionMessageParam[] {
  return [
    { role: 'system', content: instructions },
    ...turns.flatMap((turn, index) => {
      const isRunning = index === turns.length - 1;
      const rounds = isRunning ? turn.rounds : finishRounds(turn.rounds, telling);
      const withExtra = telling !== 'nothing but the standard';
      return [
        writeUser(turn, turns[index - 1]?.notes ?? []),
        ...rounds.flatMap((round) => writeRound(round, withExtra)),
      ];
    }),
  ];
}

/** A turn that is over ends in words, and says them once. */
function finishRounds(rounds: readonly ModelRound[], telling: Telling): ModelRound[] {
  const last = rounds.at(-1);
  const isAnswered = last !== undefined && last.calls.length === 0 && last.text.trim() !== '';
  const withCalls = rounds.filter(({ calls }) => calls.length > 0);
  if (telling === 'whole') return [...withCalls, isAnswered ? last : { text: NO_REPLY, calls: [], extra: last?.extra }];
  const said = rounds.map(({ text }) => text.trim()).filter((text) => text !== '');
  return [{ text: said.length === 0 ? NO_REPLY : said.join('\n\n'), calls: [] }];
}

function writeUser({ user, files = [] }: ModelTurn, notes: readonly string[]): ChatCompletionMessageParam {
  const text = [...notes.map(describeNote), user.trim() === '' ? NO_TEXT : user.trimEnd()].join('\n\n');
  return { role: 'user', content: files.length === 0 ? text : [{ type: 'text', text }, ...files] };
}

/** In the user's turn, as a model has nobody else to hear it from; a reader of messages can tell it by its form. */
function describeNote(note: string): string {
  return `[Note from the app, not from the user: ${note.replaceAll(']', ')').trim()}]`;
}

function writeRound({ text, calls, extra }: ModelRound, withExtra: boolean): ChatCompletionMessageParam[] {
  const content = text.trim();
  if (content === '' && calls.length === 0) return [];
  const message: ChatCompletionAssistantMessageParam = {
    role: 'assistant',
    ...(content === '' ? {} : { content }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map((call) => writeCall(call, withExtra)) }),
  };
  const results = calls.map(({ id, result }) => ({ role: 'tool' as const, tool_call_id: id, content: result }));
  return [withExtra ? { ...extra, ...message } : message, ...results];
}

function writeCall({ id, name, args, extra = {} }: ModelCall, withExtra: boolean): ChatCompletionMessageToolCall {
  const called = { name: name.replaceAll(NOT_IN_NAMES, '_').slice(0, LONGEST_NAME), arguments: args };
  if (!withExtra) return { id, type: 'function', function: called };
  const { function: inside, ...beside } = extra;
  return { ...beside, id, type: 'function', function: Object.assign({}, inside, called) };
}
