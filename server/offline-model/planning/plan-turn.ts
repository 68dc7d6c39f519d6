import type { ModelAnswer } from '../endpoint/encode-completion.ts';
import { Effort } from '../limits/effort.ts';
import type { Pace } from '../limits/pace.ts';
import { findPack } from '../understanding/detect-language.ts';
import { OFFER, type HeardConversation } from '../endpoint/read-conversation.ts';
import type { MessageReader } from '../understanding/message-reader.ts';
import type { Request, Understanding } from '../understanding/understand-message.ts';
import { understandTurn } from './understand-turn.ts';
import { answerDate } from './answer-date.ts';
import { answerQuestion } from './answer-question.ts';
import { composeReply } from '../replying/compose-reply.ts';
import { fill } from '../replying/describe-task.ts';
import type { Answer, Outcome } from '../replying/outcome.ts';
import { resolveFollowUp } from './resolve-follow-up.ts';
import { resolveRequest } from './resolve-request.ts';
import { uniteUpdates } from './unite-updates.ts';
import { Recollection } from '../lookup/recall.ts';
import { ResultsAwaited, TaskPool } from '../lookup/task-pool.ts';
import { ToolLedger } from '../lookup/tool-ledger.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import type { TurnScope } from './turn-scope.ts';

/**
 * Decides the next step of the turn: the calls still to be made, lookups before changes, or the answer once all
 * results are there. Worked out anew from the messages each time; nothing is remembered.
 */
export async function planTurn(
  conversation: HeardConversation,
  reader: MessageReader,
  pace: Pace,
): Promise<ModelAnswer> {
  const { current, history, language, tools } = conversation;
  const understanding = await understandTurn(current, language, { reader, pace });
  const ledger = new ToolLedger(current.steps, tools);
  // Whatever language is understood, the answer is in that of the conversation, as the receipt beside it is.
  const { tag, phrases } = findPack(language);
  const pack = { ...understanding.pack, tag, phrases };
  const pool = new TaskPool(ledger);
  const scope: TurnScope = {
    conversation,
    history,
    pack,
    ledger,
    pool,
    recall: new Recollection(history, pool),
    reader,
    pace,
    effort: new Effort(),
  };
  const reply = await runPlan(understanding, scope);
  if (reply) return tellReply(reply, scope);
  if (ledger.wanted.some((call) => !ledger.has(call.name))) return { text: phrases.cannot, calls: [] };
  return { text: '', calls: ledger.wanted };
}

/** A question with answers is asked with them, where that is offered. */
function tellReply({ text, answers = [] }: Reply, { ledger }: TurnScope): ModelAnswer {
  if (answers.length === 0 || !ledger.has(OFFER) || text.length > LONGEST_QUESTION) return { text, calls: [] };
  const choices = answers.map(({ label }) => label);
  const means = answers.map(({ intent }) => intent);
  return { text: '', calls: [{ name: OFFER, args: { question: text, choices, means } }] };
}

/** What is said, and what can be answered. */
interface Reply {
  text: string;
  answers?: Answer[] | undefined;
}

/** The answer, or undefined when the ledger wants calls made first. */
async function runPlan(understanding: Understanding, scope: TurnScope): Promise<Reply | undefined> {
  try {
    const outcomes = limitChanges(await resolveAll(understanding, scope), scope);
    const done = outcomes.map((outcome) => ({
      outcome,
      results: outcome.kind === 'calls' ? outcome.calls.map((call) => scope.ledger.call(call.name, call.args)) : [],
    }));
    await scope.pace.rest();
    if (scope.ledger.wanted.length > 0) return undefined;
    return { text: composeReply(done, scope), answers: findAnswers(outcomes) };
  } catch (error) {
    if (error instanceof ResultsAwaited) return undefined;
    throw error;
  }
}

/** More than one yes can answer for is not begun: half of it would be neither what was asked nor nothing. */
function limitChanges(outcomes: Outcome[], { pack: { phrases } }: TurnScope): Outcome[] {
  const count = outcomes.reduce((sum, outcome) => sum + (outcome.kind === 'calls' ? outcome.calls.length : 0), 0);
  return count > MOST_CHANGED ? [{ kind: 'say', text: fill(phrases.tooManyTasks, { count: MOST_CHANGED }) }] : outcomes;
}

/** Of several questions in one reply, nobody could tell which one an answer is to. */
function findAnswers(outcomes: readonly Outcome[]): Answer[] | undefined {
  const questions = outcomes.flatMap((outcome) => ('answers' in outcome || 'question' in outcome ? [outcome] : []));
  const [only] = questions;
  return only && questions.length === 1 && 'answers' in only ? only.answers : undefined;
}

async function resolveAll(understanding: Understanding, turn: TurnScope): Promise<Outcome[]> {
  const answered = understanding.isChosen
    ? undefined
    : (answerDate(understanding, turn) ??
      (await answerQuestion(understanding, turn)) ??
      resolveFollowUp(understanding, turn));
  if (answered) return [answered];
  const outcomes: Outcome[] = [];
  let before: Request | undefined;
  let recent: KnownTask[] | undefined;
  for (const request of understanding.requests) {
    await turn.pace.rest();
    const scope = { ...turn, effort: new Effort() };
    const merged = before && mergeIntoAdd(before, request);
    const outcome = merged ? undefined : resolveRequest(request, { ...scope, recent });
    const joined = outcome?.kind === 'missing' && before ? joinToTitle(before, request) : undefined;
    before = merged ?? joined ?? request;
    const replaced = merged ?? joined;
    if (replaced) outcomes.pop();
    const next = replaced ? resolveRequest(replaced, scope) : outcome;
    const united = next && uniteUpdates(outcomes.at(-1), next);
    if (united) outcomes.pop();
    if (next) outcomes.push(united ?? next);
    const tasks = next?.kind === 'calls' ? next.calls.flatMap((call) => call.task ?? []) : [];
    recent = tasks.length > 0 ? tasks : recent;
  }
  return outcomes;
}

/** "add buy milk and make it urgent": the change belongs to the task that is still to be made. */
function mergeIntoAdd(before: Request, request: Request): Request | undefined {
  const [reading] = before.readings;
  const [change] = request.readings;
  if (reading?.kind !== 'add' || change?.kind !== 'update' || change.selection.by !== 'focus') return undefined;
  const { title, due, priority, add_tags: tags, notes, recurrence } = change.changes;
  const fields = {
    ...(title && { title }),
    ...(due && { due }),
    ...(priority && { priority }),
    ...(tags && { tags }),
    ...(notes && { notes }),
    ...(recurrence && { recurrence }),
  };
  const [last] = reading.tasks.slice(-1);
  const isAll = change.selection.all;
  const tasks = reading.tasks.map((task) => (isAll || task === last ? { ...task, ...fields } : task));
  return { ...before, readings: [{ ...reading, tasks }] };
}

/** "remind me to clean up and delete old photos": no such task to delete, so it was part of the title. */
function joinToTitle(before: Request, request: Request): Request | undefined {
  const [reading] = before.readings;
  if (reading?.kind !== 'add' || /[.!?;\n]/u.test(request.glue)) return undefined;
  const last = reading.tasks.at(-1);
  if (!last) return undefined;
  const title = `${last.title}${request.glue}${request.text}`;
  return { ...before, readings: [{ ...reading, tasks: [...reading.tasks.slice(0, -1), { ...last, title }] }] };
}

/** As many calls as can wait for a yes. */
const MOST_CHANGED = 100;
/** More than this cannot be asked with answers to choose from. */
const LONGEST_QUESTION = 4000;
