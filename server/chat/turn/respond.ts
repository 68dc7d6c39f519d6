import { randomUUID } from 'node:crypto';
import { instructions } from '../../agent/instructions.ts';
import { allowsRetry, isRefusedRequest } from '../../agent/model/model-error.ts';
import type { AgentOutcome, AgentQuestion } from '../../agent/run-agent.ts';
import { StreamError } from '../../chatkit/protocol/stream-error.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { AppError } from '../../ground/errors.ts';
import { TaskChange } from '../../tasks/task-change.ts';
import { answerInWords } from './answer-confirmation.ts';
import { closeLate } from './close-late.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatTurn } from './chat-turn.ts';
import { concludeTurn, showOutcome } from './conclude-turn.ts';
import { titleOf } from './make-title.ts';
import { presentAgent } from './present-agent.ts';
import { closeOffers, isOffered } from '../cards/offered-answers.ts';
import { readMessage, saidSince, type MessageReading } from './read-message.ts';
import { readAttachments, withFiles } from './read-attachments.ts';
import { toModelTurns } from './to-model-turns.ts';
import { loadTurnRecords, type TurnRecords } from '../store/turn-records.ts';

/** Answers a message: as the reply to a confirmation if it is one, with the agent otherwise. */
export async function* respond(parts: ChatParts, begun: ChatTurn, message: UserMessageItem): AsyncGenerator<TurnEvent> {
  const { thread } = begun;
  // The first message said nothing to go by.
  if (thread.title === null) thread.title = titleOf(message);
  const load = () => loadTurnRecords(parts.database, begun, { itemId: message.id, endpoint: parts.model.endpoint });
  let records = await load();
  if (records.asked.some(({ state }) => state === 'late')) {
    for (const item of await closeLate(parts.confirmations, begun)) yield { type: 'thread.item.replaced', item };
    records = await load();
  }
  const turn = { ...begun, batchId: (await findBatchToGoOnWith(parts, begun, message, records)) ?? begun.batchId };

  yield* closeOffers(thread.history, message);
  const reading: MessageReading = isOffered(thread.history, message)
    ? { kind: 'message' }
    : readMessage(message, records.asked, saidSince(thread.history, message));
  if (reading.kind === 'message') yield* converse(parts, turn, message, records);
  else yield* answerInWords(parts, turn, reading);
}

/** What a turn that is run again changes belongs to what its first run changed, unless that was taken back since. */
async function findBatchToGoOnWith(
  { database }: ChatParts,
  { userId }: ChatTurn,
  message: UserMessageItem,
  { calls }: TurnRecords,
): Promise<string | undefined> {
  const [batchId] = calls
    .filter(({ item_id, name }) => item_id === message.id && name !== 'undo_last_change')
    .flatMap(({ result }) => (typeof result?.['batch_id'] === 'string' ? [result['batch_id']] : []));
  if (batchId === undefined) return undefined;
  const end = (await TaskChange.findEndsOfChains(database, userId, [batchId])).get(batchId);
  return end?.batchId === batchId ? batchId : undefined;
}

async function* converse(
  parts: ChatParts,
  turn: ChatTurn,
  message: UserMessageItem,
  records: TurnRecords,
): AsyncGenerator<TurnEvent> {
  const { presenter, log } = turn;
  const isRepeated = records.calls.some(({ item_id }) => item_id === message.id);
  if (isRepeated) await parts.confirmations.dropProposalsOf(records.messageId, turn.userId);
  try {
    const outcome = yield* askWithFiles(parts, turn, message, records, isRepeated ? randomUUID() : undefined);
    yield* concludeTurn(parts, turn, { messageId: records.messageId, itemId: message.id }, outcome);
  } catch (error) {
    // What was said and done stays; then the failure is told.
    yield* presenter.breakOff();
    if (!log.hasReceipt) yield* showOutcome(parts, turn);
    throw toStreamError(error);
  }
}

/** Not every model can look at pictures, and none says so before it is asked: then it is asked again without them. */
async function* askWithFiles(
  parts: ChatParts,
  turn: ChatTurn,
  message: UserMessageItem,
  records: TurnRecords,
  retry: string | undefined,
): AsyncGenerator<TurnEvent, AgentOutcome> {
  const { isOffline } = parts.model;
  const files = await readAttachments(parts.attachments, message, turn.userId);
  const cannotRead: TurnEvent = { type: 'notice', level: 'warning', message: turn.phrases.cannotReadFiles };
  if (isOffline ? message.attachments.length > 0 : files.unreadable.length > 0) yield cannotRead;

  const turns = toModelTurns(turn.thread.history, records, parts.historyTokens);
  const question = (withImages: boolean): AgentQuestion => ({
    messageId: records.messageId,
    ...(retry === undefined ? {} : { retry }),
    conversation: {
      instructions: instructions(turn),
      turns: isOffline ? turns : withFiles(turns, files, { withImages }),
    },
  });

  const hasImages = !isOffline && files.images.length > 0;
  try {
    return yield* presentAgent(parts, turn, question(hasImages));
  } catch (error) {
    if (!hasImages || !isRefusedRequest(error) || turn.log.calls.length > 0) throw error;
    yield cannotRead;
    return yield* presentAgent(parts, turn, question(false));
  }
}

/** A failure that the user can be told about; anything else stays what it is, for the log. */
export function toStreamError(error: unknown): unknown {
  return error instanceof AppError
    ? new StreamError(error.message, { allowRetry: allowsRetry(error), cause: error })
    : error;
}
