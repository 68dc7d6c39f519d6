import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../ground/errors.ts';
import { startDatabaseProxy } from '../testing/database-proxy.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { startTestServer } from '../testing/test-server.ts';
import { toDatabaseError, UNCODED_FAILURES } from './database-errors.ts';

const SECRET = 'see the divorce lawyer';
const { database, url } = await createTestDatabase();
const { proxy, url: proxiedUrl } = await startDatabaseProxy(url);
const log: string[] = [];
const server = await startTestServer(
  { DATABASE_URL: proxiedUrl, LOG_LEVEL: 'trace' },
  { write: (line) => log.push(line) },
);
const alice = await server.signUp();
const outside = new Client({ connectionString: url });
await outside.connect();
afterAll(() => outside.end());

/** The backends that wait for a lock; asked on another connection, whose view of this does not stay the same. */
async function waitingBackends(): Promise<number[]> {
  const { rows } = await database.raw<{ rows: { pid: number }[] }>(
    "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.map(({ pid }) => pid);
}

describe('a failing statement leaves no text of a person in the log', { timeout: 40_000 }, () => {
  beforeEach(() => {
    log.length = 0;
  });
  const expectNothingSaid = () => {
    expect(log.join('')).toContain('request failed');
    expect(log.join('')).not.toContain(SECRET);
  };

  test.each<[string, () => unknown]>([
    ['its connection breaks', () => proxy.cut()],
    [
      'the server ends its connection',
      async () =>
        database.raw('select pg_terminate_backend(pid) from unnest(?::int[]) as pid', [await waitingBackends()]),
    ],
    ['it may wait no longer', () => undefined],
  ])('when %s', async (_how, fail) => {
    await outside.query('begin');
    await outside.query('lock table tasks, messages');
    const asked = [
      alice.fetch('/tasks', { body: { title: SECRET, notes: SECRET } }),
      alice.fetch(`/tasks?tag=${encodeURIComponent(SECRET)}`),
      alice.fetch(`/tasks?q=${encodeURIComponent(SECRET)}`),
      alice.fetch('/chat', { body: { message: SECRET } }),
    ];
    await expect.poll(waitingBackends).toHaveLength(asked.length);
    await fail();
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 503));
    await outside.query('rollback');
    await proxy.mend();
    expectNothingSaid();
  });

  test('when a row is refused', async () => {
    await outside.query('alter table tasks add constraint broken check (title is null)');
    expect((await alice.fetch('/tasks', { body: { title: SECRET, notes: SECRET } })).status).toBe(500);
    expectNothingSaid();
  });
});

describe('what the database refuses', () => {
  const refuse = async (sql: string) => toDatabaseError(await database.raw(sql).catch((error: unknown) => error));

  test.each(['select nothing from tasks', 'select * from nothing', 'selct'])('is a bug of ours: %s', async (sql) => {
    expect(await refuse(sql)).not.toBeInstanceOf(AppError);
  });

  test.each(['40001', '40P01', '55P03', '57014', '57P01', '53100'])('is worth another try: %s', async (state) => {
    const raised = `do $$ begin raise exception 'no' using errcode = '${state}'; end $$`;
    expect(await refuse(raised)).toMatchObject({ code: 'database_unavailable', retryAfter: 2 });
  });

  test('is told without the values of the statement, also where a question mark is an operator', async () => {
    const error: unknown = await database
      .raw(String.raw`select jsonb '{}' \? 'a' and ? = nothing`, [SECRET])
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('column "nothing" does not exist');
    expect(String(error)).not.toContain(SECRET);
  });
});

test.each(Object.entries(UNCODED_FAILURES))('%s still words a lost connection as it is told by', (name, texts) => {
  const folder = dirname(createRequire(import.meta.url).resolve(name));
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.includes('node_modules'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  expect(texts.filter((text) => !new RegExp(`['"\`]${text}['"\`]`).test(sources))).toEqual([]);
});
