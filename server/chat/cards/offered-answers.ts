import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { ThreadItem, UserMessageItem, WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import { choicesCard, isChosenFrom, readChoicesCard } from './choices-card.ts';

/** Whether a message says one of the answers that the turn before it offered, by a click or in the same words. */
export function isOffered(history: readonly ThreadItem[], message: UserMessageItem): boolean {
  const [said, ...more] = message.content;
  if (said?.type !== 'input_text' || more.length > 0 || message.quoted_text !== undefined) return false;
  return cardsBefore(history, message).some((card) => readChoicesCard(card)?.offer.choices.includes(said.text));
}

/** Takes the buttons from what was asked before a message: whatever it says, that is over. */
export function closeOffers(history: readonly ThreadItem[], message: UserMessageItem): TurnEvent[] {
  return cardsBefore(history, message).flatMap((card): TurnEvent[] => {
    const offer = readChoicesCard(card)?.offer;
    if (!offer || isChosenFrom(card)) return [];
    return [{ type: 'thread.item.replaced', item: { ...card, widget: choicesCard(offer, false), copy_text: '' } }];
  });
}

/** The cards that stand between a message and the one before it. */
function cardsBefore(history: readonly ThreadItem[], { id }: UserMessageItem): WidgetItem[] {
  const end = history.findIndex((item) => item.id === id);
  const earlier = end < 0 ? history : history.slice(0, end);
  const start = earlier.findLastIndex(({ type }) => type === 'user_message');
  return earlier.slice(start + 1).filter((item) => item.type === 'widget');
}
