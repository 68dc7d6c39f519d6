import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/test-database.ts';
import { formatPosition, parsePosition } from './event-position.ts';

const { database } = await createTestDatabase();

const number = fc.oneof(fc.nat(12), fc.bigInt({ min: 0n, max: 2n ** 64n }));
const id = fc.oneof(
  fc
    .tuple(fc.nat(), number, number, fc.array(number, { maxLength: 4 }))
    .map(([at, first, end, running]) => `${at}.${first}:${end}:${running.join(',')}`),
  fc.string({ unit: fc.constantFrom(...'0123456789.:,-x'), maxLength: 30 }),
);

test('takes for a position only what PostgreSQL takes for a snapshot, and gives it back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(id, async (text) => {
      const position = parsePosition(text);
      if (!position) return;
      await database.raw('select ?::pg_snapshot', [position.snapshot]);
      expect(parsePosition(formatPosition(position))).toEqual(position);
    }),
    { numRuns: 500, seed: 14 },
  );
  const { rows } = await database.raw<{ rows: { snapshot: string }[] }>(
    'select pg_current_snapshot()::text as snapshot',
  );
  expect(parsePosition(`1.${rows[0]?.snapshot}`)).toBeDefined();
});
