import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startTestServer } from '../test-server.ts';
import { startThread } from './belongings.ts';

const server = await startTestServer();
const alice = await server.signUp('Alice');
await alice.fetch('/tasks', { body: { title: 'water the plants' } });
const { thread } = await startThread(alice);

const RUNS = { numRuns: 60, seed: 20_261_201 };
/** What a program may send as a number or an id: too large, not whole, not finite, of another shape. */
const odd = fc.oneof(
  fc.constantFrom(1e15, 2 ** 31, 2 ** 53, -1, 0, 1.5, '99999999999999999999', '1e15', null, 'ﬀ', '%00', "'"),
  fc.double(),
  // A client takes dots in a path for another path.
  fc.string({ maxLength: 40 }).filter((text) => !/^\.{0,2}$/.test(text)),
  fc.uuid(),
);
const place = fc.tuple(
  fc.constantFrom('pending', 'completed', 'all'),
  fc.constantFrom('pending', 'completed'),
  fc.boolean(),
  fc.oneof(fc.constantFrom('2026-12-01', '9999-12-31', '0000-01-01', null), odd),
  fc.oneof(
    fc.constantFrom(
      '2026-12-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '0001-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
      null,
    ),
    odd,
  ),
  fc.oneof(fc.constantFrom('high', null), odd),
  fc.oneof(fc.constantFrom('2026-12-01T00:00:00Z', '0000-01-01T00:00:00Z', null), odd),
  fc.oneof(fc.constantFrom(1, 2_147_483_647), odd),
);
const ANSWERED = [200, 400, 404];

test('any cursor of a list of tasks is a page or no page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(place, fc.json(), odd), async (value) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const status = Array.isArray(value) ? value[0] : 'pending';
      for (const after of [text, Buffer.from(text ?? '').toString('base64url')]) {
        const query = new URLSearchParams({ status, after: after ?? '' });
        const answer = await alice.fetch(`/tasks?${query.toString()}`);
        expect(ANSWERED, `${text}: ${await answer.text()}`).toContain(answer.status);
      }
    }),
    RUNS,
  );
});

test('any cursor or id in chat, and any number in a path, is answered', async () => {
  await fc.assert(
    fc.asyncProperty(odd, async (value) => {
      const id = String(value);
      const bodies = [
        { type: 'threads.list', params: { after: id } },
        { type: 'threads.get_by_id', params: { thread_id: id } },
        { type: 'items.list', params: { thread_id: thread, after: id } },
        { type: 'items.list', params: { thread_id: thread, limit: value } },
        { message: 'hello', conversation_id: id },
      ];
      for (const body of bodies) {
        const answer = await alice.fetch('/chat', { body });
        expect(ANSWERED, `${JSON.stringify(body)}: ${await answer.text()}`).toContain(answer.status);
      }
      const path = `/tasks/${encodeURIComponent(id)}`;
      for (const init of [{}, { method: 'PATCH', body: { title: 'x' } }]) {
        const answer = await alice.fetch(path, init);
        expect(ANSWERED, `${path}: ${await answer.text()}`).toContain(answer.status);
      }
      const undone = await alice.fetch('/undo', { body: { batch_id: value } });
      expect(undone.status, `undo ${id}`).toBeLessThan(500);
    }),
    RUNS,
  );
});
