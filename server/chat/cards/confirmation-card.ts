import { describeProposal } from '../../agent/confirming/describe-proposal.ts';
import type { ProposalEntry } from '../../agent/confirming/read-proposal.ts';
import { plainText } from '../../ground/quote-text.ts';
import { proposedTasks, type Confirmation } from '../../models/confirmation.ts';
import type { CardFacts } from './card-facts.ts';
import type { CardSpeech } from './task-row.ts';
import { caption, type Card, type WidgetComponent } from './widgets.ts';

/** The actions of a confirmation's card; their payload is only its id. */
export const CONFIRM_ACTION = 'confirmation.confirm';
export const CANCEL_ACTION = 'confirmation.cancel';

/** Where a proposal stands: what a yes to it would meet. */
export type ProposalState = 'open' | 'changed' | 'gone' | Exclude<Confirmation['status'], 'pending'>;

/** Looks at a proposal's status, its expiry, and whether all it is about is as it was when it was made. */
export function proposalState(
  { status, expiresAt, calls }: Pick<Confirmation, 'status' | 'expiresAt' | 'calls'>,
  { tasks, reader }: Pick<CardFacts, 'tasks' | 'reader'>,
): ProposalState {
  if (status !== 'pending') return status;
  if (expiresAt <= reader.now) return 'expired';
  // Of what two calls are about, the first saw it as it was.
  const seen = new Map(
    calls
      .flatMap(proposedTasks)
      .toReversed()
      .map((task) => [task.taskId, task]),
  );
  const known = [...seen.values()].filter(({ taskId }) => taskId !== 0);
  const changed = known.filter(({ taskId, version, before }) => {
    const isThere = tasks.has(taskId);
    return before === undefined && version === 0 ? isThere : tasks.get(taskId)?.version !== version;
  });
  if (changed.length === 0) return 'open';
  const isLeft = known.length < calls.length || known.some(({ taskId }) => tasks.has(taskId));
  return isLeft ? 'changed' : 'gone';
}

/** Shows a proposal as it stands: what waits for a yes, each task and field with its old and new value, or how it ended. */
export function confirmationCard(
  confirmation: Pick<Confirmation, 'id' | 'calls' | 'summary'>,
  state: Exclude<ProposalState, 'confirmed'>,
  speech: CardSpeech,
): Card {
  if (state !== 'open' && state !== 'changed') return endedCard(confirmation, tellEnd(state, speech));
  const { phrases } = speech;
  const payload = { id: confirmation.id };
  const { headline, entries, hidden, isDeletion } = describeProposal(confirmation.calls, phrases, speech);
  const isSingle = entries.length + hidden === 1;
  const isOpen = state === 'open';
  const label = isDeletion ? phrases.delete : phrases.confirm;
  return {
    type: 'Card',
    size: 'md',
    children: [
      { type: 'Text', value: headline, weight: 'semibold' },
      ...entries.flatMap((entry) => (isSingle ? fieldLines(entry, speech) : [entryRow(entry, speech)])),
      ...(hidden > 0 ? [caption(phrases.andMore(hidden))] : []),
      caption(isOpen ? phrases.ask : phrases.stale),
    ],
    confirm: {
      // What has changed is shown anew before anything is done.
      label: isOpen ? label : phrases.lookAgain,
      action: { type: CONFIRM_ACTION, payload },
      ...(isOpen && isDeletion && { color: 'danger', iconStart: 'lucide:trash-2' }),
    },
    cancel: { label: phrases.cancel, action: { type: CANCEL_ACTION, payload } },
  };
}

/** The same in words. */
export function confirmationText(
  { summary }: Pick<Confirmation, 'summary'>,
  state: Exclude<ProposalState, 'confirmed'>,
  speech: CardSpeech,
): string {
  return state === 'open' ? summary : `${summary}\n${tellEnd(state, speech)}`;
}

/** Why nothing comes of it any more. */
function tellEnd(state: Exclude<ProposalState, 'confirmed' | 'open'>, { phrases }: CardSpeech): string {
  switch (state) {
    case 'cancelled':
      return phrases.cancelled;
    case 'expired':
      return phrases.expired;
    case 'stale':
    case 'changed':
    case 'gone':
      return phrases.stale;
    default:
      return state satisfies never;
  }
}

function endedCard({ summary }: Pick<Confirmation, 'summary'>, outcome: string): Card {
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

function entryRow(entry: ProposalEntry, { phrases }: CardSpeech): WidgetComponent {
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
function fieldLines({ verb, lines }: ProposalEntry, { phrases }: CardSpeech): WidgetComponent[] {
  const restored: WidgetComponent[] =
    verb === 'restore' ? [{ type: 'Badge', label: phrases.verbs.restore, color: 'secondary', size: 'sm' }] : [];
  return [...restored, ...lines.map((line): WidgetComponent => ({ type: 'Text', value: line, size: 'sm' }))];
}
