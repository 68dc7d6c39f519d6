import type { ConversationTurn } from '../ground/turn.ts';
import type { Knex } from '../database/database.ts';
import { AppError } from '../ground/errors.ts';
import { failedResult, type AgentCall, type CallResult, type FinishedCall } from './agent-call.ts';
import type { Tools } from '../mcp/connect-tools.ts';
import type { ProposedCall } from '../models/confirmation.ts';
import { ConfirmationGate, isUndo } from './confirming/confirmation-gate.ts';
import { findEarlierWork } from './confirming/earlier-work.ts';
import { isOffer, offerChoices, readOffer, takeOffer, type Offer } from './asking/offer-choices.ts';
import type { Model } from './model/model.ts';
import type { ModelConversation, ModelRound } from './model/model-messages.ts';
import type { ModelReply } from './model/reply-parser.ts';
import { callsTools, noteToolCall } from './model/tool-support.ts';
import { phrasesFor } from '../languages/phrases-for.ts';
import { parseCalls, type ParsedCall } from './model/parse-calls.ts';
import { keepExtras } from './model/keep-extras.ts';

/** How often the model is asked in one turn, its last word included. */
const MOST_ROUNDS = 8;
/** An answer with the same calls as the two before it goes in circles. */
const MOST_REPEATS = 3;

export interface AgentParts {
  readonly model: Model;
  readonly tools: Tools;
  readonly database: Knex;
}

/** What an agent is asked. */
export interface AgentQuestion {
  /** Row id of the user's message that is answered. */
  readonly messageId: string;
  /** Set when this turn ran before and broke off: calls that took effect then are answered from their record. */
  readonly retry?: string;
  /** The instructions and the conversation; its last turn is this one. */
  readonly conversation: ModelConversation;
}

/** What happens during a turn, as it happens. */
export type AgentEvent =
  | { type: 'text'; delta: string }
  | { type: 'call-started'; call: AgentCall }
  | { type: 'call-finished'; call: FinishedCall };

/** How a turn ended. */
export interface AgentOutcome {
  /** All the model said. */
  text: string;
  calls: FinishedCall[];
  /** Calls that wait for a yes. */
  held: readonly ProposedCall[];
  /** What the turn ended with: a question, which is part of the text, and what can be answered. */
  offer?: Offer;
  /** Why the turn ended before the model was done with it. */
  stopped: 'circles' | 'length' | undefined;
}

/**
 * Runs one turn: model → tools → model, until the model has nothing more to call. Each call takes effect, or is held
 * for a confirmation, before the model hears of it.
 *
 * @throws AppError when the model cannot be used; the abort reason when the user stopped the turn.
 */
export async function* runAgent(
  { model, tools, database }: AgentParts,
  turn: ConversationTurn,
  question: AgentQuestion,
): AsyncGenerator<AgentEvent, AgentOutcome> {
  const gate = new ConfirmationGate({ database, tools }, turn);
  const { messageId, retry } = question;
  const earlier = retry === undefined ? undefined : await findEarlierWork(database, turn.userId, messageId);
  if (earlier) gate.recall(earlier);
  const rounds: ModelRound[] = [];
  const calls: FinishedCall[] = [];
  const answers: string[] = [];
  let text = '';

  const outcome = (stopped: AgentOutcome['stopped']): AgentOutcome => ({ text, calls, held: gate.held, stopped });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const reply = yield* askModel(model, tools, withRounds(question.conversation, rounds), turn.signal);
    text += text === '' || reply.text === '' ? reply.text : `\n\n${reply.text}`;
    if (reply.isCut) return outcome('length');
    if (reply.calls.length > 0) await noteToolCall(database, model);
    const written = reply.written && !(await callsTools(database, model)) ? reply.written.calls : undefined;
    if (reply.written && !written) {
      const delta = showCommand(reply.written.text, turn.locale);
      text += text === '' ? delta : `\n\n${delta}`;
      yield { type: 'text', delta };
    }
    const requested = [...reply.calls, ...(written ?? [])];
    const called = parseCalls(requested, { messageId, round, earlier: earlier?.calls });
    // Who cannot call a tool cannot be told from who only repeats what stands somewhere: the user is asked.
    if (written)
      await gate.hold(called.filter(({ problem }) => problem === undefined).map(toAgentCall), { isWritten: true });
    const extras = called.map(({ callId, extra = {} }) => ({ id: callId, extra }));
    const came = { round, endpoint: model.endpoint, message: reply.extra, calls: extras };
    await keepExtras(database, turn, question.messageId, came);
    if (requested.length === 0) {
      failOnSilence(text, calls, gate.held);
      return outcome(undefined);
    }

    answers.push(JSON.stringify(requested.map((call) => [call.name, call.arguments])));
    const lastAnswers = answers.slice(-MOST_REPEATS);
    if (lastAnswers.length === MOST_REPEATS && new Set(lastAnswers).size === 1) return outcome('circles');

    const finished = yield* runCalls(tools, turn, question, gate, called);
    calls.push(...finished.filter((call) => !isOffer(call)));
    const last = finished.at(-1);
    const offer = last && isOffer(last) && last.status === 'succeeded' ? readOffer(last) : undefined;
    if (offer) {
      const delta = text === '' ? offer.question : `\n\n${offer.question}`;
      text += delta;
      yield { type: 'text', delta };
      return { ...outcome(undefined), offer };
    }
    rounds.push(describeRound(reply, called, finished));
  }
  return outcome('circles');
}

async function* askModel(
  model: Model,
  tools: Tools,
  conversation: ModelConversation,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, ModelReply> {
  const stream = model.ask({ conversation, tools: [...tools.definitions, offerChoices], signal });
  try {
    for (;;) {
      const next = await stream.next();
      if (next.done) return next.value;
      yield { type: 'text', delta: next.value };
    }
  } finally {
    await stream.return({ text: '', calls: [], extra: {}, isCut: true });
  }
}

async function* runCalls(
  tools: Tools,
  turn: ConversationTurn,
  question: AgentQuestion,
  gate: ConfirmationGate,
  calls: readonly ParsedCall[],
): AsyncGenerator<AgentEvent, FinishedCall[]> {
  const finished: FinishedCall[] = [];
  await gate.hold(calls.filter(({ problem }) => problem === undefined).map(toAgentCall));
  for (const [index, { problem, ...parsed }] of calls.entries()) {
    const call = toAgentCall(parsed);
    turn.signal.throwIfAborted();
    if (isOffer(call)) {
      const result = takeOffer(call, finished, index === calls.length - 1);
      finished.push({ ...call, result, status: result.success ? 'succeeded' : 'failed' });
      continue;
    }
    yield { type: 'call-started', call };
    const result =
      problem !== undefined
        ? failedResult('invalid_request', problem)
        : (gate.answerOf(call) ?? (await callTool(tools, turn, question, call, gate)));
    gate.record(call, result);
    // What an undo touches is known once it is made; it may be what makes the calls after it too many.
    if (isUndo(call)) await gate.hold(calls.slice(index + 1).map(toAgentCall));
    const done: FinishedCall = {
      callId: call.callId,
      name: call.name,
      args: call.args,
      result,
      status: result.success ? 'succeeded' : result.error.code === 'confirmation_required' ? 'proposed' : 'failed',
    };
    finished.push(done);
    yield { type: 'call-finished', call: done };
  }
  return finished;
}

/** Identity is the turn's: whatever the model wrote as `user_id` is replaced. */
function callTool(
  tools: Tools,
  turn: ConversationTurn,
  { messageId, retry }: AgentQuestion,
  call: AgentCall,
  confirmations: ConfirmationGate,
): Promise<CallResult> {
  const gate = confirmations.gateOf(call);
  const key = { messageId, callId: call.callId, ...(retry === undefined ? {} : { retry }) };
  return tools.callTool(call.name, { ...call.args, user_id: turn.userId }, turn, { key, gate });
}

/** What a model wrote stays to be read, and nothing in it is markup. */
function showCommand(text: string, locale: string): string {
  const shown = text
    .replaceAll(/```\w*/g, '')
    .trim()
    .replaceAll('```', "'''");
  return `${phrasesFor(locale).writtenCommand}\n\n\`\`\`\n${shown}\n\`\`\``;
}

/** What came with a call goes no further than the model it came from. */
function toAgentCall({ callId, name, args }: Omit<ParsedCall, 'problem'>): AgentCall {
  return { callId, name, args };
}

function withRounds({ instructions, turns }: ModelConversation, rounds: readonly ModelRound[]): ModelConversation {
  return { instructions, turns: turns.map((turn, index) => (index === turns.length - 1 ? { ...turn, rounds } : turn)) };
}

/** The answer and its results, as the model has to see them. */
function describeRound(reply: ModelReply, called: readonly ParsedCall[], finished: FinishedCall[]): ModelRound {
  const calls = finished.map(({ callId, name, args, result }, index) => ({
    id: callId,
    name,
    args: JSON.stringify(args),
    result: JSON.stringify(result),
    extra: called[index]?.extra,
  }));
  return { text: reply.text, calls, extra: reply.extra };
}

/** After tools have run, silence is fine: the receipt is the answer. Before, it is a failure. */
function failOnSilence(text: string, calls: FinishedCall[], held: readonly ProposedCall[]): void {
  if (text.trim() === '' && calls.length === 0 && held.length === 0) {
    throw new AppError('model_unavailable', 'The language model gave no answer. Please try again.');
  }
}
