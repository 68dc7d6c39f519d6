import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { ThreadItem, WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { CardBasis, CardContent } from './card-basis.ts';
import { readCardFacts } from './card-facts.ts';
import { drawCard, drawItems, hasNothingLeft } from './draw-items.ts';

/** A card that is about to be shown, and what it is drawn from from then on. */
export type NewCard = Required<Pick<WidgetItem, 'type' | 'widget' | 'copy_text'>> & { basis: CardBasis };

/** Draws a card of a turn from what is so now. */
export async function makeCard(
  { database }: { readonly database: Knex },
  turn: ConversationTurn,
  card: CardContent,
): Promise<NewCard> {
  const basis: CardBasis = { locale: turn.locale, card };
  const facts = await readCardFacts(database, turn, [card]);
  return { type: 'widget', basis, ...drawCard(basis, facts) };
}

/**
 * Draws those of the conversation's newest items that what was done in this turn has changed.
 *
 * @param options.also an item that may be older @param options.except ids of those that were shown already
 */
export async function redrawEarlier(
  { database }: { readonly database: Knex },
  turn: ConversationTurn & { readonly thread: { readonly history: readonly ThreadItem[] } },
  { also = null, except = [] }: { also?: ThreadItem | null; except?: readonly (string | null | undefined)[] } = {},
): Promise<TurnEvent[]> {
  const { history } = turn.thread;
  const earlier = also === null || history.some(({ id }) => id === also.id) ? history : [also, ...history];
  const drawn = await drawItems(database, turn, earlier);
  return drawn.flatMap((item, index): TurnEvent[] => {
    if (except.includes(item.id) || isSame(item, earlier[index])) return [];
    // A card stays where it is: what it offered is told to the model.
    return item.type !== 'widget' && hasNothingLeft(item)
      ? [{ type: 'thread.item.removed', item_id: item.id }]
      : [{ type: 'thread.item.replaced', item }];
  });
}

function isSame(drawn: ThreadItem, shown: ThreadItem | undefined): boolean {
  return drawn === shown || JSON.stringify(drawn) === JSON.stringify(shown);
}
