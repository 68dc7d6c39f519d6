import { expect, test } from 'vitest';
import { createId } from '../../chatkit/protocol/item-id.ts';
import { AttachmentRow } from '../../models/attachment-row.ts';
import { insertUser } from '../../testing/factories.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { AttachmentStore } from './attachment-store.ts';

const { database } = await createTestDatabase();
const store = new AttachmentStore(database);

function createFile(owner: string, size = 10) {
  return { id: createId('atc'), owner, name: 'a.txt', mimeType: 'text/plain', size };
}

test('gives no more room than the quota, though many ask at once', async () => {
  const owner = await insertUser(database);
  const asked = Array.from({ length: 10 }, () => store.reserve(createFile(owner), 35));
  const results = await Promise.allSettled(asked);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const refused = results.find((result) => result.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'too_large', status: 413 });
});

test('stores bytes once, though two uploads arrive at once', async () => {
  const owner = await insertUser(database);
  const file = createFile(owner);
  await store.reserve(file, 100);
  const writes = ['one', 'two'].map((text) => store.write(file.id, owner, Buffer.from(text)));
  const results = await Promise.allSettled(writes);
  const winner = results.findIndex(({ status }) => status === 'fulfilled');
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const { bytes, file: stored } = await store.read(file.id, owner);
  expect(Buffer.from(bytes).toString()).toBe(['one', 'two'][winner]);
  expect(stored.size).toBe(3);
});

test('gives back the room of what was not sent within a day', async () => {
  const owner = await insertUser(database);
  const [old, recent] = [createFile(owner), createFile(owner)];
  await store.reserve(old, 20);
  await store.reserve(recent, 20);
  await database('attachments')
    .where({ id: old.id })
    .update({ createdAt: database.raw("now() - interval '25 hours'") });
  await store.reserve(createFile(owner), 20);
  expect(await AttachmentRow.findAllOwned(database, owner, [old.id, recent.id])).toHaveLength(1);
});

test("hides another user's file, and one that has not arrived", async () => {
  const [alice, bob] = [await insertUser(database), await insertUser(database)];
  const file = createFile(alice);
  await store.reserve(file, 100);
  const missing = { code: 'not_found', status: 404 };
  await expect(store.read(file.id, alice)).rejects.toMatchObject(missing);
  await expect(store.write(file.id, bob, Buffer.from('x'))).rejects.toMatchObject({ code: 'conflict' });
  await store.write(file.id, alice, Buffer.from('x'));
  await expect(store.find(file.id, bob)).rejects.toMatchObject(missing);
  await expect(store.read(file.id, bob)).rejects.toMatchObject(missing);
  await expect(store.delete(file.id, bob)).rejects.toMatchObject(missing);
  await expect(store.read(file.id, alice)).resolves.toBeDefined();
});
