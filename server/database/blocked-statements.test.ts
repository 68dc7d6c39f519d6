import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { addMessage, createThread } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startDatabaseProxy } from '../testing/database-proxy.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';
import { openDatabase } from './database.ts';
import { withinTime } from './within-time.ts';
import { createTestDatabase } from '../testing/test-database.ts';

const model = await startScriptedModel();
const { url: databaseUrl } = await createTestDatabase();
// Its owner may ask the server for other limits than ours: shorter ones here, so that nobody has to wait for them.
const server = await startTestServer({ ...model.environment, DATABASE_URL: `${databaseUrl}&lock_timeout=200` });
const [alice, bob] = [await server.signUp('Alice'), await server.signUp('Bob')];
const outside = new Client({ connectionString: databaseUrl });
await outside.connect();
afterAll(() => outside.end());

async function running(): Promise<number> {
  const { rows } = await outside.query(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()",
  );
  return rows[0].count;
}

async function isSleeping(): Promise<boolean> {
  const { rows } = await outside.query(
    "select from pg_stat_activity where datname = current_database() and state = 'active' and query like 'select pg_sleep%'",
  );
  return rows.length > 0;
}

/** Ten requests of Alice while her row is locked from outside, and Bob's in the meantime. */
async function askWhileLocked(lock: string, values: unknown[], ask: (user: TestUser) => Promise<Response>) {
  await outside.query('begin');
  await outside.query(lock, values);
  const asked = Array.from({ length: 10 }, () => ask(alice));
  const others: number[] = [];
  const done = new AbortController();
  const answers = Promise.all(asked).finally(() => done.abort());
  while (!done.signal.aborted) others.push((await bob.fetch('/tasks', { body: { title: 'water the plants' } })).status);
  const answered = await answers;
  await outside.query('rollback');
  return { answered, others };
}

describe('rows of one person that are locked from outside', { timeout: 90_000 }, () => {
  test.each([
    ['users', 'select from users where id = $1 for update', { body: { title: 'call mum' } }, '/tasks'],
    ['tasks', 'select from tasks where user_id = $1 for update', { method: 'PATCH', body: { title: 'b' } }, '/tasks/1'],
  ])(
    '%s: that person is told to try again, everybody else is served, and all is well afterwards',
    async (_table, lock, init, path) => {
      await alice.fetch('/tasks', { body: { title: 'the first' } });
      const { answered, others } = await askWhileLocked(lock, [alice.id], (user) => user.fetch(path, init));
      expect(answered.map(({ status }) => status)).toEqual(answered.map(() => 503));
      expect(Number(answered[0]?.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(await answered[0]?.json()).toMatchObject({
        code: 'database_unavailable',
        detail: 'That took too long and was stopped. Please try again in a moment.',
      });
      expect(others.length).toBeGreaterThan(0);
      expect(new Set(others)).toEqual(new Set([201]));
      expect(await running()).toBe(0);
      expect((await alice.fetch(path, init)).ok).toBe(true);
    },
  );

  test('conversations: a turn that cannot begin says so, and the next one is answered', async () => {
    const [created] = await createThread(alice, 'hello');
    const { id } = created?.['thread'] as { id: string };
    await outside.query('begin');
    await outside.query('select from conversations where user_id = $1 for update', [alice.id]);
    const turns = Promise.all(Array.from({ length: 5 }, () => addMessage(alice, id, 'and now?').catch(String)));
    expect((await bob.fetch('/tasks', { body: { title: 'feed the cat' } })).status).toBe(201);
    await turns;
    await outside.query('rollback');
    expect((await addMessage(alice, id, 'and now?')).map(({ type }) => type)).not.toContain('error');
  });
});

test('a search in notes of nothing but marks keeps nobody waiting', { timeout: 60_000 }, async () => {
  const marks = 'a' + '\u0315\u0316'.repeat(4_995);
  await outside.query(
    `insert into tasks (user_id, id, title, notes, status, created_at, updated_at)
      select $1, 1000 + n, 'marked', $2, 'pending', now(), now() from generate_series(1, 10) as n`,
    [alice.id, marks],
  );
  const searches = Array.from({ length: 10 }, () => alice.fetch('/tasks?q=zebra%20b'));
  expect((await bob.fetch('/tasks')).status).toBe(200);
  for (const search of await Promise.all(searches)) expect(search.status).toBe(200);
  expect(await running()).toBe(0);
});

describe('a statement', { timeout: 60_000 }, () => {
  const database = openDatabase(databaseUrl, 2);
  afterAll(() => database.destroy());

  test('has limits that the server keeps', async () => {
    for (const setting of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'])
      expect((await database.raw(`show ${setting}`)).rows[0][setting]).toMatch(/^\d+m?s$/);
    expect((await database.raw('show statement_timeout')).rows[0].statement_timeout).toBe('2s');
  });

  test('is ended when nobody waits for it any more, and its connection is used again', async () => {
    const controller = new AbortController();
    const sleeping = withinTime(database, 50_000, (trx) => trx.raw('select pg_sleep(50)'), controller.signal);
    await expect.poll(isSleeping).toBe(true);
    controller.abort();
    await expect(sleeping).rejects.toMatchObject({ code: '57014' });
    expect(await isSleeping()).toBe(false);
    expect((await database.raw('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('whose answer is lost on the way ends with its connection, which nobody gets again', async () => {
    const { proxy, url } = await startDatabaseProxy(databaseUrl);
    const remote = openDatabase(url, 1);
    const connection = await remote.client.acquireConnection();
    // The listener of ours, and less patience.
    connection.connection.stream.setTimeout(200);
    await remote.client.releaseConnection(connection);
    await expect(remote.raw('select pg_sleep(30)')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    const [other] = (await remote.raw('select pg_backend_pid() as pid')).rows;
    expect(other.pid).not.toBe(connection.processID);
    await remote.destroy();
    await proxy.cut();
  });
});
