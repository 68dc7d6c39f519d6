import { lastingWords } from '../../agent/lasting-words.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import type { AssistantMessageItem, ThreadItem, WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import { readCardBasis, readWordsBasis, type CardBasis, type WordsBasis } from './card-basis.ts';
import { readCardFacts, type CardFacts, type CardReader } from './card-facts.ts';
import { choicesCard, choicesText, isChosenFrom } from './choices-card.ts';
import { confirmationCard, confirmationText, proposalState } from './confirmation-card.ts';
import { questionCard, questionText } from './question-card.ts';
import { receiptCard } from './receipt-card.ts';
import { receiptNow } from './receipt-state.ts';
import { receiptText } from './receipt-text.ts';
import { taskListCard, taskListText } from './task-list-card.ts';
import type { CardSpeech } from './task-row.ts';

/** A card as it is shown. */
export type DrawnCard = Required<Pick<WidgetItem, 'widget' | 'copy_text'>>;

/**
 * Draws the cards among some items from what is so now, and leaves of the words beside them what still is.
 *
 * @returns all items; those that are as they were are the same objects
 */
export async function drawItems(
  database: Knex,
  reader: CardReader,
  items: readonly ThreadItem[],
): Promise<ThreadItem[]> {
  const cards = new Map<string, CardBasis>();
  const words = new Map<string, WordsBasis>();
  for (const item of items) {
    if (item.type !== 'widget' && item.type !== 'assistant_message') continue;
    if (item.basis === undefined) continue;
    const card = item.type === 'widget' ? readCardBasis(item.basis) : undefined;
    const about = item.type === 'assistant_message' ? readWordsBasis(item.basis) : undefined;
    if (card) cards.set(item.id, card);
    if (about) words.set(item.id, about);
  }
  if (cards.size + words.size === 0) return [...items];
  const contents = [...cards.values()].map(({ card }) => card);
  const facts = await readCardFacts(database, reader, contents, [...words.values()]);
  return items.map((item) => {
    const card = cards.get(item.id);
    const about = words.get(item.id);
    if (item.type === 'widget' && card) return { ...item, ...drawCard(card, facts) };
    return item.type === 'assistant_message' && about && !isStillSo(about, facts)
      ? withLastingWords(item, about)
      : item;
  });
}

/** Words of which nothing stands any more, beside the card that tells how it is; a card with nothing left to choose. */
export function hasNothingLeft(item: ThreadItem): boolean {
  if (item.type === 'widget') return isChosenFrom(item);
  return item.type === 'assistant_message' && item.basis !== undefined && item.content.every(({ text }) => text === '');
}

/** Draws one card. */
export function drawCard({ locale, card }: CardBasis, facts: CardFacts): DrawnCard {
  const speech: CardSpeech = { ...facts.reader, locale, phrases: phrasesFor(locale) };
  const { phrases } = speech;
  switch (card.kind) {
    case 'list':
      return { widget: taskListCard(card, facts, speech), copy_text: taskListText(card, phrases) };
    case 'receipts':
      return drawReceipts(card.receipts, facts, speech);
    case 'question': {
      const { questions } = card;
      return {
        widget: questionCard(questions, facts, phrases),
        copy_text: questionText(questions, facts, phrases),
      };
    }
    case 'choices': {
      const isOpen = facts.lastSaid === card.asked;
      return { widget: choicesCard(card.offer, isOpen), copy_text: isOpen ? choicesText(card.offer) : '' };
    }
    case 'confirmation': {
      const confirmation = facts.confirmations.get(card.id);
      if (!confirmation) return { widget: { type: 'Card', children: [] }, copy_text: '' };
      const state = proposalState(confirmation, facts);
      if (state === 'confirmed') return drawReceipts(facts.confirmed.get(card.id) ?? [], facts, speech);
      return {
        widget: confirmationCard(confirmation, state, speech),
        copy_text: confirmationText(confirmation, state, speech),
      };
    }
    default:
      return card satisfies never;
  }
}

function drawReceipts(receipts: Parameters<typeof receiptText>[0], facts: CardFacts, speech: CardSpeech): DrawnCard {
  const now = receipts.map((receipt) => receiptNow(receipt, facts));
  return {
    widget: receiptCard(now, facts, speech),
    copy_text: receiptText(
      now.map(({ receipt }) => receipt),
      speech.phrases,
    ),
  };
}

/** Whether all that words tell of is as it was when they were said. */
function isStillSo({ batches, confirmations, tasks }: WordsBasis, facts: CardFacts): boolean {
  return (
    batches.every(({ id, isUndo }) => (facts.batches.get(id)?.end.isUndo ?? isUndo) === isUndo) &&
    tasks.every(({ id, version }) => facts.tasks.get(id)?.version === version) &&
    confirmations.every((id) => {
      const confirmation = facts.confirmations.get(id);
      return confirmation !== undefined && proposalState(confirmation, facts) === 'open';
    })
  );
}

function withLastingWords(item: AssistantMessageItem, { confirmations }: WordsBasis): AssistantMessageItem {
  const asksForYes = confirmations.length > 0;
  return { ...item, content: item.content.map((part) => ({ ...part, text: lastingWords(part.text, { asksForYes }) })) };
}
