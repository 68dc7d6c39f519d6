import type { FinishedCall } from '../../agent/agent-call.ts';
import { makeReceipts, type Receipt } from '../../agent/receipt.ts';
import type { Knex } from '../../database/database.ts';
import { toolResult } from '../../mcp/tool-result.ts';
import { Confirmation, proposedTasks } from '../../models/confirmation.ts';
import { Message } from '../../models/message.ts';
import { ToolCall } from '../../models/tool-call.ts';
import { previewUndos, type BatchState } from '../../tasks/changes/preview-undos.ts';
import { presentTask } from '../../tasks/present-task.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import type { TaskView } from '../../tasks/task-fields.ts';
import type { Task } from '../../tasks/task.ts';
import type { CardContent, WordsBasis } from './card-basis.ts';
import { findAnswers } from './find-answers.ts';

/** Who reads the cards of a conversation, and when and where. */
export interface CardReader extends Clock {
  readonly userId: string;
  readonly conversationId: string;
}

/** What is so now of all that some cards are about. */
export interface CardFacts {
  readonly reader: CardReader;
  readonly tasks: ReadonlyMap<number, Task>;
  /** A task as it is shown in a language; undefined when it is gone. */
  readonly view: (taskId: number, locale: string) => TaskView | undefined;
  readonly batches: ReadonlyMap<string, BatchState>;
  readonly confirmations: ReadonlyMap<string, Confirmation>;
  /** What confirmed proposals came to, by the proposal. */
  readonly confirmed: ReadonlyMap<string, readonly Receipt[]>;
  /** What was answered, by the call that had been refused; null when that cannot be told in words. */
  readonly answers: ReadonlyMap<string, string | null>;
  /** Item id of what the person said last, where a card depends on that. */
  readonly lastSaid: string | undefined;
}

/** Reads, in as many statements as there are kinds of things the cards are about, how those are. */
export async function readCardFacts(
  database: Knex,
  reader: CardReader,
  cards: readonly CardContent[],
  words: readonly WordsBasis[] = [],
): Promise<CardFacts> {
  const [confirmations, answers, lastSaid] = await Promise.all([
    findConfirmations(database, reader, cards, words),
    findAnswers(database, reader, cards),
    cards.some(({ kind }) => kind === 'choices') ? findLastSaid(database, reader) : undefined,
  ]);
  const confirmed = await findConfirmed(database, reader, confirmations);
  const receipts = [
    ...cards.flatMap((card) => (card.kind === 'receipts' ? card.receipts : [])),
    ...[...confirmed.values()].flat(),
  ];
  const batchIds = [
    ...receipts.flatMap(({ batchId }) => batchId ?? []),
    ...words.flatMap(({ batches }) => batches.map(({ id }) => id)),
  ];
  const taskIds = new Set([
    ...cards.flatMap(namedTasks),
    ...receipts.flatMap(({ entries, skipped }) => [
      ...entries.map(({ task }) => task.id),
      ...skipped.map(({ taskId }) => taskId),
    ]),
    ...[...confirmations.values()].flatMap(({ calls }) => calls.flatMap(proposedTasks).map(({ taskId }) => taskId)),
    ...words.flatMap(({ tasks }) => tasks.map(({ id }) => id)),
  ]);
  const { batches, tasks } = await previewUndos(database, reader.userId, [...new Set(batchIds)], [...taskIds]);
  return { reader, tasks, view: viewOnce(tasks, reader), batches, confirmations, confirmed, answers, lastSaid };
}

async function findLastSaid(database: Knex, { userId, conversationId }: CardReader): Promise<string | undefined> {
  const last = await Message.query(database)
    .modify('ownedBy', userId)
    .where({ conversationId, itemType: 'user_message' })
    .orderBy('id', 'desc')
    .first()
    .select('itemId');
  return last?.itemId;
}

/** The same tasks stand in several cards: each is put into words once. */
function viewOnce(tasks: ReadonlyMap<number, Task>, reader: CardReader): CardFacts['view'] {
  const views = new Map<string, TaskView>();
  return (taskId, locale) => {
    const task = tasks.get(taskId);
    const key = `${taskId} ${locale}`;
    const view = views.get(key) ?? (task && presentTask(task, { ...reader, locale }));
    if (view) views.set(key, view);
    return view;
  };
}

function namedTasks(card: CardContent): number[] {
  if (card.kind === 'list') return card.tasks.map(({ id }) => id);
  return card.kind === 'question' ? card.questions.flatMap(({ taskId }) => taskId ?? []) : [];
}

async function findConfirmations(
  database: Knex,
  { userId }: CardReader,
  cards: readonly CardContent[],
  words: readonly WordsBasis[],
): Promise<Map<string, Confirmation>> {
  const ids = [
    ...cards.flatMap((card) => (card.kind === 'confirmation' ? [card.id] : [])),
    ...words.flatMap(({ confirmations }) => confirmations),
  ];
  if (ids.length === 0) return new Map();
  const rows = await Confirmation.query(database).modify('ownedBy', userId).whereIn('id', ids);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The calls that a yes let run were recorded under the ids they were proposed with. */
async function findConfirmed(
  database: Knex,
  { userId, conversationId }: CardReader,
  confirmations: ReadonlyMap<string, Confirmation>,
): Promise<Map<string, Receipt[]>> {
  const asked = [...confirmations.values()].filter(({ status }) => status === 'confirmed');
  const callIds = asked.flatMap(({ calls }) => calls.map(({ callId }) => callId));
  if (callIds.length === 0) return new Map();
  const rows = await ToolCall.query(database)
    .modify('ownedBy', userId)
    .where({ conversationId, status: 'succeeded' })
    .whereIn('callId', callIds);
  const byId = new Map(rows.map((row) => [row.callId, row]));
  return new Map(
    asked.map(({ id, calls }) => [
      id,
      makeReceipts(calls.flatMap(({ callId }) => toFinishedCall(byId.get(callId)) ?? [])),
    ]),
  );
}

function toFinishedCall(row: ToolCall | undefined): FinishedCall | undefined {
  if (!row) return undefined;
  const { callId, name, arguments: args } = row;
  return { callId, name, args, result: toolResult.parse(row.result), status: 'succeeded' };
}
