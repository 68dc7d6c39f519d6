import { describe, expect, test } from 'vitest';
import { detailsOf, useElementBench } from '../testing/element-bench.ts';
import type { Reply } from '../testing/fake-chat-api.ts';
import {
  added,
  assistantItem,
  created,
  delta,
  done,
  item,
  options as streamOptions,
  thread,
  turn,
  updated,
  userItem,
  widgetItem,
} from '../testing/frames.ts';

const bench = useElementBench();

const opening = [created(thread('thr_1')), done(userItem('u1', 'Hi')), streamOptions()];

describe('reading the stream', () => {
  test('decodes a frame that is split inside a character', async () => {
    script(async (reply) => {
      const bytes = Buffer.from(
        [...opening, done(assistantItem('a1', 'Grüße 👋🏽'))]
          .map((frame) => `data: ${JSON.stringify(frame)}\n\n`)
          .join(''),
      );
      const middle = bytes.indexOf('👋🏽') + 2;
      await reply.raw(bytes.subarray(0, middle));
      await reply.raw(bytes.subarray(middle, middle + 1));
      await reply.raw(bytes.subarray(middle + 1));
      reply.end();
    });
    const page = await bench.current.say();
    await page.getByText('Grüße 👋🏽').waitFor();
    expect(await detailsOf(page, 'chatkit.error')).toEqual([]);
  });

  test('applies the frames of one chunk in order', async () => {
    script((reply) => {
      reply.frames(
        ...opening,
        added(assistantItem('a1', '')),
        delta('a1', 'one '),
        delta('a1', 'two '),
        delta('a1', 'three'),
      );
      reply.frames(done(assistantItem('a1', 'one two three')));
      reply.end();
    });
    const page = await bench.current.say();
    await page.getByText('one two three').waitFor();
    expect(await page.locator('.turn').count()).toBe(1);
  });

  test('ignores unknown frames, updates, items and ids', async () => {
    script((reply) => {
      reply.frames(
        ...opening,
        { type: 'thread.party', cake: true },
        done(item('x', 'hologram')),
        delta('nobody', 'lost'),
      );
      reply.frames(added(assistantItem('a1', '')), updated('a1', { type: 'assistant_message.sparkle' }));
      reply.frames(
        done(item('h', 'hidden_context_item', { content: 'secret' })),
        done(assistantItem('a1', 'Still here.')),
      );
      reply.end();
    });
    const page = await bench.current.say();
    await page.getByText('Still here.').waitFor();
    expect(await page.getByText('secret').count()).toBe(0);
    expect(await detailsOf(page, 'chatkit.error')).toEqual([]);
  });

  test('keeps what is shown when the thread is updated', async () => {
    script((reply) => {
      reply.frames(...turn('Hi', 'Hello.'), { type: 'thread.updated', thread: thread('thr_1', { title: 'Named' }) });
      reply.end();
    });
    const page = await bench.current.say();
    await page.getByRole('heading', { name: 'Named' }).waitFor();
    await expect.poll(() => page.getByText('Hello.').isVisible()).toBe(true);
  });

  test('pads missing parts, and lets finished parts and items replace what was streamed', async () => {
    let finish: (() => void) | undefined;
    script((reply) => {
      reply.frames(...opening, added(assistantItem('a1', '')), delta('a1', 'second part', 1));
      finish = () => {
        const content = { type: 'output_text', text: 'corrected part', annotations: [] };
        reply.frames(updated('a1', { type: 'assistant_message.content_part.done', content_index: 1, content }));
        finish = () => {
          reply.frames(done(assistantItem('a1', 'whole message')));
          reply.end();
        };
      };
    });
    const page = await bench.current.say();
    await page.getByText('second part').waitFor();
    finish?.();
    await page.getByText('corrected part').waitFor();
    finish?.();
    await page.getByText('whole message').waitFor();
    expect(await page.getByText('corrected part').count()).toBe(0);
  });

  test('shows a progress line until the assistant speaks, shows a widget, or is done', async () => {
    let next: (() => void) | undefined;
    const step = async () => {
      await expect.poll(() => next !== undefined).toBe(true);
      next?.();
    };
    script((reply) => {
      reply.frames(...opening, { type: 'progress_update', text: 'Reading files', icon: 'document' });
      next = () => {
        reply.frames(done(widgetItem('w1', { type: 'Card', children: [{ type: 'Text', value: 'A card' }] })));
        next = () => {
          reply.frames({ type: 'progress_update', text: 'Nearly there' });
          next = () => reply.end();
        };
      };
    });
    const page = await bench.current.say();
    await page.getByText('Reading files').waitFor();
    await step();
    await page.getByText('A card').waitFor();
    expect(await page.getByText('Reading files').count()).toBe(0);
    await step();
    await page.getByText('Nearly there').waitFor();
    await step();
    await expect.poll(async () => page.getByText('Nearly there').count()).toBe(0);
  });
});

/** Scripts the answer to the first message. */
function script(answer: (reply: Reply) => Promise<void> | void) {
  bench.current.api.on('threads.create', async (_request, reply) => answer(reply));
}
