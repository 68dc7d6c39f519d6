import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPieces } from './join-pieces.ts';

interface Scripted {
  /** Milliseconds before the piece; 0 is at once. */
  after: number;
  text: string;
}

async function* say(pieces: readonly Scripted[], failure?: Error): AsyncGenerator<string, number> {
  for (const { after, text } of pieces) {
    if (after > 0) await delay(after);
    yield text;
  }
  if (failure) throw failure;
  return pieces.length;
}

async function read(source: AsyncGenerator<string, number>) {
  const pieces: string[] = [];
  try {
    for (;;) {
      const next = await source.next();
      if (next.done) return { pieces, result: next.value };
      pieces.push(next.value);
    }
  } catch (error) {
    return { pieces, error };
  }
}

test('nothing is lost, added or turned round, whenever it comes and however it ends', async () => {
  const scripted = fc.record({ after: fc.constantFrom(0, 0, 0, 1, 3, 9), text: fc.string({ minLength: 1 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(scripted, { maxLength: 12 }), fc.boolean(), async (script, fails) => {
      const failure = fails ? new Error('broken off') : undefined;
      const { pieces, ...end } = await read(joinPieces(say(script, failure)));
      expect(pieces.join('')).toBe(script.map(({ text }) => text).join(''));
      expect(pieces.length).toBeLessThanOrEqual(script.length);
      expect(end).toEqual(failure ? { error: failure } : { result: script.length });
    }),
    { seed: 11, numRuns: 60 },
  );
});

test('the first piece leaves alone, those that follow at once leave together', async () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ after: 0, text: `${index} ` }));
  const { pieces } = await read(joinPieces(say(many)));
  expect(pieces[0]).toBe('0 ');
  expect(pieces.length).toBeLessThan(50);
});

test('a piece that comes alone waits for nothing', async () => {
  const source = say([
    { after: 0, text: 'a' },
    { after: 30, text: 'b' },
  ]);
  const joined = joinPieces(source);
  expect(await joined.next()).toEqual({ done: false, value: 'a' });
  expect(await joined.next()).toEqual({ done: false, value: 'b' });
});

describe('a reader', () => {
  test('that is slow slows the source down', async () => {
    let said = 0;
    const endless = (async function* (): AsyncGenerator<string, number> {
      for (;;) {
        said += 1;
        yield 'x'.repeat(1_000);
      }
    })();
    const joined = joinPieces(endless);
    await joined.next();
    await joined.next();
    await delay(50);
    expect(said).toBeLessThan(30);
    await joined.return(0);
  });

  test('that leaves is not held by a source that says nothing', async () => {
    const silent = (async function* (): AsyncGenerator<string, number> {
      yield 'a';
      await new Promise(() => undefined);
      return 0;
    })();
    const joined = joinPieces(silent);
    await joined.next();
    expect(await joined.return(0)).toEqual({ done: true, value: 0 });
  });
});
