import { isHidden, withoutBasis } from '../chatkit/protocol/thread-item.ts';
import type { Knex } from '../database/database.ts';
import { Confirmation } from '../models/confirmation.ts';
import { Conversation } from '../models/conversation.ts';
import { Message } from '../models/message.ts';
import type { EventSubjects } from '../models/stored-event.ts';
import { presentTask } from '../tasks/present-task.ts';
import type { Clock } from '../tasks/task-dates.ts';
import { Task } from '../tasks/task.ts';
import type { ChangeEvent } from './wire-event.ts';

/** More than these of a kind are read again sooner than told one by one. */
const MOST_SUBJECTS = 200;

/** Says of what was changed how it is now: what was changed twice is told once, and what is gone as removed. */
export async function describeEvents(
  database: Knex,
  caller: { readonly userId: string } & Clock,
  changes: readonly EventSubjects[],
): Promise<ChangeEvent[]> {
  const tasks = new Set(changes.flatMap((change) => (change.kind === 'tasks' ? change.subjects : [])));
  const messages = byId(changes.flatMap((change) => (change.kind === 'messages' ? change.subjects : [])));
  const confirmations = byId(changes.flatMap((change) => (change.kind === 'confirmations' ? change.subjects : [])));
  const conversations = new Set(changes.flatMap((change) => (change.kind === 'conversations' ? change.subjects : [])));
  if ([tasks, conversations, messages, confirmations].some(({ size }) => size > MOST_SUBJECTS))
    return [{ type: 'refresh' }];
  // The client may read what it is told of while this is under way: items come before the conversation that has them.
  return [
    ...(tasks.size > 0 ? [await describeTasks(database, caller, tasks)] : []),
    ...(messages.size > 0 ? await describeMessages(database, caller.userId, messages) : []),
    ...(confirmations.size > 0
      ? [await describeConfirmations(database, caller.userId, [...confirmations.keys()])]
      : []),
    ...(conversations.size > 0 ? [await describeConversations(database, caller.userId, conversations)] : []),
  ];
}

function byId<S extends { id: string }>(subjects: readonly S[]): Map<string, S> {
  return new Map(subjects.map((subject) => [subject.id, subject]));
}

async function describeTasks(
  database: Knex,
  caller: { readonly userId: string } & Clock,
  ids: ReadonlySet<number>,
): Promise<ChangeEvent> {
  const tasks = await Task.query(database)
    .modify('ownedBy', caller.userId)
    .whereIn('id', [...ids]);
  const there = new Set(tasks.map(({ id }) => id));
  return {
    type: 'tasks.changed',
    tasks: tasks.map((task) => presentTask(task, caller)),
    removed: [...ids].filter((id) => !there.has(id)),
  };
}

async function describeConversations(database: Knex, userId: string, ids: ReadonlySet<string>): Promise<ChangeEvent> {
  const rows = await Conversation.query(database)
    .modify('ownedBy', userId)
    .whereIn('id', [...ids])
    .select('id', 'title', 'createdAt', 'activeAt', 'turnLeaseUntil');
  const there = new Set(rows.map(({ id }) => id));
  return {
    type: 'conversations.changed',
    conversations: rows.map(({ id, title, createdAt, activeAt, turnLeaseUntil }) => ({
      id,
      title,
      created_at: createdAt.toISOString(),
      active_at: activeAt.toISOString(),
      is_answering: turnLeaseUntil !== null && turnLeaseUntil > new Date(),
    })),
    removed: [...ids].filter((id) => !there.has(id)),
  };
}

async function describeMessages(
  database: Knex,
  userId: string,
  subjects: ReadonlyMap<string, { id: string; conversation_id: string }>,
): Promise<ChangeEvent[]> {
  const rows = await Message.query(database)
    .modify('ownedBy', userId)
    .whereIn('itemId', [...subjects.keys()])
    .orderBy('id')
    .select('itemId', 'conversationId', 'itemType', 'item', 'state');
  const there = new Set(rows.map(({ itemId }) => itemId));
  const messages = rows
    .filter(({ item }) => !isHidden(item))
    .map(({ itemId: id, conversationId, itemType, item, state }) => ({
      id,
      conversation_id: conversationId,
      item_type: itemType,
      state,
      // What people wrote may have files, whose addresses are made anew for whoever asks for the item.
      ...(itemType !== 'user_message' && { item: withoutBasis(item) }),
    }));
  const removed = [...subjects.values()].filter(({ id }) => !there.has(id));
  return messages.length + removed.length === 0 ? [] : [{ type: 'messages.changed', messages, removed }];
}

async function describeConfirmations(database: Knex, userId: string, ids: string[]): Promise<ChangeEvent> {
  const rows = await Confirmation.query(database)
    .modify('ownedBy', userId)
    .whereIn('id', ids)
    .select('id', 'conversationId', 'itemId', 'status', 'expiresAt');
  return {
    type: 'confirmations.changed',
    confirmations: rows.map(({ id, conversationId, itemId, status, expiresAt }) => ({
      id,
      conversation_id: conversationId,
      item_id: itemId,
      status,
      expires_at: expiresAt.toISOString(),
    })),
  };
}
