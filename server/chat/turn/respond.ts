import { randomUUID } from 'node:crypto';
import { instructions } from '../../agent/instructions.ts';
import { allowsRetry, isRefusedRequest } from '../../agent/model/model-error.ts';
import { phrasesFor } from '../../agent/phrases/phrases.ts';
import { makeReceipts } from '../../agent/receipt.ts';
import type { AgentOutcome, AgentTurn } from '../../agent/run-agent.ts';
import { StreamError } from '../../chatkit/protocol/stream-error.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import { AppError } from '../../ground/errors.ts';
import { TaskChange } from '../../tasks/task-change.ts';
import { answerInWords } from './answer-confirmation.ts';
import { closeLate } from './close-late.ts';
import type { ChatParts } from './chat-parts.ts';
import { concludeTurn, showReceipts } from './conclude-turn.ts';
import { makeTitle } from './make-title.ts';
import type { ParleyContext } from '../store/parley-context.ts';
import { presentAgent } from './present-agent.ts';
import { readMessage, saidSince } from './read-message.ts';
import { readAttachments, withFiles } from './read-attachments.ts';
import { conversationLocale } from './spoken-locale.ts';
import { toModelTurns, userText } from './to-model-turns.ts';
import { TurnPresenter } from './turn-presenter.ts';
import { loadTurnRecords, type TurnRecords } from '../store/turn-records.ts';
import type { TurnScope } from './turn-scope.ts';

/** Answers a message: as the reply to a confirmation if it is one, with the agent otherwise. */
export async function* respond(
  parts: ChatParts,
  thread: TurnThread,
  message: UserMessageItem,
  request: ParleyContext,
): AsyncGenerator<TurnEvent> {
  const text = userText(message);
  const spoken = { ...request, locale: conversationLocale(thread.history, request.locale) };
  if (thread.title === null) thread.title = makeTitle(text) ?? null;
  const load = () =>
    loadTurnRecords(parts.statements, {
      conversationId: thread.id,
      itemId: message.id,
      userId: spoken.userId,
      endpoint: parts.model.endpoint,
      now: parts.now(),
    });
  let records = await load();
  if (records.asked.some(({ state }) => state === 'late')) {
    for (const item of await closeLate(parts, thread.id, spoken)) yield { type: 'thread.item.replaced', item };
    records = await load();
  }
  const context = {
    ...spoken,
    batchId: (await findBatchToGoOnWith(parts, message, records, spoken)) ?? spoken.batchId,
  };

  const reading = readMessage(message, records.asked, saidSince(thread.history, message));
  if (reading.kind !== 'message') {
    yield* answerInWords(parts, thread, reading, context);
    return;
  }
  const phrases = phrasesFor(context.locale);
  const presenter = new TurnPresenter(thread, phrases, context.log);
  yield* converse(
    { parts, thread, context, phrases, presenter, messageId: records.messageId, now: parts.now() },
    message,
    records,
  );
}

/** What a turn that is run again changes belongs to what its first run changed, unless that was taken back since. */
async function findBatchToGoOnWith(
  { database }: ChatParts,
  message: UserMessageItem,
  { calls }: TurnRecords,
  { userId }: ParleyContext,
): Promise<string | undefined> {
  const [batchId] = calls
    .filter(({ item_id, name }) => item_id === message.id && name !== 'undo_last_change')
    .flatMap(({ result }) => (typeof result?.['batch_id'] === 'string' ? [result['batch_id']] : []));
  if (batchId === undefined) return undefined;
  const end = await TaskChange.findEndOfChain(database, userId, batchId);
  return end?.batchId === batchId ? batchId : undefined;
}

async function* converse(scope: TurnScope, message: UserMessageItem, records: TurnRecords): AsyncGenerator<TurnEvent> {
  const { parts, context, presenter } = scope;
  const isRepeated = records.calls.some(({ item_id }) => item_id === message.id);
  if (isRepeated) await parts.confirmations.dropProposalsOf(records.messageId, context.userId);
  try {
    const outcome = yield* askWithFiles(scope, message, records, isRepeated ? randomUUID() : undefined);
    yield* concludeTurn(scope, outcome);
  } catch (error) {
    // What was said and done stays; then the failure is told.
    yield* presenter.breakOff();
    if (!context.log.hasReceipt) yield* showReceipts(scope, makeReceipts(context.log.calls));
    throw toStreamError(error);
  }
}

/** Not every model can look at pictures, and none says so before it is asked: then it is asked again without them. */
async function* askWithFiles(
  scope: TurnScope,
  message: UserMessageItem,
  records: TurnRecords,
  retry: string | undefined,
): AsyncGenerator<TurnEvent, AgentOutcome> {
  const { parts, thread, context, phrases, messageId, now } = scope;
  const { isOffline } = parts.model;
  const files = await readAttachments(parts.attachments, message, context.userId);
  const cannotRead: TurnEvent = { type: 'notice', level: 'warning', message: phrases.cannotReadFiles };
  if (isOffline ? message.attachments.length > 0 : files.unreadable.length > 0) yield cannotRead;

  const turns = toModelTurns(thread.history, records, parts.historyTokens);
  const turn = (withImages: boolean): AgentTurn => ({
    context,
    conversationId: thread.id,
    messageId,
    batchId: context.batchId,
    now,
    ...(retry === undefined ? {} : { retry }),
    conversation: {
      instructions: instructions(context, now),
      turns: isOffline ? turns : withFiles(turns, files, { withImages }),
    },
  });

  const hasImages = !isOffline && files.images.length > 0;
  try {
    return yield* presentAgent(scope, turn(hasImages));
  } catch (error) {
    if (!hasImages || !isRefusedRequest(error) || context.log.calls.length > 0) throw error;
    yield cannotRead;
    return yield* presentAgent(scope, turn(false));
  }
}

/** A failure that the user can be told about; anything else stays what it is, for the log. */
export function toStreamError(error: unknown): unknown {
  return error instanceof AppError
    ? new StreamError(error.message, { allowRetry: allowsRetry(error), cause: error })
    : error;
}
