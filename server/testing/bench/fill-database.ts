import { Client } from 'pg';

const ITEMS = 50;
/** So many conversations are the first user's, however many there are. */
const FIRST_USERS = 20;

/**
 * Fills the database of a server with conversations of 50 items each, which lie between one another as those of people
 * who talk at the same time.
 *
 * @param messages how many there are in all.
 * @returns the conversations of the first user that are the same however many others there are.
 */
export async function fillHistory(databaseUrl: string, userIds: string[], messages: number): Promise<string[]> {
  return fill(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into conversations (id, user_id, title, created_at, active_at)
        select gen_random_uuid(), ($1::text[])[case when n <= ${FIRST_USERS} then 1 else 1 + n % $2 end],
          'Conversation ' || n, now() - n * interval '1 minute', now() - n * interval '1 minute'
        from generate_series(1, $3::int) as n returning id`,
      [userIds, userIds.length, messages / ITEMS],
    );
    // Foreign keys are right, and looking them up is most of the time.
    await client.query('set session_replication_role = replica');
    await client.query(`insert into messages (item_id, conversation_id, user_id, item_type, item)
      select item_id, conversation_id, user_id, item_type, jsonb_build_object('id', item_id,
        'thread_id', conversation_id, 'type', item_type, 'created_at', '2026-11-20T09:00:00.000Z') || content
      from (
        select 'msg_' || md5(conversations.id::text || n) as item_id, conversations.id as conversation_id, user_id,
          case n % 2 when 1 then 'user_message' else 'assistant_message' end as item_type,
          case n % 2 when 1 then ${USER_CONTENT} else ${ASSISTANT_CONTENT} end as content
        from generate_series(1, ${ITEMS}) as n, conversations order by n
      ) as items`);
    return rows.slice(0, FIRST_USERS).map(({ id }) => id);
  });
}

/** Gives a user open tasks. */
export async function fillTasks(databaseUrl: string, userId: string, tasks: number): Promise<void> {
  await fill(databaseUrl, async (client) => {
    await client.query(
      `insert into tasks (user_id, id, title, due_at, due_zone, due_on)
        select $1, n, 'Call customer ' || n || ' back',
          case when n % 2 = 0 then now() + n * interval '1 hour' end, case when n % 2 = 0 then 'UTC' end,
          case when n % 2 = 1 then current_date + n / 24 end
        from generate_series(1, $2::int) as n`,
      [userId, tasks],
    );
    await client.query('update users set task_counter = $2 where id = $1', [userId, tasks]);
  });
}

const USER_CONTENT = `'{"content":[{"type":"input_text","text":"What have I got to do on Friday, and can it wait?"}],
  "attachments":[],"inference_options":{}}'::jsonb`;
const ASSISTANT_CONTENT = `'{"content":[{"type":"output_text",
  "text":"Three things: call the bank, water the plants, book the train. All of them can wait.","annotations":[]}]}'::jsonb`;

/** Leaves the database as one that has had its rows for long. */
async function fill<T>(databaseUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const result = await work(client);
    await client.query('vacuum analyze');
    await client.query('checkpoint');
    return result;
  } finally {
    await client.end();
  }
}
