import { phrasesFor } from '../../languages/phrases-for.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import { saveItems } from '../store/commit-turn.ts';
import type { Confirmations } from '../../agent/confirming/confirmations.ts';
import { confirmationCard, confirmationText } from '../cards/confirmation-card.ts';
import { confirmationBasis } from '../cards/card-basis.ts';

/**
 * Closes the confirmations of a conversation that nobody answered in time: what they are and what their cards show.
 *
 * @returns the cards as they are now.
 */
export async function closeLate(
  confirmations: Confirmations,
  turn: Pick<ConversationTurn, 'userId' | 'locale' | 'timeZone' | 'conversationId' | 'now'>,
): Promise<WidgetItem[]> {
  const { userId, locale, conversationId, now } = turn;
  const speech = { ...turn, phrases: phrasesFor(locale) };
  const cards: WidgetItem[] = [];
  await confirmations.expire({ userId, conversationId, now }, async (confirmation, transaction) => {
    const { id, itemId, createdAt } = confirmation;
    if (itemId === null) return;
    const card: WidgetItem = {
      id: itemId,
      type: 'widget',
      thread_id: conversationId,
      created_at: createdAt.toISOString(),
      basis: confirmationBasis(id, locale),
      widget: confirmationCard(confirmation, 'expired', speech),
      copy_text: confirmationText(confirmation, 'expired', speech),
    };
    cards.push(card);
    await saveItems(transaction, conversationId, [card], userId);
  });
  return cards;
}
