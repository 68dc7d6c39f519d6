import { summarizeProposal } from '../../agent/confirming/describe-proposal.ts';
import { findFalseClaim } from '../../agent/find-claims.ts';
import type { Phrases } from '../../languages/phrases.ts';
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
import type { CardContent, ShownQuestion } from '../cards/card-basis.ts';
import { showQuestion } from '../cards/question-card.ts';
import { listToShow } from '../cards/task-list-card.ts';
import { makeCard, redrawEarlier } from '../cards/show-cards.ts';
import { TASKS_CHANGED } from './turn-presenter.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatTurn } from './chat-turn.ts';

/** After the model's last word: what has to be put right, what was really done, and what is asked. */
export async function* concludeTurn(
  parts: ChatParts,
  turn: ChatTurn,
  { messageId, itemId: asked }: { messageId: string; itemId: string },
  outcome: AgentOutcome,
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const receipts = makeReceipts(log.calls);
  const correction = findCorrection(outcome.text, receipts, phrases);
  if (correction !== undefined) yield* presenter.text(`\n\n${correction}`);
  if (outcome.stopped === 'circles') yield* presenter.text(`\n\n${phrases.stoppedInCircles}`);
  if (outcome.stopped === 'length') yield* presenter.text(`\n\n${phrases.stoppedAtLength}`);

  const { offer } = outcome;
  log.choices = offer?.choices ?? [];
  const found = offer ? undefined : listToShow(outcome.calls, outcome.text);
  const list: CardContent[] = found ? [{ kind: 'list', ...found }] : [];
  const itemId = createItemId('widget');
  const proposal = outcome.held.length > 0 ? [await propose(parts, turn, { messageId, itemId }, outcome.held)] : [];
  presenter.tellsOf([...list, { kind: 'receipts', receipts }, ...proposal]);

  // Drawn before the first is shown: what is shown at once is stored at once, and the turn ends with it.
  const choices: CardContent[] = offer ? [{ kind: 'choices', asked, offer }] : [];
  const [listed = [], waiting = [], offered = []] = await Promise.all(
    [list, proposal, choices].map((cards) => Promise.all(cards.map((card) => makeCard(parts, turn, card)))),
  );
  const done = await drawOutcome(parts, turn);
  const earlier = hasChanges(receipts) || proposal.length > 0 ? await redrawEarlier(parts, turn) : [];
  for (const card of listed) yield* presenter.card(card);
  yield* done;
  for (const card of waiting) yield* presenter.card(card, itemId);
  for (const card of offered) yield* presenter.card(card);
  yield* presenter.close();
  yield* earlier;
}

/** Shows what the turn's calls have done and what they leave to be chosen, once. */
export async function* showOutcome(parts: Pick<ChatParts, 'database'>, turn: ChatTurn): AsyncGenerator<TurnEvent> {
  yield* await drawOutcome(parts, turn);
}

async function drawOutcome(parts: Pick<ChatParts, 'database'>, turn: ChatTurn): Promise<Generator<TurnEvent>> {
  const { log, presenter } = turn;
  const receipts = makeReceipts(log.calls);
  const tells = hasChanges(receipts) || receipts.some(({ skipped }) => skipped.length > 0);
  const receipt = tells ? await makeCard(parts, turn, { kind: 'receipts', receipts }) : undefined;
  const questions = await openQuestions(parts.database, log.calls, turn);
  const question = questions.length > 0 ? await makeCard(parts, turn, { kind: 'question', questions }) : undefined;
  return (function* show(): Generator<TurnEvent> {
    log.hasReceipt = true;
    if (receipt) {
      yield* presenter.card(receipt);
      yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
    }
    if (question) yield* presenter.card(question);
  })();
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

/** Stores what waits for a yes, which is shown as one card. */
async function propose(
  { confirmations }: ChatParts,
  turn: ChatTurn,
  { messageId, itemId }: { messageId: string; itemId: string },
  held: readonly ProposedCall[],
): Promise<CardContent> {
  const { phrases, log } = turn;
  const summarize = (calls: readonly ProposedCall[]) => summarizeProposal(calls, phrases, turn);
  log.confirmation = await confirmations.propose(turn, messageId, held, { itemId, summarize });
  return { kind: 'confirmation', id: log.confirmation.id };
}
