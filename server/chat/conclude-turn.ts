import { describeProposal } from '../agent/describe-proposal.ts';
import { findFalseClaim } from '../agent/find-claims.ts';
import type { Phrases } from '../agent/phrases/phrases.ts';
import { hasChanges, makeReceipt, type Receipt } from '../agent/receipt.ts';
import type { AgentOutcome } from '../agent/run-agent.ts';
import { createItemId } from '../chatkit/item-id.ts';
import type { TurnEvent } from '../chatkit/thread-event.ts';
import type { ProposedCall } from '../models/confirmation.ts';
import { confirmationCard } from './confirmation-card.ts';
import { receiptCard, receiptText } from './receipt-card.ts';
import { listToShow, taskListCard, taskListText } from './task-list-card.ts';
import { TASKS_CHANGED } from './turn-presenter.ts';
import type { TurnScope } from './turn-scope.ts';

/** After the model's last word: what has to be put right, what was really done, and what is asked. */
export async function* concludeTurn(scope: TurnScope, outcome: AgentOutcome): AsyncGenerator<TurnEvent> {
  const { phrases, presenter } = scope;
  const receipt = makeReceipt(scope.context.log.calls, scope.context.batchId);
  const correction = findCorrection(outcome.text, receipt, phrases);
  if (correction !== undefined) yield* presenter.text(`\n\n${correction}`);
  if (outcome.stopped === 'circles') yield* presenter.text(`\n\n${phrases.stoppedInCircles}`);
  if (outcome.stopped === 'length') yield* presenter.text(`\n\n${phrases.stoppedAtLength}`);

  const list = listToShow(outcome.calls, outcome.text);
  if (list) yield* presenter.card(taskListCard(list, phrases), taskListText(list, phrases));
  yield* showReceipt(scope, receipt);
  if (outcome.held.length > 0) yield* propose(scope, outcome.held);
  yield* presenter.close();
}

/** Shows what the turn's calls have done, once. */
export async function* showReceipt(
  { context, phrases, presenter }: TurnScope,
  receipt: Receipt,
): AsyncGenerator<TurnEvent> {
  context.log.hasReceipt = true;
  if (!hasChanges(receipt) && receipt.skipped.length === 0) return;
  const canUndo = receipt.entries.some(({ kind }) => kind !== 'undone');
  yield* presenter.card(receiptCard(receipt, phrases, { canUndo }), receiptText(receipt, phrases));
  yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
}

/** What has to be said when a reply claims what did not happen. */
function findCorrection(text: string, { entries }: Receipt, phrases: Phrases): string | undefined {
  const falseClaim = findFalseClaim(text, new Set(entries.map(({ kind }) => kind)));
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
