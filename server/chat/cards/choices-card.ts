import type { Offer } from '../../agent/asking/offer-choices.ts';
import type { WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import type { WidgetRoot } from '../../chatkit/protocol/widget.ts';
import { readCardBasis, type CardContent } from './card-basis.ts';
import type { ServerAction } from './widgets.ts';

/** The action of an answer that is offered; its payload is only which. */
export const ANSWER_ACTION = 'choice.answer';

/** The answers to a question that stands above as words, each a button; nothing once it is over. */
export function choicesCard({ choices }: Offer, isOpen: boolean): WidgetRoot {
  const buttons = choices.map((label, choice) => {
    const onClickAction: ServerAction = { type: ANSWER_ACTION, payload: { choice }, loadingBehavior: 'container' };
    return { type: 'Button', key: `choice-${choice}`, label, variant: 'outline', color: 'primary', onClickAction };
  });
  return { type: 'Basic', children: isOpen ? [{ type: 'Row', gap: 2, wrap: 'wrap', children: buttons }] : [] };
}

/** The same in words. */
export function choicesText({ choices }: Offer): string {
  return choices.map((label) => `- ${label}`).join('\n');
}

/** What a card offers; undefined when it is another. */
export function readChoicesCard({ basis, widget }: WidgetItem): Extract<CardContent, { kind: 'choices' }> | undefined {
  // The other kinds have a frame, and reading them costs more.
  const card = widget.type === 'Basic' ? readCardBasis(basis)?.card : undefined;
  return card?.kind === 'choices' ? card : undefined;
}

/** Whether a card has been drawn with nothing left to choose. */
export function isChosenFrom({ widget }: WidgetItem): boolean {
  return widget.type === 'Basic' && Array.isArray(widget['children']) && widget['children'].length === 0;
}
