import { describeProposal } from '../../agent/confirming/describe-proposal.ts';
import { findFalseClaim } from '../../agent/find-claims.ts';
import type { Phrases } from '../../agent/phrases/phrases.ts';
import { hasChanges, makeReceipts, type Receipt } from '../../agent/receipt.ts';
import type { AgentOutcome } from '../../agent/run-agent.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { ProposedCall } from '../../models/confirmation.ts';
import { confirmationCard } from '../cards/confirmation-card.ts';
import { receiptCard, receiptText } from '../cards/receipt-card.ts';
import { listToShow, taskListCard, taskListText } from '../cards/task-list-card.ts';
import { TASKS_CHANGED } from './turn-presenter.ts';
import type { TurnScope } from './turn-scope.ts';

/** After the model's last word: what has to be put right, what was really done, and what is asked. */
export async function* concludeTurn(scope: TurnScope, outcome: AgentOutcome): AsyncGenerator<TurnEvent> {
  const { phrases, presenter } = scope;
  const receipts = makeReceipts(scope.context.log.calls);
  const correction = findCorrection(outcome.text, receipts, phrases);
  if (correction !== undefined) yield* presenter.text(`\n\n${correction}`);
  if (outcome.stopped === 'circles') yield* presenter.text(`\n\n${phrases.stoppedInCircles}`);
  if (outcome.stopped === 'length') yield* presenter.text(`\n\n${phrases.stoppedAtLength}`);

  const list = listToShow(outcome.calls, outcome.text);
  if (list) yield* presenter.card(taskListCard(list, phrases), taskListText(list, phrases));
  yield* showReceipts(scope, receipts);
  if (outcome.held.length > 0) yield* propose(scope, outcome.held);
  yield* presenter.close();
}

/** Shows what the turn's calls have done, once. */
export async function* showReceipts(
  { context, phrases, presenter }: TurnScope,
  receipts: readonly Receipt[],
): AsyncGenerator<TurnEvent> {
  context.log.hasReceipt = true;
  if (!hasChanges(receipts) && receipts.every(({ skipped }) => skipped.length === 0)) return;
  yield* presenter.card(receiptCard(receipts, phrases), receiptText(receipts, phrases));
  yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
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
  { parts, thread, context, phrases, presenter, messageId, now }: TurnScope,
  held: readonly ProposedCall[],
): AsyncGenerator<TurnEvent> {
  const itemId = createItemId('widget');
  const summarize = (calls: readonly ProposedCall[]) => describeProposal(calls, parts.tools, phrases);
  const where = { context, conversationId: thread.id, batchId: context.batchId, now };
  const confirmation = await parts.confirmations.propose(where, messageId, held, { itemId, summarize });
  context.log.confirmation = confirmation;
  yield* presenter.card(confirmationCard(confirmation, phrases), confirmation.summary, itemId);
}
