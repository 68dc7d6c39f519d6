import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { phrasesFor } from '../../agent/phrases/phrases.ts';
import { takeChoice } from '../../agent/asking/take-choice.ts';
import { hasChanges, makeReceipts } from '../../agent/receipt.ts';
import type { FinishedCall } from '../../agent/agent-call.ts';
import type { Action } from '../../chatkit/chatkit-handlers.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { ThreadItem, WidgetItem } from '../../chatkit/protocol/thread-item.ts';
import type { ThreadRecord } from '../../chatkit/protocol/thread.ts';
import { AppError } from '../../ground/errors.ts';
import { taskView } from '../../tasks/task-fields.ts';
import { answerConfirmation } from './answer-confirmation.ts';
import type { ChatParts } from './chat-parts.ts';
import { CANCEL_ACTION, CONFIRM_ACTION } from '../cards/confirmation-card.ts';
import type { ChatTurn } from './chat-turn.ts';
import type { Caller } from '../../ground/caller.ts';
import { CHOOSE_ACTION, endedQuestion, withoutQuestion } from '../cards/question-card.ts';
import { receiptCard, receiptText, REDO_ACTION, UNDO_ACTION, withoutUndo } from '../cards/receipt-card.ts';
import { taskListRow, TOGGLE_ACTION } from '../cards/task-list-card.ts';
import { TASKS_CHANGED } from './turn-presenter.ts';

const confirmationPayload = z.object({ id: z.uuid() });
const undoPayload = z.object({ batch_id: z.uuid() });
const choicePayload = z.strictObject({ call_id: z.string().max(100), choice: z.int().nonnegative() });
const togglePayload = z.object({ task_id: z.int().positive(), completed: z.boolean() });
const toggleResult = z.object({ task: taskView });

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
    default:
      throw new AppError('invalid_request', 'There is no such action.');
  }
}

/**
 * Ticks or unticks a task in a list beside whatever streams, and renews its row.
 *
 * @returns the list as it is now; undefined when the action did not come from one.
 */
export async function runSyncAction(
  { tools, conversations, now }: ChatParts,
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

  const { task } = toggleResult.parse(result);
  const row = taskListRow(task, phrasesFor(caller.locale));
  const children: unknown = sender.widget['children'];
  const rows: unknown[] = Array.isArray(children) ? children : [];
  const item: WidgetItem = {
    ...sender,
    widget: { ...sender.widget, children: rows.map((child) => (hasKey(child, row.key) ? row : child)) },
  };
  await conversations.saveItems(thread.id, [item], caller);
  return item;
}

/** The click on a receipt is the person's own: it takes back, or does again, that very change without another question. */
async function* takeBack(
  { tools }: ChatParts,
  turn: ChatTurn,
  action: Action,
  sender: WidgetItem | null,
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const args = parsePayload(undoPayload, action.payload);
  const isRedo = action.type === REDO_ACTION;
  const result = await tools.callTool('undo_last_change', { ...args, user_id: turn.userId }, turn);
  if (!result.success && result.error.code === 'conflict') {
    yield* presenter.text(isRedo ? phrases.redoneAlready : phrases.undoneAlready);
    yield* presenter.close();
    if (sender) yield { type: 'thread.item.replaced', item: { ...sender, widget: withoutUndo(sender.widget) } };
    return;
  }
  if (!result.success) throw new AppError(result.error.code, result.error.message);

  const call: FinishedCall = { callId: 'undo', name: 'undo_last_change', args, result, status: 'succeeded' };
  log.calls.push(call);
  log.hasReceipt = true;
  const receipts = makeReceipts([call]);
  const text = receiptText(receipts, phrases);
  const widget = receiptCard(receipts, phrases);
  if (!hasChanges(receipts)) yield* presenter.text(phrases.nothingToUndo);
  else if (sender) {
    yield* presenter.text(isRedo ? phrases.redone : phrases.undone);
    yield* presenter.close();
    log.said.push(text);
    yield { type: 'thread.item.replaced', item: { ...sender, widget, copy_text: text } };
  } else yield* presenter.card(widget, text);
  yield* presenter.close();
  yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
}

/** The click says what the person meant: the call that was refused is made with it, and its row of buttons goes. */
async function* chooseDate(
  parts: ChatParts,
  turn: ChatTurn,
  action: Action,
  sender: WidgetItem | null,
): AsyncGenerator<TurnEvent> {
  const { phrases, presenter, log } = turn;
  const { call_id: callId, choice } = parsePayload(choicePayload, action.payload);
  const call = await takeChoice(parts, turn, { callId, choice });
  yield* presenter.text(call ? phrases.confirmed : phrases.ended);
  yield* presenter.close();
  const rest = sender && withoutQuestion(sender.widget, callId);
  if (!call) {
    const now = rest ? { widget: rest } : { widget: endedQuestion(phrases), copy_text: phrases.ended };
    if (sender) yield { type: 'thread.item.replaced', item: { ...sender, ...now } };
    return;
  }

  log.calls.push(call);
  log.hasReceipt = true;
  const receipts = makeReceipts([call]);
  const text = receiptText(receipts, phrases);
  const widget = receiptCard(receipts, phrases);
  if (sender && !rest) {
    log.said.push(text);
    yield { type: 'thread.item.replaced', item: { ...sender, widget, copy_text: text } };
  } else {
    if (sender && rest) yield { type: 'thread.item.replaced', item: { ...sender, widget: rest } };
    yield* presenter.card(widget, text);
  }
  yield { type: 'client_effect', name: TASKS_CHANGED, data: {} };
}

function parsePayload<T extends z.ZodType>(schema: T, payload: unknown): z.output<T> {
  const parsed = schema.safeParse(payload);
  if (!parsed.success) throw new AppError('invalid_request', 'That button does not say what it is about.');
  return parsed.data;
}

function hasKey(child: unknown, key: string | undefined): boolean {
  return typeof child === 'object' && child !== null && 'key' in child && child.key === key;
}
