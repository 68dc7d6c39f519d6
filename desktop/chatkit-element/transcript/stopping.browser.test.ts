import { describe, expect, test } from 'vitest';
import { detailsOf, useElementBench } from '../testing/element-bench.ts';
import type { Reply } from '../testing/fake-chat-api.ts';
import {
  added,
  assistantItem,
  created,
  delta,
  done,
  options as streamOptions,
  thread,
  userItem,
  widgetItem,
  turn,
} from '../testing/frames.ts';

const bench = useElementBench();

const opening = [created(thread('thr_1')), done(userItem('u1', 'Hi')), streamOptions()];

describe('stopping and failing', () => {
  test('shows Stop once it is allowed, aborts, keeps the text and frees the composer', async () => {
    let reply: Reply | undefined;
    script((given) => {
      reply = given;
      given.frames(created(thread('thr_1')), done(userItem('u1', 'Hi')));
    });
    const page = await bench.current.say();
    await expect.poll(() => reply !== undefined).toBe(true);
    await expect.poll(async () => page.getByText('Hi', { exact: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Stop responding' }).count()).toBe(0);
    reply?.frames(streamOptions(), added(assistantItem('a1', '')), delta('a1', 'Partial words'));
    reply?.frames(added(widgetItem('w1', { type: 'Card', children: [{ type: 'Text', value: 'Half a card' }] })));
    await page.getByText('Half a card').waitFor();
    await page.getByRole('button', { name: 'Stop responding' }).click();
    await expect.poll(() => bench.current.api.requests[0]?.signal.aborted).toBe(true);
    expect(await page.getByText('Partial words').isVisible()).toBe(true);
    expect(await page.getByText('Half a card').count()).toBe(0);
    await page.getByRole('status').filter({ hasText: 'This reply was interrupted.' }).waitFor();
    await page.getByRole('textbox').fill('Next');
    expect(await page.getByRole('button', { name: 'Send message' }).isEnabled()).toBe(true);
    expect(await detailsOf(page, 'chatkit.response.end')).toHaveLength(1);
    expect(await detailsOf(page, 'chatkit.error')).toEqual([]);
  });

  test('shows the message of an error or a text of our own, and Retry only where it can help', async () => {
    script((reply) => {
      reply.frames(...opening, { type: 'error', code: 'custom', message: 'No paper left.', allow_retry: false });
      reply.end();
    });
    const page = await bench.current.say();
    await page.getByText('No paper left.').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    const { api } = bench.current;
    api.on('threads.add_user_message', (_request, reply) => {
      reply.frames(done(userItem('u2', 'Again')), streamOptions(), {
        type: 'error',
        code: 'stream.error',
        allow_retry: true,
      });
      reply.end();
    });
    api.on('threads.retry_after_item', (_request, reply) => {
      reply.frames(streamOptions(), done(assistantItem('a2', 'Worked now.')));
      reply.end();
    });
    await page.getByRole('textbox').fill('Again');
    await page.keyboard.press('Enter');
    await page.getByText('Something went wrong. Please try again.').waitFor();
    expect(await page.getByText('No paper left.').count()).toBe(0);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Worked now.').waitFor();
    expect(api.received('threads.retry_after_item')[0]?.params).toEqual({ thread_id: 'thr_1', item_id: 'u2' });
  });

  test('shows an error when the body is empty, cut in a frame, or broken off', async () => {
    const ends: ((reply: Reply) => Promise<void> | void)[] = [
      async (reply) => {
        await reply.raw('');
        reply.end();
      },
      async (reply) => {
        reply.frames(...opening);
        await reply.raw('data: {"type":"thread.item.do');
        reply.end();
      },
      (reply) => {
        reply.frames(...opening, added(assistantItem('a1', '')), delta('a1', 'And then'));
        setTimeout(() => reply.destroy(), 50);
      },
      (reply) => {
        reply.frames(...opening, added(assistantItem('a1', '')), delta('a1', 'And then'));
        reply.end();
      },
    ];
    for (const end of ends) {
      script(end);
      const page = await bench.current.say();
      await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
      expect(await detailsOf(page, 'chatkit.response.end')).toHaveLength(1);
      await page.close();
    }
  });

  test('keeps the message and sends it again when the server refused it', async () => {
    const { api } = bench.current;
    script((reply) =>
      reply.json({ type: 'x', title: 'Busy', status: 409, code: 'busy', detail: 'A turn is running.' }, 409),
    );
    const page = await bench.current.say('Remember this');
    await page.getByText('A turn is running.').waitFor();
    expect(await page.locator('.bubble').textContent()).toBe('Remember this');
    script((reply) => {
      reply.frames(...turn('Remember this', 'Noted.'));
      reply.end();
    });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Noted.').waitFor();
    expect(await page.locator('.bubble').count()).toBe(1);
    expect(api.received('threads.create')).toHaveLength(2);
    // The server can tell that both are one.
    const [first, second] = api.received('threads.create').map(({ metadata }) => metadata);
    expect(first).toEqual({ message_key: expect.stringMatching(/^local_user_[0-9a-f]{32}$/) });
    expect(second).toEqual(Object.assign({ is_again: true }, first));
  });

  test('gives a message back that the server will not take, says what helps, and sends it with what was added', async () => {
    const { api } = bench.current;
    for (const status of [401, 403, 413, 422]) {
      script((reply) => reply.json({ code: 'no', message: 'Unauthorized' }, status));
      const page = await bench.current.say('Remember this');
      await page.getByRole('alert').waitFor();
      await expect.poll(() => page.getByRole('textbox').textContent()).toBe('Remember this');
      expect(await page.locator('.bubble').count()).toBe(0);
      // The reason is beside it, and nowhere else.
      expect(await page.locator('.composer').getByRole('alert').count()).toBe(1);
      expect(await page.getByRole('alert').filter({ hasText: /\w/ }).count()).toBe(1);
      expect(await page.getByRole('textbox').evaluate((element) => element.matches(':focus'))).toBe(true);
      if (status === 401) await page.getByText('You are signed out. Sign in again to continue.').waitFor();
      script((reply) => {
        reply.frames(...turn('Remember this too', 'Noted.'));
        reply.end();
      });
      await page.keyboard.type(' too');
      await page.keyboard.press('Enter');
      await page.getByText('Noted.').waitFor();
      const { input } = api.received('threads.create').at(-1)?.params as { input: { content: unknown } };
      expect(input.content).toEqual([{ type: 'input_text', text: 'Remember this too' }]);
      await page.close();
    }
  });

  test('gives an unsent message back when another takes its place, or its second try is refused', async () => {
    script((reply) => reply.json({}, 500));
    const page = await bench.current.say('First');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await page.getByRole('textbox').fill('Second');
    script((reply) => reply.json({}, 503));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await expect.poll(() => page.getByRole('textbox').textContent()).toBe('First');
    expect(await page.locator('.bubble').textContent()).toBe('Second');
    script((reply) => reply.json({}, 401));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => page.getByRole('textbox').innerText()).toBe('Second\nFirst');
  });

  test('says how long to wait when there were too many messages, and what a lost connection is', async () => {
    script((reply) => reply.destroy());
    const page = await bench.current.say();
    await page.getByText('The server could not be reached.').waitFor();
    expect(await detailsOf(page, 'chatkit.error')).toHaveLength(1);
  });

  test('fires start and end once per response, and thread.change on created and on new chat', async () => {
    script((reply) => {
      reply.frames(...turn('Hi', 'Hello.'));
      reply.end();
    });
    const page = await bench.current.say();
    await page.getByText('Hello.').waitFor();
    await page.getByRole('button', { name: 'New chat' }).click();
    await page.getByText('What can I help with today?').waitFor();
    expect(await detailsOf(page, 'chatkit.response.start')).toEqual([null]);
    expect(await detailsOf(page, 'chatkit.response.end')).toEqual([null]);
    expect(await detailsOf(page, 'chatkit.thread.change')).toEqual([{ threadId: 'thr_1' }, { threadId: null }]);
  });

  test('lets a response go on unseen when another chat is opened', async () => {
    let finish: (() => void) | undefined;
    script((reply) => {
      reply.frames(...opening, added(assistantItem('a1', '')), delta('a1', 'Old chat'));
      finish = () => {
        reply.frames(delta('a1', ' goes on'), { type: 'client_effect', name: 'saved', data: {} });
        reply.end();
      };
    });
    const page = await bench.current.say();
    await page.getByText('Old chat').waitFor();
    await page.getByRole('button', { name: 'New chat' }).click();
    finish?.();
    await expect.poll(async () => detailsOf(page, 'chatkit.effect')).toEqual([{ name: 'saved', data: {} }]);
    expect(await page.getByText('goes on').count()).toBe(0);
    expect(bench.current.api.requests[0]?.signal.aborted).toBe(true);
    expect(await detailsOf(page, 'chatkit.response.end')).toHaveLength(1);
  });
});

/** Scripts the answer to the first message. */
function script(answer: (reply: Reply) => Promise<void> | void) {
  bench.current.api.on('threads.create', async (_request, reply) => answer(reply));
}
