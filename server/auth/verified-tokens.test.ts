import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { VerifiedTokens } from './verified-tokens.ts';

const TOLERANCE = 30;

test('knows what was remembered and is not over, whatever happens in which order', () => {
  vi.useFakeTimers();
  const step = fc.oneof(
    fc.record({ remember: fc.nat(5), lifetime: fc.integer({ min: 1, max: 300 }) }),
    fc.record({ seconds: fc.integer({ min: 1, max: 200 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const tokens = new VerifiedTokens<{ exp: number }>(TOLERANCE);
      const ends = new Map<string, number>();
      for (const [index, each] of steps.entries()) {
        const now = Date.now() / 1000;
        if ('seconds' in each) vi.advanceTimersByTime(each.seconds * 1000);
        else {
          const token = `${each.remember}-${index}`;
          ends.set(token, now + each.lifetime);
          tokens.remember(token, { exp: now + each.lifetime });
        }
        for (const [token, end] of ends)
          expect(tokens.find(token)).toEqual(Date.now() / 1000 < end + TOLERANCE ? { exp: end } : undefined);
        expect(tokens.find('another')).toBeUndefined();
      }
    }),
    { seed: 12, numRuns: 100 },
  );
  vi.useRealTimers();
});

test('forgets the oldest of very many', () => {
  const tokens = new VerifiedTokens<{ exp: number }>(TOLERANCE);
  const exp = Date.now() / 1000 + 300;
  for (let index = 0; index <= 10_000; index += 1) tokens.remember(`token ${index}`, { exp });
  expect(tokens.find('token 0')).toBeUndefined();
  expect(tokens.find('token 1')).toEqual({ exp });
  expect(tokens.find('token 10000')).toEqual({ exp });
});
