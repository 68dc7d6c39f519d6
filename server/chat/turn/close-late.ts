import { phrasesFor } from '../../agent/phrases/phrases.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import { saveItems } from '../store/commit-turn.ts';
import type { Confirmations } from '../../agent/confirming/confirmations.ts';
import { endedCard } from '../cards/confirmation-card.ts';

/**
 * Closes the confirmations of a conversation that nobody answered in time: what they are and what their cards show.
 *
 * @returns the cards as they are now.
 */
export async function closeLate(
  confirmations: Confirmations,
  { userId, locale, conversationId, now }: Pick<ConversationTurn, 'userId' | 'locale' | 'conversationId' | 'now'>,
): Promise<WidgetItem[]> {
  const { expired } = phrasesFor(locale);
  const cards: WidgetItem[] = [];
  await confirmations.expire({ userId, conversationId, now }, async (confirmation, transaction) => {
    const { itemId, summary, createdAt } = confirmation;
    if (itemId === null) return;
    const card: WidgetItem = {
      id: itemId,
      type: 'widget',
      thread_id: conversationId,
      created_at: createdAt.toISOString(),
      widget: endedCard(confirmation, expired),
      copy_text: `${summary}\n${expired}`,
    };
    cards.push(card);
    await saveItems(transaction, conversationId, [card], userId);
  });
  return cards;
}
