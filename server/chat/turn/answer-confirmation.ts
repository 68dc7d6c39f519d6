import type { ConfirmationOutcome } from '../../agent/confirming/confirmations.ts';
import { summarizeProposal } from '../../agent/confirming/describe-proposal.ts';
import { makeReceipts } from '../../agent/receipt.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import type { WidgetRoot } from '../../chatkit/protocol/widget.ts';
import type { Confirmation } from '../../models/confirmation.ts';
import type { ChatParts } from './chat-parts.ts';
import { confirmationCard, endedCard } from '../cards/confirmation-card.ts';
import type { ChatTurn } from './chat-turn.ts';
import type { MessageReading } from './read-message.ts';
import { receiptCard, receiptText } from '../cards/receipt-card.ts';
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
  { confirmations }: ChatParts,
  turn: ChatTurn,
  id: string,
  decision: 'confirm' | 'cancel',
): AsyncGenerator<TurnEvent> {
  const { thread, phrases, presenter, log } = turn;
  const itemId = createItemId('widget');
  const outcome = await confirmations.answer(id, decision, turn, {
    itemId,
    summarize: (calls) => summarizeProposal(calls, phrases, turn),
  });

  const { card, text } = describeOutcome(outcome, turn);
  yield* presenter.text(text);
  yield* presenter.close();
  const successor = outcome.kind === 'stale' ? outcome.proposal : undefined;
  const hasGrown = successor !== undefined && successor.itemId === outcome.confirmation.itemId;
  if (outcome.kind !== 'ended' && !hasGrown) yield* replaceCard(thread, outcome.confirmation, card.widget, card.text);
  if (outcome.kind === 'confirmed') {
    log.said.push(card.text);
    yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
  }
  if (!successor) return;
  log.confirmation = successor;
  const asked = confirmationCard(successor, phrases, turn);
  if (hasGrown) yield* replaceCard(thread, successor, asked, successor.summary);
  else yield* presenter.card(asked, successor.summary, itemId);
}

interface Described {
  card: { widget: WidgetRoot; text: string };
  /** What is said besides the card. */
  text: string;
}

function describeOutcome(outcome: ConfirmationOutcome, { phrases, log }: ChatTurn): Described {
  const { confirmation } = outcome;
  const ended = (text: string): Described => ({
    text,
    card: { widget: endedCard(confirmation, text), text: `${confirmation.summary}\n${text}` },
  });
  switch (outcome.kind) {
    case 'confirmed': {
      log.calls.push(...outcome.calls);
      log.hasReceipt = true;
      const receipts = makeReceipts(outcome.calls);
      return {
        text: phrases.confirmed,
        card: { widget: receiptCard(receipts, phrases), text: receiptText(receipts, phrases) },
      };
    }
    case 'cancelled':
      return ended(phrases.cancelled);
    case 'expired':
      return ended(phrases.expired);
    case 'stale':
      return ended(outcome.proposal ? phrases.staleAgain : phrases.stale);
    case 'ended':
      return ended(phrases.ended);
    default:
      return outcome satisfies never;
  }
}

/** The card keeps its place. */
function* replaceCard(
  thread: TurnThread,
  confirmation: Confirmation,
  widget: WidgetRoot,
  text: string,
): Generator<TurnEvent> {
  const { itemId } = confirmation;
  if (itemId === null) return;
  yield { type: 'thread.item.replaced', item: thread.item({ type: 'widget', id: itemId, widget, copy_text: text }) };
}
