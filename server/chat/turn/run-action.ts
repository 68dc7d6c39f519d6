import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { takeChoice } from '../../agent/asking/take-choice.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { hasChanges, makeReceipts, type Receipt } from '../../agent/receipt.ts';
import type { FinishedCall } from '../../agent/agent-call.ts';
import type { Action } from '../../chatkit/chatkit-handlers.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { ThreadItem, UserMessageItem, WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import type { ThreadRecord } from '../../chatkit/protocol/thread.ts';
import { AppError } from '../../ground/errors.ts';
import { quoteText } from '../../ground/quote-text.ts';
import { answerConfirmation } from './answer-confirmation.ts';
import type { ChatParts } from './chat-parts.ts';
import { CANCEL_ACTION, CONFIRM_ACTION } from '../cards/confirmation-card.ts';
import type { ChatTurn } from './chat-turn.ts';
import type { Caller } from '../../ground/caller.ts';
import { readCardBasis } from '../cards/card-basis.ts';
import { ANSWER_ACTION, readChoicesCard } from '../cards/choices-card.ts';
import { drawItems } from '../cards/draw-items.ts';
import { findAnswers } from '../cards/find-answers.ts';
import { CHOOSE_ACTION } from '../cards/question-card.ts';
import { REDO_ACTION, UNDO_ACTION } from '../cards/receipt-card.ts';
import { receiptText } from '../cards/receipt-text.ts';
import { withoutMarkup, TOGGLE_ACTION } from '../cards/task-row.ts';
import { makeCard, redrawEarlier } from '../cards/show-cards.ts';
import { saveItems } from '../store/commit-turn.ts';
import { messagePlace } from '../store/message-place.ts';
import { respond } from './respond.ts';
import { TASKS_CHANGED } from './turn-presenter.ts';

const UNCLEAR = 'That button does not say what it is about.';
/** The card has all of them. */
const MOST_NAMED = 3;

const confirmationPayload = z.object({ id: z.uuid() });
const undoPayload = z.object({ batch_id: z.uuid() });
const choicePayload = z.strictObject({ call_id: z.string().max(100), choice: z.int().nonnegative() });
const answerPayload = z.strictObject({ choice: z.int().nonnegative() });
const togglePayload = z.object({ task_id: z.int().positive(), completed: z.boolean() });

/**
 * Runs what a button of ours asks for. A payload comes from the client, so it is only ever an id of the caller's own.
 *
 * @throws AppError `invalid_request` for an action that we never offer; what the action itself throws.
 */
export async function* runAction(
  parts: ChatParts,
  turn: ChatTurn,
  action: Action,
  sender: WidgetItem | null,
): AsyncGenerator<TurnEvent> {
  switch (action.type) {
    case CONFIRM_ACTION:
    case CANCEL_ACTION: {
      const { id } = parsePayload(confirmationPayload, action.payload);
      yield* answerConfirmation(parts, turn, id, action.type === CONFIRM_ACTION ? 'confirm' : 'cancel');
      return;
    }
    case UNDO_ACTION:
    case REDO_ACTION:
      yield* takeBack(parts, turn, action, sender);
      return;
    case CHOOSE_ACTION:
      yield* chooseDate(parts, turn, action, sender);
      return;
    case ANSWER_ACTION:
      yield* answerOffer(parts, turn, parsePayload(answerPayload, action.payload).choice, sender);
      return;
    default:
      throw new AppError('invalid_request', 'There is no such action.');
  }
}

/**
 * Ticks or unticks a task in a card beside whatever streams.
 *
 * @returns the card as it is now; undefined when the action did not come from one.
 */
export async function runSyncAction(
  { database, tools, now }: ChatParts,
  thread: ThreadRecord,
  action: Action,
  sender: WidgetItem | null,
  caller: Caller,
): Promise<ThreadItem | undefined> {
  if (action.type !== TOGGLE_ACTION) throw new AppError('invalid_request', 'There is no such action.');
  const { task_id, completed } = parsePayload(togglePayload, action.payload);
  const result = await tools.callTool(
    'complete_task',
    { task_id, completed, user_id: caller.userId },
    { ...caller, batchId: randomUUID(), door: 'chat', conversationId: thread.id, now: now() },
  );
  if (!result.success) throw new AppError(result.error.code, result.error.message);
  if (!sender) return undefined;

  const [item] = await drawItems(database, { ...caller, conversationId: thread.id, now: now() }, [sender]);
  return item;
}

/** The click on a receipt is the person's own: it takes back, or does again, that very change without another question. */
async function* takeBack(
  parts: ChatParts,
  turn: ChatTurn,
  action: Action,
  sender: WidgetItem | null,
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const args = parsePayload(undoPayload, action.payload);
  const isRedo = action.type === REDO_ACTION;
  const result = await parts.tools.callTool('undo_last_change', { ...args, user_id: turn.userId }, turn);
  if (!result.success && result.error.code === 'conflict') {
    yield* presenter.text(isRedo ? phrases.redoneAlready : phrases.undoneAlready);
    yield* presenter.close();
    yield* await redrawEarlier(parts, turn, { also: sender });
    return;
  }
  if (!result.success) throw new AppError(result.error.code, result.error.message);

  const call: FinishedCall = { callId: 'undo', name: 'undo_last_change', args, result, status: 'succeeded' };
  log.calls.push(call);
  log.hasReceipt = true;
  const receipts = makeReceipts([call]);
  log.said.push({ words: receiptText(receipts, phrases), isReceipt: true });
  presenter.tellsOf([{ kind: 'receipts', receipts }]);
  if (!hasChanges(receipts)) yield* presenter.text(phrases.nothingToUndo);
  else yield* presenter.text(tellTakenBack(receipts, phrases));
  yield* presenter.close();
  if (sender && hasChanges(receipts)) {
    const card = await makeCard(parts, turn, { kind: 'receipts', receipts });
    yield { type: 'thread.item.replaced', item: { ...sender, ...card } };
  }
  yield* await redrawEarlier(parts, turn, { except: [sender?.id] });
  yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
}

/**
 * The click says what the person meant: the call that was refused is made with it. Its card shows the answer, or becomes
 * the receipt when it asks nothing more.
 */
async function* chooseDate(
  parts: ChatParts,
  turn: ChatTurn,
  action: Action,
  sender: WidgetItem | null,
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const { call_id: callId, choice } = parsePayload(choicePayload, action.payload);
  const call = await takeChoice(parts, turn, { callId, choice });
  if (call) {
    log.calls.push(call);
    log.hasReceipt = true;
    const card = await makeCard(parts, turn, { kind: 'receipts', receipts: makeReceipts([call]) });
    const isWhole = sender !== null && (await isAnswered(parts, turn, sender));
    if (isWhole) {
      log.said.push({ words: card.copy_text, isReceipt: true });
      yield { type: 'thread.item.replaced', item: { ...sender, ...card } };
    } else yield* presenter.card(card);
    yield* await redrawEarlier(parts, turn, isWhole ? { except: [sender.id] } : { also: sender });
    yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
    return;
  }
  yield* presenter.text(phrases.ended);
  yield* presenter.close();
  yield* await redrawEarlier(parts, turn, { also: sender });
}

/**
 * Says an answer that was offered, for the person who clicked it: as their own message, which is answered as any other.
 * It is said once, whoever clicks and however often: a card has one message of its own.
 *
 * @throws AppError `invalid_request` when nothing like that was offered.
 */
async function* answerOffer(
  parts: ChatParts,
  turn: ChatTurn,
  choice: number,
  sender: WidgetItem | null,
): AsyncGenerator<TurnEvent> {
  const { thread, userId, presenter, phrases } = turn;
  const card = sender && readChoicesCard(sender);
  const text = card?.offer.choices[choice];
  if (!sender || !card || text === undefined) throw new AppError('invalid_request', UNCLEAR);
  const last = thread.history.findLast(({ type }) => type === 'user_message');
  if (last?.id !== card.asked) {
    yield* presenter.text(phrases.ended);
    yield* presenter.close();
    yield* await redrawEarlier(parts, turn, { also: sender });
    return;
  }
  const message: UserMessageItem = thread.item({
    id: messagePlace(userId, sender.id).messageId,
    type: 'user_message',
    content: [{ type: 'input_text', text }],
    attachments: [],
    inference_options: {},
  });
  // What a message leads to refers to it.
  await saveItems(parts.database, thread.id, [message], userId);
  thread.goOnFrom(message);
  yield { type: 'thread.item.done', item: message };
  yield* respond(parts, turn, message);
}

/** Names what was taken back: what is said stands at the end of the conversation, and its card may be far above. */
function tellTakenBack(receipts: readonly Receipt[], phrases: Phrases): string {
  const entries = receipts.flatMap((receipt) => receipt.entries);
  const titles = entries.slice(0, MOST_NAMED).map(({ task }) => quoteText(task.title, phrases.quoteMarks));
  const hidden = entries.length - titles.length;
  const names = withoutMarkup(titles.join(', '));
  const kind = phrases.kinds[entries[0]?.kind ?? 'undone'];
  return `${kind}: ${names}${hidden > 0 ? ` ${phrases.andMore(hidden)}` : ''}.`;
}

/** Whether a card that asks about dates asks nothing more; one that a version kept which knew no answers asks once. */
async function isAnswered({ database }: ChatParts, turn: ChatTurn, { basis }: WidgetItem): Promise<boolean> {
  const card = readCardBasis(basis)?.card;
  if (card?.kind !== 'question') return card === undefined;
  const answers = await findAnswers(database, turn, [card]);
  return card.questions.every(({ callId }) => answers.has(callId));
}

function parsePayload<T extends z.ZodType>(schema: T, payload: unknown): z.output<T> {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw new AppError('invalid_request', UNCLEAR);
  return parsed.data;
}
