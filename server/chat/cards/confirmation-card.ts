import { describeProposal } from '../../agent/confirming/describe-proposal.ts';
import type { ProposalEntry } from '../../agent/confirming/read-proposal.ts';
import type { Phrases } from '../../agent/phrases/phrases.ts';
import { plainText } from '../../ground/quote-text.ts';
import type { Confirmation } from '../../models/confirmation.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import { caption, type Card, type WidgetComponent } from './widgets.ts';

/** The actions of a confirmation's card; their payload is only its id. */
export const CONFIRM_ACTION = 'confirmation.confirm';
export const CANCEL_ACTION = 'confirmation.cancel';

/** Shows what waits for a yes: each task, and of one that changes each field with its old and new value. */
export function confirmationCard(
  confirmation: Pick<Confirmation, 'id' | 'calls'>,
  phrases: Phrases,
  clock: Clock,
): Card {
  const payload = { id: confirmation.id };
  const { headline, entries, hidden, isDeletion } = describeProposal(confirmation.calls, phrases, clock);
  const isSingle = entries.length + hidden === 1;
  return {
    type: 'Card',
    size: 'md',
    children: [
      { type: 'Text', value: headline, weight: 'semibold' },
      ...entries.flatMap((entry) => (isSingle ? fieldLines(entry, phrases) : [entryRow(entry, phrases)])),
      ...(hidden > 0 ? [caption(phrases.andMore(hidden))] : []),
      caption(phrases.ask),
    ],
    confirm: { label: isDeletion ? phrases.delete : phrases.confirm, action: { type: CONFIRM_ACTION, payload } },
    cancel: { label: phrases.cancel, action: { type: CANCEL_ACTION, payload } },
  };
}

/** The card after it was answered without anything being done, or when it ended otherwise. */
export function endedCard({ summary }: Pick<Confirmation, 'summary'>, outcome: string): Card {
  const [question = '', ...lines] = summary.split('\n');
  return {
    type: 'Card',
    size: 'md',
    children: [
      { type: 'Text', value: question, color: 'secondary' },
      ...lines.map((line) => caption(line)),
      caption(outcome),
    ],
  };
}

function entryRow(entry: ProposalEntry, phrases: Phrases): WidgetComponent {
  const { verb, title } = entry;
  return {
    type: 'Row',
    align: 'start',
    gap: 3,
    children: [
      { type: 'Badge', label: phrases.verbs[verb], color: verb === 'delete' ? 'danger' : 'secondary', size: 'sm' },
      {
        type: 'Col',
        gap: 0,
        flex: 1,
        children: [{ type: 'Text', value: plainText(title, 200) }, ...entry.lines.map((line) => caption(line))],
      },
    ],
  };
}

/** Of one task the headline says the title; that it comes back is said beside it. */
function fieldLines({ verb, lines }: ProposalEntry, phrases: Phrases): WidgetComponent[] {
  const restored: WidgetComponent[] =
    verb === 'restore' ? [{ type: 'Badge', label: phrases.verbs.restore, color: 'secondary', size: 'sm' }] : [];
  return [...restored, ...lines.map((line): WidgetComponent => ({ type: 'Text', value: line, size: 'sm' }))];
}
