import { randomUUID } from 'node:crypto';
import { raw } from 'objection';
import { describeProposal, summarizeProposal } from '../../agent/confirming/describe-proposal.ts';
import { toProposedTask } from '../../agent/confirming/proposed-task.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import type { Turn } from '../../ground/turn.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import type { CallGate, HeldCall } from '../../mcp/call-gate.ts';
import type { HeldResult } from '../../mcp/tool-result.ts';
import { BULK, type TouchedTask } from '../../tasks/changes/touched-tasks.ts';
import { Confirmation, proposedTasks, type ProposedCall } from '../../models/confirmation.ts';
import { Conversation } from '../../models/conversation.ts';
import { Message } from '../../models/message.ts';
import { saveItems } from '../store/commit-turn.ts';
import { confirmationBasis } from '../cards/card-basis.ts';
import { confirmationCard } from '../cards/confirmation-card.ts';
import type { ChatParts } from './chat-parts.ts';

/** More than this nobody reads before a yes. */
const MOST_HELD = 100;
/** A title is one line of a list. */
const LONGEST_TITLE = 120;

/**
 * Makes the gates before outside clients, one a request. They hold what the agent's gate would hold. What is held
 * waits in a conversation of its own, as the card that a chat would show; calls that come while it waits join it, so
 * that there is one question however many calls a client makes of it.
 */
export function outsideGates(
  parts: Pick<ChatParts, 'database' | 'confirmations' | 'baseUrl'>,
): (turn: Turn) => CallGate {
  return (turn) => {
    const touched = new Set<number>();
    let hasUndone = false;
    return {
      mustWait(tasks, changes) {
        if (changes.some(({ undoOf }) => undoOf !== undefined)) {
          if (hasUndone) throw new AppError('conflict', 'Only one undo can be made in a request. Call it once more.');
          hasUndone = true;
        }
        for (const { taskId } of tasks) touched.add(taskId);
        return tasks.length > 0 && (touched.size >= BULK || tasks.some(({ isRemoved }) => isRemoved));
      },
      async hold(call, tasks) {
        const confirmation = await parts.database.transaction((transaction) =>
          ask(parts, transaction, turn, call, tasks),
        );
        return tellHeld(confirmation, parts.baseUrl);
      },
    };
  };
}

async function ask(
  { confirmations }: Pick<ChatParts, 'confirmations'>,
  transaction: Knex.Transaction,
  turn: Turn,
  call: HeldCall,
  tasks: readonly TouchedTask[],
): Promise<Confirmation> {
  const { userId, locale, now } = turn;
  const phrases = phrasesFor(locale);
  await Confirmation.lockOutside(transaction, userId);
  const open = await Confirmation.findOpenOutside(transaction, userId, now);
  const calls = join(open?.calls ?? [], call, tasks, turn);
  const summary = summarizeProposal(calls, phrases, turn);
  const conversationId = open?.conversationId ?? randomUUID();
  const title = phrases.outsideTitle(describeProposal(calls, phrases, turn).question);
  await nameConversation(transaction, conversationId, userId, title);

  const itemId = open?.itemId ?? createItemId('widget');
  const show = async (card: Pick<WidgetItem, 'widget' | 'basis'>) => {
    const item: WidgetItem = {
      id: itemId,
      type: 'widget',
      thread_id: conversationId,
      created_at: now.toISOString(),
      ...card,
      copy_text: summary,
    };
    await saveItems(transaction, conversationId, [item], userId);
  };
  // The confirmation names its message, and the message shows the confirmation: it is stored before and after.
  if (!open) await show({ widget: { type: 'Card', children: [] } });
  const messageId = open?.messageId ?? (await findMessageId(transaction, itemId));
  const card = { itemId, summarize: () => summary };
  const confirmation = await confirmations.propose({ ...turn, conversationId }, messageId, calls, card, transaction);
  await show({
    basis: confirmationBasis(confirmation.id, locale),
    widget: confirmationCard(confirmation, 'open', { ...turn, phrases }),
  });
  return confirmation;
}

/** A call replaces an older one about the same task: what the client wants last is what is asked. */
function join(
  waiting: readonly ProposedCall[],
  { name, args }: HeldCall,
  tasks: readonly TouchedTask[],
  { now, timeZone }: Turn,
): ProposedCall[] {
  const [first, ...others] = tasks.map(toProposedTask);
  if (!first) throw new Error('a call that touches nothing was held');
  const ids = new Set(tasks.map(({ taskId }) => taskId));
  const kept = waiting.filter((call) => !proposedTasks(call).some(({ taskId }) => ids.has(taskId)));
  if (kept.length >= MOST_HELD)
    throw new AppError(
      'conflict',
      `${MOST_HELD} calls wait for the user's yes already. Let the user answer them first.`,
    );
  const asked = { at: now.toISOString(), timeZone };
  return [...kept, { callId: `outside_${randomUUID()}`, name, args, door: 'mcp', asked, ...first, others }];
}

/** The title says what is asked, wherever conversations are listed. */
async function nameConversation(
  transaction: Knex.Transaction,
  id: string,
  userId: string,
  summary: string,
): Promise<void> {
  const title = summary.length > LONGEST_TITLE ? `${summary.slice(0, LONGEST_TITLE - 1).toWellFormed()}…` : summary;
  await Conversation.query(transaction)
    .insert({ id, userId, title, updatedAt: raw('now()') })
    .onConflict('id')
    .merge(['title', 'updatedAt'])
    .where('conversations.userId', userId);
}

async function findMessageId(transaction: Knex.Transaction, itemId: string): Promise<string> {
  const { id } = await Message.query(transaction).findOne({ itemId }).select('id').throwIfNotFound();
  return id;
}

function tellHeld({ id, conversationId, summary, expiresAt }: Confirmation, baseUrl: string): HeldResult {
  const url = new URL(`/chat/${conversationId}`, baseUrl).href;
  const until = expiresAt.toISOString();
  return {
    success: false,
    error: {
      code: 'confirmation_required',
      message: `Nothing has happened yet: this waits in Parley for the user's yes, at ${url}, until ${until}. Tell the user, and do not call it again.`,
    },
    confirmation: { id, summary, expires_at: until, url },
  };
}
