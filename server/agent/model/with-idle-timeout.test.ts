import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withIdleTimeout } from './with-idle-timeout.ts';

async function* numbers(pauses: number[], left: () => void): AsyncGenerator<number> {
  try {
    for (const [index, pause] of pauses.entries()) {
      await delay(pause);
      yield index;
    }
  } finally {
    left();
  }
}

async function collect(stream: AsyncIterable<number>): Promise<number[]> {
  const values: number[] = [];
  for await (const value of stream) values.push(value);
  return values;
}

test('passes on what comes in time', async () => {
  const values = await collect(
    withIdleTimeout(
      numbers([0, 5, 5], () => undefined),
      500,
    ),
  );
  expect(values).toEqual([0, 1, 2]);
});

test('gives up on a silence, and leaves the stream', async () => {
  let hasLeft = false;
  const stream = numbers([0, 150], () => (hasLeft = true));
  const read = collect(withIdleTimeout(stream, 50));
  await expect(read).rejects.toMatchObject({ code: 'model_unavailable' });
  await expect.poll(() => hasLeft).toBe(true);
});

test('does not take a slow reader for a silent model', async () => {
  const values: number[] = [];
  const stream = numbers([0, 0, 0], () => undefined);
  for await (const value of withIdleTimeout(stream, 50)) {
    values.push(value);
    await delay(100);
  }
  expect(values).toEqual([0, 1, 2]);
});
