import type { ConfirmationOutcome } from '../../agent/confirming/confirmations.ts';
import { summarizeProposal } from '../../agent/confirming/describe-proposal.ts';
import { makeReceipts } from '../../agent/receipt.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { Confirmation } from '../../models/confirmation.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatTurn } from './chat-turn.ts';
import type { MessageReading } from './read-message.ts';
import { makeCard, redrawEarlier } from '../cards/show-cards.ts';
import { TASKS_CHANGED } from './turn-presenter.ts';

/** A typed answer to what was asked. */
export async function* answerInWords(
  parts: ChatParts,
  turn: ChatTurn,
  reading: Exclude<MessageReading, { kind: 'message' }>,
): AsyncGenerator<TurnEvent> {
  switch (reading.kind) {
    case 'confirm':
      yield* answerConfirmation(parts, turn, reading.id, 'confirm');
      return;
    case 'cancel':
      for (const id of reading.ids) yield* answerConfirmation(parts, turn, id, 'cancel');
      return;
    case 'several':
    case 'grown':
    case 'expired':
      yield* turn.presenter.text(turn.phrases[reading.kind]);
      yield* turn.presenter.close();
      return;
    default:
      reading satisfies never;
  }
}

/**
 * Carries a decision out, says what came of it and changes the card to that.
 *
 * @throws AppError `not_found` when the conversation has no such confirmation.
 */
export async function* answerConfirmation(
  parts: ChatParts,
  turn: ChatTurn,
  id: string,
  decision: 'confirm' | 'cancel',
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const itemId = createItemId('widget');
  const outcome = await parts.confirmations.answer(id, decision, turn, {
    itemId,
    summarize: (calls) => summarizeProposal(calls, phrases, turn),
  });
  const successor = outcome.kind === 'stale' ? outcome.proposal : undefined;
  const hasGrown = successor !== undefined && successor.itemId === outcome.confirmation.itemId;

  if (outcome.kind === 'confirmed') {
    log.calls.push(...outcome.calls);
    log.hasReceipt = true;
    presenter.tellsOf([{ kind: 'receipts', receipts: makeReceipts(outcome.calls) }]);
  } else if (successor) presenter.tellsOf([{ kind: 'confirmation', id: successor.id }]);
  yield* presenter.text(tellOutcome(outcome, phrases));
  yield* presenter.close();
  if (outcome.kind !== 'ended' && !hasGrown) yield* replaceCard(parts, turn, outcome.confirmation);
  if (outcome.kind === 'confirmed') yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
  if (successor) {
    log.confirmation = successor;
    if (hasGrown) yield* replaceCard(parts, turn, successor);
    else yield* presenter.card(await makeCard(parts, turn, { kind: 'confirmation', id: successor.id }), itemId);
  }
  yield* await redrawEarlier(parts, turn, { except: [outcome.confirmation.itemId, successor?.itemId] });
}

/** What is said besides the card. */
function tellOutcome(outcome: ConfirmationOutcome, phrases: Phrases): string {
  if (outcome.kind === 'stale') return outcome.proposal ? phrases.staleAgain : phrases.stale;
  return phrases[outcome.kind];
}

/** The card keeps its place. */
async function* replaceCard(
  parts: ChatParts,
  turn: ChatTurn,
  { id, itemId, status }: Confirmation,
): AsyncGenerator<TurnEvent> {
  if (itemId === null) return;
  const card = await makeCard(parts, turn, { kind: 'confirmation', id });
  if (status === 'confirmed') turn.log.said.push({ words: card.copy_text, isReceipt: true });
  yield { type: 'thread.item.replaced', item: turn.thread.item({ ...card, id: itemId }) };
}
