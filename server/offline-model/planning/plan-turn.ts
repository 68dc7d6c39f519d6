import type { ModelAnswer } from '../encode-completion.ts';
import { findPack } from '../understanding/detect-language.ts';
import type { Conversation } from '../read-conversation.ts';
import { understandMessage, type Request, type Understanding } from '../understanding/understand-message.ts';
import { answerQuestion } from './answer-question.ts';
import { composeReply } from './compose-reply.ts';
import type { Outcome } from './outcome.ts';
import { planAdds } from './plan-adds.ts';
import { resolveRequest } from './resolve-request.ts';
import { ResultsAwaited, TaskPool } from './task-pool.ts';
import { ToolLedger } from './tool-ledger.ts';
import type { TurnScope } from './turn-scope.ts';

/**
 * Decides the next step of the turn: the calls still to be made, lookups before changes, or the answer once all
 * results are there. Worked out anew from the messages each time; nothing is remembered.
 */
export function planTurn(conversation: Conversation): ModelAnswer {
  const { current, history, language, tools } = conversation;
  const understanding = understandMessage(current.user, language);
  const ledger = new ToolLedger(current.steps, tools);
  const scope: TurnScope = { conversation, history, pack: understanding.pack, ledger, pool: new TaskPool(ledger) };
  const text = runPlan(understanding, scope);
  if (text !== undefined) return { text, calls: [] };
  if (ledger.wanted.some((call) => !ledger.has(call.name)))
    return { text: findPack(language).phrases.cannot, calls: [] };
  return { text: '', calls: ledger.wanted };
}

/** The answer, or undefined when the ledger wants calls made first. */
function runPlan(understanding: Understanding, scope: TurnScope): string | undefined {
  try {
    const outcomes = resolveAll(understanding, scope);
    const done = outcomes.map((outcome) => ({
      outcome,
      results: outcome.kind === 'calls' ? outcome.calls.map((call) => scope.ledger.call(call.name, call.args)) : [],
    }));
    return scope.ledger.wanted.length > 0 ? undefined : composeReply(done, scope);
  } catch (error) {
    if (error instanceof ResultsAwaited) return undefined;
    throw error;
  }
}

function resolveAll(understanding: Understanding, scope: TurnScope): Outcome[] {
  const answered = answerQuestion(understanding, scope);
  if (answered) return [answered];
  const outcomes: Outcome[] = [];
  let before: Request | undefined;
  for (const request of understanding.requests) {
    const outcome = resolveRequest(request, scope);
    const joined = outcome.kind === 'missing' && before ? joinToTitle(before, request) : undefined;
    if (joined) {
      outcomes[outcomes.length - 1] = joined;
      continue;
    }
    outcomes.push(outcome);
    before = request;
  }
  return outcomes;
}

/** "remind me to clean up and delete old photos": no such task to delete, so it was part of the title. */
function joinToTitle(before: Request, request: Request): Outcome | undefined {
  const [reading] = before.readings;
  if (reading?.kind !== 'add' || /[.!?;\n]/u.test(request.glue)) return undefined;
  const last = reading.tasks.at(-1);
  if (!last) return undefined;
  return planAdds([...reading.tasks.slice(0, -1), { ...last, title: `${last.title}${request.glue}${request.text}` }]);
}
