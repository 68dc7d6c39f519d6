import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import type { Knex } from '../../database/database.ts';
import { insertUser } from '../../testing/factories.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { ORDINARY_ROOM } from './conversation-quota.ts';
import { createConversation, readTurn, retryTurn, takeTurn } from './begin-turn.ts';
import { commitTurn, saveItems } from './commit-turn.ts';
import { findConversation, listConversations } from './kept-conversation.ts';

const { database } = await createTestDatabase();
const userId = await insertUser(database);
let threadId = '';
let itemId = '';
const lease = { threadId: '', token: randomUUID(), milliseconds: 10_000 };

beforeAll(async () => {
  await database.raw(
    "insert into users (id, name, email) select 'user ' || n, 'x', n || '@example.com' from generate_series(1, 3000) as n",
  );
  const conversations = `insert into conversations (id, user_id, created_at)
    select gen_random_uuid(), ?, now() - n * interval '1 minute' from generate_series(1, 2000) as n`;
  await database.raw(conversations, [userId]);
  // One conversation is long, so that a plan that reads all of it would stand out too.
  await database.raw(`insert into messages (item_id, conversation_id, user_id, item_type, item)
    select 'msg_' || gen_random_uuid(), id, user_id, 'user_message', '{"id":"x","type":"user_message"}'
    from conversations, generate_series(1, 10) as n`);
  const [{ id }] = await database('conversations').select('id').limit(1);
  threadId = id;
  lease.threadId = id;
  await database.raw(
    `insert into messages (item_id, conversation_id, user_id, item_type, item)
      select 'msg_' || gen_random_uuid(), ?, ?, 'user_message', '{"id":"x","type":"user_message"}'
      from generate_series(1, 20000) as n`,
    [threadId, userId],
  );
  const [first] = await database('messages').select('itemId').where({ conversationId: threadId }).orderBy('id', 'desc');
  itemId = first.itemId;
  await database.raw('analyze');
});

function createMessage(): UserMessageItem {
  return {
    id: createItemId('user_message'),
    thread_id: threadId,
    created_at: new Date().toISOString(),
    type: 'user_message',
    content: [],
    attachments: [],
    inference_options: {},
  };
}

/**
 * Runs a statement, and then as a prepared one is run in the long run, with a plan for any values; takes both back.
 * @returns what its plan read.
 */
async function explain(run: (database: Knex) => Promise<unknown>): Promise<{ scans: string[]; rows: number }> {
  const transaction = await database.transaction();
  const { sql, bindings } = await record(transaction, run);
  await transaction.raw('set local plan_cache_mode = force_generic_plan');
  await transaction.raw(transaction.raw(`prepare probe as ${sql.replaceAll('?', '\\\\?')}`).toQuery());
  const execute = `explain (analyze, format json) execute probe (${bindings.map(() => '?').join(', ')})`;
  const { rows } = await transaction.raw(transaction.raw(execute, [...bindings]).toQuery());
  await transaction.raw('deallocate probe');
  await transaction.rollback();
  const scans: string[] = [];
  let read = 0;
  const visit = (node: Record<string, unknown>) => {
    if (node['Node Type'] === 'Seq Scan' && node['Actual Loops'] !== 0) scans.push(String(node['Relation Name']));
    if (String(node['Node Type']).includes('Scan') && 'Relation Name' in node) {
      read +=
        (Number(node['Actual Rows']) + Number(node['Rows Removed by Filter'] ?? 0)) * Number(node['Actual Loops']);
    }
    for (const child of (node['Plans'] ?? []) as Record<string, unknown>[]) visit(child);
  };
  visit(rows[0]['QUERY PLAN'][0].Plan);
  return { scans, rows: read };
}

/** @returns the one statement that was run, which is taken back. */
async function record(
  transaction: Knex.Transaction,
  run: (database: Knex) => Promise<unknown>,
): Promise<{ sql: string; bindings: readonly Knex.RawBinding[] }> {
  const statements: { sql: string; bindings: readonly Knex.RawBinding[] }[] = [];
  const savepoint = await transaction.transaction();
  savepoint.on('query', (statement) => statements.push(statement));
  await run(savepoint);
  savepoint.removeAllListeners('query');
  await savepoint.rollback();
  const [statement, ...others] = statements;
  if (!statement || others.length > 0) throw new Error('it is not one statement');
  return statement;
}

const page = (order: 'asc' | 'desc', after?: string) => ({ limit: 20, order, ...(after && { after }) });
const take = (start: Parameters<typeof takeTurn>[2]) => (on: Knex) =>
  takeTurn(on, lease, start, { userId, historySize: 50, quota: ORDINARY_ROOM });
const read = (what: Parameters<typeof findConversation>[3]) => (on: Knex) =>
  findConversation(on, threadId, userId, what);
const commit = (writes: Parameters<typeof commitTurn>[2]) => (on: Knex) => commitTurn(on, lease, writes, userId);

const statements: Record<string, (on: Knex) => Promise<unknown>> = {
  'threads.create': (on) => {
    const message = createMessage();
    const start = { kind: 'create' as const, createdAt: message.created_at, title: null, message, attachmentIds: [] };
    return createConversation(on, { ...lease, threadId: randomUUID() }, start, { userId, quota: ORDINARY_ROOM });
  },
  'threads.add_user_message': (on) => take({ kind: 'message', message: createMessage(), attachmentIds: [] })(on),
  'threads.custom_action': (on) => take({ kind: 'load', itemId, activeOnly: false })(on),
  'threads.retry_after_item': (on) => take({ kind: 'retry', itemId })(on),
  'the beginning of a retry': (on) => retryTurn(on, threadId, itemId, { historySize: 50, keepsLater: false }),
  'the beginning of a late answer': (on) => retryTurn(on, threadId, itemId, { historySize: 50, keepsLater: true }),
  'the beginning of a turn that had to wait': (on) => readTurn(on, threadId, itemId, 50),
  'the end of a turn': (on) => commit({ items: [createMessage()], release: true })(on),
  'a checkpoint': (on) => commit({ drafts: [createMessage()] })(on),
  'a removal': (on) => commit({ remove: [itemId] })(on),
  'a synchronous action': (on) => saveItems(on, threadId, [createMessage()], userId),
  'threads.sync_custom_action': (on) => read({ itemId })(on),
  'threads.get_by_id': (on) => read({ page: page('asc') })(on),
  'items.list': (on) => read({ page: page('desc') })(on),
  'items.list, next page': (on) => read({ page: page('desc', itemId) })(on),
  'items.list, next page forwards': (on) => read({ page: page('asc', itemId) })(on),
  'threads.list': (on) => listConversations(on, page('desc'), userId),
  'threads.list, next page': (on) => listConversations(on, page('desc', threadId), userId),
  'threads.list, next page backwards': (on) => listConversations(on, page('asc', threadId), userId),
};

/** The deepest read of each table that the newest calls, the oldest twin and a deletion's followers need. */
const lookups: Record<string, [query: string, index: string]> = {
  'the newest calls of a conversation': [
    `select id from tool_calls where conversation_id = '${randomUUID()}' order by started_at desc, call_id desc limit 100`,
    'tool_calls_in_order',
  ],
  'the oldest open task of a title': [
    "select min(id) from tasks where user_id = 'somebody' and status = 'pending' and lower(title) = lower('Call mum')",
    'tasks_by_title_in_order',
  ],
  'the feedback of a message': ["delete from message_feedback where item_id = 'msg_1'", 'message_feedback_of_item'],
};

test.each(Object.entries(lookups))('%s is found by its index', async (_name, [query, index]) => {
  const transaction = await database.transaction();
  await transaction.raw(
    'set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off',
  );
  const { rows } = await transaction.raw(`explain ${query}`);
  await transaction.rollback();
  expect(JSON.stringify(rows)).toContain(index);
});

describe('with many conversations and messages', () => {
  test.each(Object.entries(statements))('%s reads by index, and no more than a page', async (_name, statement) => {
    const { scans, rows } = await explain(statement);
    expect(scans).toEqual([]);
    expect(rows).toBeLessThan(120);
  });
});
