import { expect, test } from 'vitest';
import { onBehalfOf } from '../database/database.ts';
import { createLogger } from '../ground/logger.ts';
import { insertUser } from '../testing/factories.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { EventFeed } from './event-feed.ts';

const { database, url } = await createTestDatabase();

test('tells whose reminder has become due, and nobody else', async () => {
  const [alice, bob] = [await insertUser(database, { name: 'Alice' }), await insertUser(database, { name: 'Bob' })];
  const feed = new EventFeed(database, url, createLogger('silent'), 100);
  const reminded: string[] = [];
  for (const userId of [alice, bob])
    feed.subscribe({
      userId,
      timeZone: 'UTC',
      wake: () => undefined,
      beat: () => undefined,
      end: () => undefined,
      remind: () => void reminded.push(userId),
    });
  const soon = (ms: number) => new Date(Date.now() + ms);
  await database('tasks').insert([
    { userId: alice, id: 1, title: 'Call', dueAt: soon(300), dueZone: 'UTC' },
    {
      userId: bob,
      id: 1,
      title: 'Done',
      status: 'completed',
      completedAt: new Date(),
      dueAt: soon(300),
      dueZone: 'UTC',
    },
    { userId: bob, id: 2, title: 'Later', dueAt: soon(60_000), dueZone: 'UTC' },
  ]);
  await expect.poll(() => reminded).toEqual([alice]);
  await database('reminder_snoozes').insert({ userId: bob, taskId: 2, dueAt: soon(60_000), until: soon(200) });
  await expect.poll(() => reminded).toEqual([alice, bob]);
  await feed.stop();
});

test('goes on when whoever opened the first stream has left', async () => {
  const userId = await insertUser(database, { name: 'Alice' });
  const feed = new EventFeed(database, url, createLogger('silent'), 100);
  let reminded = 0;
  const stream = {
    userId,
    timeZone: 'UTC',
    wake: () => undefined,
    beat: () => undefined,
    end: () => undefined,
    remind: () => void (reminded += 1),
  };
  const request = new AbortController();
  const leave = onBehalfOf(database, { userId, signal: request.signal }, () => feed.subscribe(stream));
  request.abort();
  leave();
  feed.subscribe(stream);
  const dueAt = new Date(Date.now() + 300);
  await database('tasks').insert({ userId, id: 1, title: 'Call', dueAt, dueZone: 'UTC' });
  await expect.poll(() => reminded).toBe(1);
  await feed.stop();
});
