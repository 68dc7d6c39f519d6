import { describe, expect, it } from 'vitest';
import { createOpenAnswers } from './open-answers.ts';

/** An answer the test writes as it goes. */
function openStream() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let wasCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given;
    },
    cancel: () => {
      wasCancelled = true;
    },
  });
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    write: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
    close: () => controller?.close(),
    wasCancelled: () => wasCancelled,
  };
}

describe('E-75 answers that were under way when the computer fell asleep', () => {
  it('are broken off when they got no further, and nobody listens to them any more', async () => {
    const answers = createOpenAnswers();
    const stream = openStream();
    const reader = answers.watch(stream.response, () => undefined).body?.getReader();
    stream.write('data: 1\n\n');
    await reader?.read();
    const reading = reader?.read();
    const breakOff = answers.mark();
    expect(breakOff()).toBe(1);
    await expect(reading).rejects.toThrow('broke off');
    expect([answers.count(), stream.wasCancelled()]).toEqual([0, true]);
    expect(breakOff()).toBe(0);
  });

  it('go on when they do, or ended, or began later', async () => {
    const answers = createOpenAnswers();
    const [alive, ended, later] = [openStream(), openStream(), openStream()];
    const reader = answers.watch(alive.response, () => undefined).body?.getReader();
    const endedText = answers.watch(ended.response, () => undefined).text();
    const breakOff = answers.mark();
    answers.watch(later.response, () => undefined);
    alive.write('data: 2\n\n');
    ended.close();
    await Promise.all([reader?.read(), endedText]);
    expect(breakOff()).toBe(0);
    expect(answers.count()).toBe(2);
  });
});
