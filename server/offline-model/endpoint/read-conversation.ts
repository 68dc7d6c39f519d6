import type { ChatMessage, ChatRequest } from './chat-completion-request.ts';

/** One tool call of a turn with what came back. */
export interface ToolStep {
  name: string;
  args: Record<string, unknown>;
  result: unknown;
}

/** What a person said and everything that followed until they spoke again. */
export interface HeardTurn {
  user: string;
  steps: ToolStep[];
  reply: string;
  /** The arguments of the call that asked with answers to choose from; it is no step, as it did nothing. */
  offer?: Record<string, unknown>;
  /** What came with it when it was offered as an answer, if it was. */
  chosen?: unknown;
}

/** Everything the model knows: all of it comes from the request. */
export interface HeardConversation {
  language: string;
  timeZone: string;
  /** Local ISO date-time with offset, as the caller wrote it; empty when it did not. */
  now: string;
  tools: ReadonlySet<string>;
  history: HeardTurn[];
  current: HeardTurn;
}

/** Reads the request's messages into turns, and the facts the instructions state. */
export function readConversation(request: ChatRequest): HeardConversation {
  const instructions = request.messages
    .filter((message) => message.role === 'system' || message.role === 'developer')
    .map((message) => message.content)
    .join('\n');
  const turns = readTurns(request.messages);
  const current = turns.pop() ?? { user: '', steps: [], reply: '' };
  const offered = request.tool_choice === 'none' ? [] : (request.tools ?? []);
  return {
    language: readFact(instructions, 'Language') || 'en',
    timeZone: readFact(instructions, 'Time zone') || 'UTC',
    now: readFact(instructions, 'Now'),
    tools: new Set(offered.map((tool) => tool.function.name)),
    history: turns,
    current,
  };
}

/** The function that asks a question with answers to choose from. */
export const OFFER = 'offer_choices';

/** What an app has put before the words of the person, who did not say it. */
const APP_NOTES = /^(?:\[Note from the app, not from the user: [^\]]*\]\s*)+/;

function readTurns(messages: ChatMessage[]): HeardTurn[] {
  const turns: HeardTurn[] = [];
  const open = new Map<string, ToolStep>();
  for (const message of messages) {
    const turn = turns.at(-1);
    if (message.role === 'user') turns.push(readUser(message.content.replace(APP_NOTES, ''), turn));
    if (message.role === 'tool') {
      const step = open.get(message.tool_call_id);
      if (step) step.result = parseJson(message.content);
    }
    if (message.role !== 'assistant' || !turn) continue;
    if (message.content) turn.reply = turn.reply ? `${turn.reply}\n${message.content}` : message.content;
    for (const call of message.tool_calls ?? []) {
      const args = parseJson(call.function.arguments);
      if (call.function.name === OFFER && isRecord(args)) turn.offer = args;
      if (call.function.name === OFFER) continue;
      const step = { name: call.function.name, args: isRecord(args) ? args : {}, result: undefined };
      open.set(call.id, step);
      turn.steps.push(step);
    }
  }
  return turns;
}

/** What the turn before has offered in the same words has its meaning from there. */
function readUser(user: string, before: HeardTurn | undefined): HeardTurn {
  const { choices, means } = before?.offer ?? {};
  const index = Array.isArray(choices) ? choices.indexOf(user) : -1;
  const chosen: unknown = Array.isArray(means) ? means[index] : undefined;
  return { user, steps: [], reply: '', ...(chosen !== undefined && { chosen }) };
}

function readFact(instructions: string, name: string): string {
  const prefix = `${name}:`;
  const line = instructions.split('\n').find((candidate) => candidate.trimStart().startsWith(prefix));
  return line?.trimStart().slice(prefix.length).trim() ?? '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
