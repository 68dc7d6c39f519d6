import { summarizeProposal } from '../../agent/confirming/describe-proposal.ts';
import { findFalseClaim } from '../../agent/find-claims.ts';
import type { Phrases } from '../../agent/phrases/phrases.ts';
import { hasChanges, makeReceipts, type Receipt } from '../../agent/receipt.ts';
import type { FinishedCall } from '../../agent/agent-call.ts';
import { findQuestions } from '../../agent/asking/date-questions.ts';
import type { Knex } from '../../database/database.ts';
import type { Turn } from '../../ground/turn.ts';
import { Task } from '../../tasks/task.ts';
import type { AgentOutcome } from '../../agent/run-agent.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { ProposedCall } from '../../models/confirmation.ts';
import { questionCard, questionText, showQuestion, type ShownQuestion } from '../cards/question-card.ts';
import { confirmationCard } from '../cards/confirmation-card.ts';
import { receiptCard, receiptText } from '../cards/receipt-card.ts';
import { listToShow, taskListCard, taskListText } from '../cards/task-list-card.ts';
import { TASKS_CHANGED } from './turn-presenter.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatTurn } from './chat-turn.ts';

/** After the model's last word: what has to be put right, what was really done, and what is asked. */
export async function* concludeTurn(
  parts: ChatParts,
  turn: ChatTurn,
  messageId: string,
  outcome: AgentOutcome,
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const receipts = makeReceipts(log.calls);
  const correction = findCorrection(outcome.text, receipts, phrases);
  if (correction !== undefined) yield* presenter.text(`\n\n${correction}`);
  if (outcome.stopped === 'circles') yield* presenter.text(`\n\n${phrases.stoppedInCircles}`);
  if (outcome.stopped === 'length') yield* presenter.text(`\n\n${phrases.stoppedAtLength}`);

  const list = listToShow(outcome.calls, outcome.text);
  if (list) yield* presenter.card(taskListCard(list, phrases), taskListText(list, phrases));
  yield* showOutcome(parts, turn);
  if (outcome.held.length > 0) yield* propose(parts, turn, messageId, outcome.held);
  yield* presenter.close();
}

/** Shows what the turn's calls have done and what they leave to be chosen, once. */
export async function* showOutcome(
  { database }: Pick<ChatParts, 'database'>,
  turn: ChatTurn,
): AsyncGenerator<TurnEvent> {
  const { log, phrases, presenter } = turn;
  log.hasReceipt = true;
  const receipts = makeReceipts(log.calls);
  if (hasChanges(receipts) || receipts.some(({ skipped }) => skipped.length > 0)) {
    yield* presenter.card(receiptCard(receipts, phrases), receiptText(receipts, phrases));
    yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
  }
  const questions = await openQuestions(database, log.calls, turn);
  if (questions.length > 0) yield* presenter.card(questionCard(questions, phrases), questionText(questions, phrases));
}

/** What a turn's calls leave to be chosen, with the titles of the tasks it is about. */
export async function openQuestions(
  database: Knex,
  calls: readonly FinishedCall[],
  reader: Pick<Turn, 'userId' | 'now' | 'timeZone' | 'locale'>,
): Promise<ShownQuestion[]> {
  const questions = findQuestions(calls);
  const ids = questions.flatMap(({ taskId }) => taskId ?? []);
  const tasks =
    ids.length === 0
      ? []
      : await Task.query(database).modify('ownedBy', reader.userId).whereIn('id', ids).select('id', 'title');
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  return questions.flatMap((question) => {
    const { taskId, title } = question;
    return showQuestion(question, taskId === undefined ? title : titles.get(taskId), reader) ?? [];
  });
}

/** What has to be said when a reply claims what did not happen. */
function findCorrection(text: string, receipts: readonly Receipt[], phrases: Phrases): string | undefined {
  const kinds = receipts.flatMap(({ entries }) => entries.map(({ kind }) => kind));
  const falseClaim = findFalseClaim(text, new Set(kinds));
  if (falseClaim === undefined) return undefined;
  return falseClaim === 'nothing' ? phrases.correctionNothing : phrases.correctionPartly;
}

/** Stores what waits for a yes, and shows it as one card. */
async function* propose(
  { confirmations }: ChatParts,
  turn: ChatTurn,
  messageId: string,
  held: readonly ProposedCall[],
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const itemId = createItemId('widget');
  const summarize = (calls: readonly ProposedCall[]) => summarizeProposal(calls, phrases, turn);
  const confirmation = await confirmations.propose(turn, messageId, held, { itemId, summarize });
  log.confirmation = confirmation;
  yield* presenter.card(confirmationCard(confirmation, phrases, turn), confirmation.summary, itemId);
}
