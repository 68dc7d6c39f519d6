import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { insertUser } from '../../testing/factories.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import {
  createConversationStatement,
  retryTurnStatement,
  readTurnStatement,
  takeTurnStatement,
} from './begin-turn-statement.ts';
import { commitTurnStatement, saveItemsStatement } from './commit-turn-statement.ts';
import { listConversationsStatement, loadConversationStatement, readConversationStatement } from './read-statements.ts';
import type { Sql } from './sql.ts';

const { database } = await createTestDatabase();
const userId = await insertUser(database);
let threadId = '';
let itemId = '';
const lease = { threadId: '', token: randomUUID(), milliseconds: 10_000 };

beforeAll(async () => {
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
 * Runs a statement as a prepared one is run in the long run, with a plan for any values, and takes it back.
 * @returns what its plan read.
 */
async function explain({ text, values }: Sql): Promise<{ scans: string[]; rows: number }> {
  const transaction = await database.transaction();
  let count = 0;
  const prepared = text.replaceAll('?', () => `$${(count += 1)}`);
  await transaction.raw(`set local plan_cache_mode = force_generic_plan; prepare probe as ${prepared}`);
  const execute = `explain (analyze, format json) execute probe (${values.map(() => '?').join(', ')})`;
  const { rows } = await transaction.raw(transaction.raw(execute, [...values]).toQuery());
  await transaction.raw('deallocate probe');
  await transaction.rollback();
  const scans: string[] = [];
  let read = 0;
  const visit = (node: Record<string, unknown>) => {
    if (node['Node Type'] === 'Seq Scan') scans.push(String(node['Relation Name']));
    if (String(node['Node Type']).includes('Scan') && 'Relation Name' in node) {
      read +=
        (Number(node['Actual Rows']) + Number(node['Rows Removed by Filter'] ?? 0)) * Number(node['Actual Loops']);
    }
    for (const child of (node['Plans'] ?? []) as Record<string, unknown>[]) visit(child);
  };
  visit(rows[0]['QUERY PLAN'][0].Plan);
  return { scans, rows: read };
}

const page = (order: 'asc' | 'desc', after?: string) => ({ limit: 20, order, ...(after && { after }) });
const take = (start: Parameters<typeof takeTurnStatement>[1]) => takeTurnStatement(lease, start, userId, 50);

const statements: Record<string, () => Sql> = {
  'threads.create': () => {
    const message = createMessage();
    const start = { kind: 'create' as const, createdAt: message.created_at, message, attachmentIds: [] };
    return createConversationStatement({ ...lease, threadId: randomUUID() }, start, userId);
  },
  'threads.add_user_message': () => take({ kind: 'message', message: createMessage(), attachmentIds: [] }),
  'threads.custom_action': () => take({ kind: 'load', itemId, activeOnly: false }),
  'threads.retry_after_item': () => take({ kind: 'retry', itemId }),
  'the beginning of a retry': () => retryTurnStatement(threadId, itemId, { historySize: 50, keepsLater: false }),
  'the beginning of a late answer': () => retryTurnStatement(threadId, itemId, { historySize: 50, keepsLater: true }),
  'the beginning of a turn that had to wait': () => readTurnStatement(threadId, itemId, 50),
  'the end of a turn': () => commitTurnStatement(lease, { items: [createMessage()], release: true }, userId),
  'a checkpoint': () => commitTurnStatement(lease, { drafts: [createMessage()] }, userId),
  'a removal': () => commitTurnStatement(lease, { remove: [itemId] }, userId),
  'a synchronous action': () => saveItemsStatement(threadId, [createMessage()], userId),
  'threads.sync_custom_action': () => loadConversationStatement(threadId, itemId, userId),
  'threads.get_by_id': () => readConversationStatement(threadId, page('asc'), userId),
  'items.list': () => readConversationStatement(threadId, page('desc'), userId),
  'items.list, next page': () => readConversationStatement(threadId, page('desc', itemId), userId),
  'items.list, next page forwards': () => readConversationStatement(threadId, page('asc', itemId), userId),
  'threads.list': () => listConversationsStatement(page('desc'), userId),
  'threads.list, next page': () => listConversationsStatement(page('desc', threadId), userId),
  'threads.list, next page backwards': () => listConversationsStatement(page('asc', threadId), userId),
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
    const { scans, rows } = await explain(statement());
    expect(scans).toEqual([]);
    expect(rows).toBeLessThan(120);
  });
});
