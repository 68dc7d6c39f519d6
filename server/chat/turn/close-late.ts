import { phrasesFor } from '../../agent/phrases/phrases.ts';
import type { Caller } from '../../ground/caller.ts';
import type { WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import { saveItemsStatement } from '../store/commit-turn-statement.ts';
import type { ChatParts } from './chat-parts.ts';
import { endedCard } from '../cards/confirmation-card.ts';
import { runStatement } from '../store/run-statement.ts';

/**
 * Closes the confirmations of a conversation that nobody answered in time: what they are and what their cards show.
 *
 * @returns the cards as they are now.
 */
export async function closeLate(
  { confirmations, now }: Pick<ChatParts, 'confirmations' | 'now'>,
  conversationId: string,
  { userId, locale }: Pick<Caller, 'userId' | 'locale'>,
): Promise<WidgetItem[]> {
  const { expired } = phrasesFor(locale);
  const cards: WidgetItem[] = [];
  await confirmations.expire({ userId, conversationId, now: now() }, async (confirmation, transaction) => {
    const { itemId, summary, createdAt } = confirmation;
    if (itemId === null) return;
    const card: WidgetItem = {
      id: itemId,
      type: 'widget',
      thread_id: conversationId,
      created_at: createdAt.toISOString(),
      widget: endedCard(confirmation, expired),
      copy_text: `${summary} ${expired}`,
    };
    cards.push(card);
    await runStatement(transaction, saveItemsStatement(conversationId, [card], userId));
  });
  return cards;
}
