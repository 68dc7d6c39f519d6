import { randomUUID } from 'node:crypto';
import { describeProposal } from '../agent/describe-proposal.ts';
import { findFalseClaim } from '../agent/find-claims.ts';
import { instructions } from '../agent/instructions.ts';
import { allowsRetry } from '../agent/model-error.ts';
import { phrasesFor, type Phrases } from '../agent/phrases/phrases.ts';
import { hasChanges, makeReceipt } from '../agent/receipt.ts';
import { runAgent, type AgentOutcome, type AgentTurn } from '../agent/run-agent.ts';
import { createItemId } from '../chatkit/item-id.ts';
import { StreamError } from '../chatkit/stream-error.ts';
import type { TurnEvent } from '../chatkit/thread-event.ts';
import type { UserMessageItem } from '../chatkit/thread-item.ts';
import type { TurnThread } from '../chatkit/turn-thread.ts';
import { AppError } from '../errors.ts';
import { classifyConfirmationReply } from '../offline-model/classify-confirmation-reply.ts';
import { answerInWords } from './answer-confirmation.ts';
import type { ChatParts } from './chat-parts.ts';
import { confirmationCard } from './confirmation-card.ts';
import { makeTitle } from './make-title.ts';
import type { ParleyContext } from './parley-context.ts';
import { receiptCard, receiptText } from './receipt-card.ts';
import { listToShow, taskListCard, taskListText } from './task-list-card.ts';
import { toModelMessages, userText } from './to-model-messages.ts';
import { TASKS_CHANGED, TurnPresenter } from './turn-presenter.ts';
import { loadTurnRecords, type TurnRecords } from './turn-records.ts';

/** Answers a message: as the reply to an open confirmation if it is one, with the agent otherwise. */
export async function* respond(
  parts: ChatParts,
  thread: TurnThread,
  message: UserMessageItem,
  context: ParleyContext,
): AsyncGenerator<TurnEvent> {
  const text = userText(message);
  if (thread.title === null) thread.title = makeTitle(text) ?? null;
  const phrases = phrasesFor(context.locale);
  const records = await loadTurnRecords(parts.database, {
    conversationId: thread.id,
    itemId: message.id,
    userId: context.userId,
  });

  const reply = records.pending.length === 0 ? 'other' : classifyConfirmationReply(text);
  if (reply !== 'other') {
    yield* answerInWords(parts, thread, reply, records.pending, context);
    return;
  }
  yield* converse(parts, thread, message, records, context, phrases);
}

async function* converse(
  parts: ChatParts,
  thread: TurnThread,
  message: UserMessageItem,
  records: TurnRecords,
  context: ParleyContext,
  phrases: Phrases,
): AsyncGenerator<TurnEvent> {
  const isRepeated = records.calls.some(({ item_id }) => item_id === message.id);
  if (isRepeated) await parts.confirmations.dropProposalsOf(records.messageId, context.userId);
  const now = parts.now();
  const turn: AgentTurn = {
    context,
    conversationId: thread.id,
    messageId: records.messageId,
    batchId: context.batchId,
    now,
    ...(isRepeated ? { retry: randomUUID() } : {}),
    messages: [
      { role: 'system', content: instructions(context, now) },
      ...toModelMessages(thread.history, records.calls, parts.historyTokens),
    ],
  };

  const presenter = new TurnPresenter(thread, phrases, context.log);
  let outcome: AgentOutcome;
  try {
    outcome = yield* present(parts, turn, presenter, context);
  } catch (error) {
    // What was said and done stays; then the failure is told.
    yield* presenter.close();
    yield* showReceipt(presenter, phrases, context);
    throw toStreamError(error);
  }
  yield* conclude(parts, turn, outcome, presenter, phrases, context);
}

async function* present(
  parts: ChatParts,
  turn: AgentTurn,
  presenter: TurnPresenter,
  context: ParleyContext,
): AsyncGenerator<TurnEvent, AgentOutcome> {
  const agent = runAgent(parts, turn);
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const next = await agent.next();
      if (next.done) return next.value;
      const event = next.value;
      switch (event.type) {
        case 'text':
          yield* presenter.text(event.delta);
          break;
        case 'call-started':
          yield* presenter.callStarted(event.call);
          break;
        case 'call-finished':
          context.log.calls.push(event.call);
          yield* presenter.callFinished(event.call);
          break;
      }
    }
  } finally {
    await agent.return({ text: '', calls: [], held: [], stopped: undefined });
  }
}

/** After the model's last word: what was really done, what is asked, and what has to be put right. */
async function* conclude(
  parts: ChatParts,
  turn: AgentTurn,
  outcome: AgentOutcome,
  presenter: TurnPresenter,
  phrases: Phrases,
  context: ParleyContext,
): AsyncGenerator<TurnEvent> {
  const receipt = makeReceipt(outcome.calls, turn.batchId);
  const falseClaim = findFalseClaim(outcome.text, new Set(receipt.entries.map(({ kind }) => kind)));
  if (falseClaim === 'nothing') yield* presenter.text(`\n\n${phrases.correctionNothing}`);
  if (falseClaim === 'partly') yield* presenter.text(`\n\n${phrases.correctionPartly}`);
  if (outcome.stopped === 'circles') yield* presenter.text(`\n\n${phrases.stoppedInCircles}`);
  if (outcome.stopped === 'length') yield* presenter.text(`\n\n${phrases.stoppedAtLength}`);

  const list = listToShow(outcome.calls, outcome.text);
  if (list) yield* presenter.card(taskListCard(list, phrases), taskListText(list, phrases));
  yield* showReceipt(presenter, phrases, context);
  if (outcome.held.length > 0) {
    const itemId = createItemId('widget');
    const summarize = (calls: typeof outcome.held) => describeProposal(calls, parts.tools, phrases);
    const confirmation = await parts.confirmations.propose(turn, turn.messageId, outcome.held, { itemId, summarize });
    context.log.confirmation = confirmation;
    yield* presenter.card(confirmationCard(confirmation, phrases), confirmation.summary, itemId);
  }
  yield* presenter.close();
}

/** Shows what the turn's calls have done, once. */
async function* showReceipt(
  presenter: TurnPresenter,
  phrases: Phrases,
  context: ParleyContext,
): AsyncGenerator<TurnEvent> {
  const receipt = makeReceipt(context.log.calls, context.batchId);
  context.log.hasReceipt = true;
  if (!hasChanges(receipt) && receipt.skipped.length === 0) return;
  const canUndo = receipt.entries.some(({ kind }) => kind !== 'undone');
  yield* presenter.card(receiptCard(receipt, phrases, { canUndo }), receiptText(receipt, phrases));
  yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
}

/** A failure that the user can be told about; anything else stays what it is, for the log. */
export function toStreamError(error: unknown): unknown {
  return error instanceof AppError
    ? new StreamError(error.message, { allowRetry: allowsRetry(error), cause: error })
    : error;
}
