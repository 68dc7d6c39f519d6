import type { Phrases } from '../../agent/phrases/phrases.ts';
import { proposedTasks, type Confirmation } from '../../models/confirmation.ts';
import { caption, type Card } from './widgets.ts';

/** The actions of a confirmation's card; their payload is only its id. */
export const CONFIRM_ACTION = 'confirmation.confirm';
export const CANCEL_ACTION = 'confirmation.cancel';

/** Shows what waits for a yes. */
export function confirmationCard(confirmation: Confirmation, phrases: Phrases): Card {
  const payload = { id: confirmation.id };
  const isDelete = confirmation.calls.some(
    (call) => call.name === 'delete_task' || proposedTasks(call).some(({ isRemoved }) => isRemoved === true),
  );
  return {
    type: 'Card',
    size: 'md',
    children: [{ type: 'Text', value: confirmation.summary, weight: 'semibold' }, caption(phrases.ask)],
    confirm: { label: isDelete ? phrases.delete : phrases.confirm, action: { type: CONFIRM_ACTION, payload } },
    cancel: { label: phrases.cancel, action: { type: CANCEL_ACTION, payload } },
  };
}

/** The card after it was answered without anything being done, or when it ended otherwise. */
export function endedCard(confirmation: Confirmation, outcome: string): Card {
  return {
    type: 'Card',
    size: 'md',
    children: [{ type: 'Text', value: confirmation.summary, color: 'secondary' }, caption(outcome)],
  };
}
