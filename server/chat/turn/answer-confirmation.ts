import { assertNever } from '../../ground/errors.ts';
import type { ConfirmationOutcome } from '../../agent/confirming/confirmations.ts';
import { describeProposal } from '../../agent/confirming/describe-proposal.ts';
import { phrasesFor, type Phrases } from '../../agent/phrases/phrases.ts';
import { makeReceipts } from '../../agent/receipt.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import type { WidgetRoot } from '../../chatkit/protocol/widget.ts';
import type { Confirmation } from '../../models/confirmation.ts';
import type { ChatParts } from './chat-parts.ts';
import { confirmationCard, endedCard } from '../cards/confirmation-card.ts';
import type { ParleyContext } from '../store/parley-context.ts';
import type { MessageReading } from './read-message.ts';
import { receiptCard, receiptText } from '../cards/receipt-card.ts';
import { TASKS_CHANGED, TurnPresenter } from './turn-presenter.ts';

/** A typed answer to what was asked. */
export async function* answerInWords(
  parts: ChatParts,
  thread: TurnThread,
  reading: Exclude<MessageReading, { kind: 'message' }>,
  context: ParleyContext,
): AsyncGenerator<TurnEvent> {
  switch (reading.kind) {
    case 'confirm':
      yield* answerConfirmation(parts, thread, reading.id, 'confirm', context);
      return;
    case 'cancel':
      for (const id of reading.ids) yield* answerConfirmation(parts, thread, id, 'cancel', context);
      return;
    case 'several':
    case 'expired': {
      const phrases = phrasesFor(context.locale);
      const presenter = new TurnPresenter(thread, phrases, context.log);
      yield* presenter.text(phrases[reading.kind]);
      yield* presenter.close();
      return;
    }
    default:
      assertNever(reading);
  }
}

/**
 * Carries a decision out, says what came of it and changes the card to that.
 *
 * @throws AppError `not_found` when the conversation has no such confirmation.
 */
export async function* answerConfirmation(
  parts: ChatParts,
  thread: TurnThread,
  id: string,
  decision: 'confirm' | 'cancel',
  context: ParleyContext,
): AsyncGenerator<TurnEvent> {
  const phrases = phrasesFor(context.locale);
  const presenter = new TurnPresenter(thread, phrases, context.log);
  const scope = { context, conversationId: thread.id, batchId: context.batchId, now: parts.now() };
  const itemId = createItemId('widget');
  const outcome = await parts.confirmations.answer(id, decision, scope, {
    itemId,
    summarize: (calls) => describeProposal(calls, parts.tools, phrases),
  });

  const { card, text } = describeOutcome(outcome, phrases, context);
  yield* presenter.text(text);
  yield* presenter.close();
  const successor = outcome.kind === 'stale' ? outcome.proposal : undefined;
  const hasGrown = successor !== undefined && successor.itemId === outcome.confirmation.itemId;
  if (outcome.kind !== 'ended' && !hasGrown) yield* replaceCard(thread, outcome.confirmation, card.widget, card.text);
  if (outcome.kind === 'confirmed') {
    context.log.said.push(card.text);
    yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
  }
  if (!successor) return;
  context.log.confirmation = successor;
  const asked = confirmationCard(successor, phrases);
  if (hasGrown) yield* replaceCard(thread, successor, asked, successor.summary);
  else yield* presenter.card(asked, successor.summary, itemId);
}

interface Described {
  card: { widget: WidgetRoot; text: string };
  /** What is said besides the card. */
  text: string;
}

function describeOutcome(outcome: ConfirmationOutcome, phrases: Phrases, context: ParleyContext): Described {
  const { confirmation } = outcome;
  const ended = (text: string): Described => ({
    text,
    card: { widget: endedCard(confirmation, text), text: `${confirmation.summary} ${text}` },
  });
  switch (outcome.kind) {
    case 'confirmed': {
      context.log.calls.push(...outcome.calls);
      context.log.hasReceipt = true;
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
      return assertNever(outcome);
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
