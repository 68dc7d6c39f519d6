import { describe, expect } from 'vitest';
import { outline, userInput, type ConformanceClient, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';
import { done, message } from './scripted-replies.ts';
import { uploadText } from './user-message-checks.ts';

/** Asking again. */
export function retryChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('retry', () => {
    scripted('deletes everything newer, hidden items too', async ({ alice, host }) => {
      const seen: Json[] = [];
      const word = host.respond(async function* (thread) {
        seen.push(thread.history);
        yield done(message(thread, `reply ${seen.length}`));
        yield done(thread.item({ type: 'hidden_context_item', content: 'secret' }));
      });
      const { threadId, userItem } = await alice.createThread(word);
      await retry(alice, threadId, userItem.id);
      const items = await alice.items(threadId);
      expect(items.map((item) => item.content[0].text)).toEqual([word, 'reply 2']);
      expect(seen[1]).toEqual([userItem]);
    });

    wire('sends no removals and no user message', async (alice) => {
      const { threadId, userItem } = await alice.createThread();
      const events = outline(await retry(alice, threadId, userItem.id));
      expect(events).not.toContain('thread.item.removed');
      expect(events).not.toContain('thread.item.done user_message');
      expect(events).not.toContain('thread.created');
    });

    wire('sends stream_options first', async (alice) => {
      const { threadId, userItem } = await alice.createThread();
      expect((await retry(alice, threadId, userItem.id))[0].type).toBe('stream_options');
    });

    scripted('hands the original message to the responder', async ({ alice, host }) => {
      const received: Json[] = [];
      const word = host.respond(async function* (_thread, sent) {
        received.push(sent);
      });
      const { id } = await uploadText(alice);
      const inference_options = { tool_choice: { id: 'search' }, model: 'fast' };
      const input = userInput(word, { attachments: [id], inference_options, quoted_text: 'q' });
      const events = await alice.events('threads.create', { input });
      await retry(alice, events[0].thread.id, events[1].item.id);
      expect(received[1]).toEqual(received[0]);
      expect(received[1]).toMatchObject({ attachments: [{ id }], inference_options, quoted_text: 'q' });
    });

    wire('deletes later messages of the user too', async (alice) => {
      const { threadId, userItem } = await alice.createThread('first');
      await alice.say(threadId, 'second');
      await retry(alice, threadId, userItem.id);
      const users = (await alice.items(threadId)).filter(({ type }) => type === 'user_message');
      expect(users).toEqual([userItem]);
    });

    scripted('refuses to retry anything but a message of the user', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield done(message(thread, 'one'));
        yield done(message(thread, 'two'));
      });
      const { threadId } = await alice.createThread(word);
      const before = await alice.items(threadId);
      const params = { thread_id: threadId, item_id: before[1].id };
      expect((await alice.refused('threads.retry_after_item', params)).status).toBe(409);
      expect(await alice.items(threadId)).toEqual(before);
      await alice.say(threadId, 'the refusal holds no lease');
    });

    wire('deletes nothing when the item is unknown', async (alice) => {
      const { threadId } = await alice.createThread();
      const before = await alice.items(threadId);
      const params = { thread_id: threadId, item_id: 'msg_unknown' };
      expect((await alice.refused('threads.retry_after_item', params)).status).toBe(404);
      expect(await alice.items(threadId)).toEqual(before);
    });

    scripted('works with more than 20 items after the message', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        for (let index = 0; index < 45; index += 1) yield done(message(thread, String(index)));
      });
      const { threadId, userItem } = await alice.createThread(word);
      await retry(alice, threadId, userItem.id);
      expect(await alice.items(threadId)).toHaveLength(46);
    });
  });
}

function retry(alice: ConformanceClient, threadId: string, itemId: string): Promise<Json[]> {
  return alice.events('threads.retry_after_item', { thread_id: threadId, item_id: itemId });
}
