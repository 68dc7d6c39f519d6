import { describe, expect } from 'vitest';
import { outline, userInput, type ConformanceClient, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';
import { done } from './scripted-replies.ts';

/** Announces a text file and uploads it. */
export async function uploadText(client: ConformanceClient, text = 'some text'): Promise<Json> {
  const file = { name: 'note.txt', size: Buffer.byteLength(text), mime_type: 'text/plain' };
  const attachment = await client.json('attachments.create', file);
  const { url, method, headers } = attachment.upload_descriptor;
  const response = await fetch(url, { method, headers, body: text });
  expect(response.status, await response.text()).toBeLessThan(300);
  return attachment;
}

/** What a further message sends and stores. */
export function userMessageChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('threads.add_user_message', () => {
    wire('sends the message, then stream_options, and no thread.created', async (alice) => {
      const { threadId } = await alice.createThread();
      const events = await alice.say(threadId);
      expect(outline(events).slice(0, 2)).toEqual(['thread.item.done user_message', 'stream_options']);
      expect(outline(events)).not.toContain('thread.created');
    });

    wire('has stored the message before its frame is received', async (alice) => {
      const { threadId } = await alice.createThread();
      const stream = await alice.open('threads.add_user_message', { thread_id: threadId, input: userInput('two') });
      const { item } = await stream.next();
      expect(await alice.items(threadId)).toContainEqual(expect.objectContaining(item));
      await stream.rest();
    });

    wire('resolves attachment ids to whole attachments', async (alice) => {
      const { threadId } = await alice.createThread();
      const { id } = await uploadText(alice);
      const input = userInput('see this', { attachments: [id] });
      const [{ item }] = await alice.events('threads.add_user_message', { thread_id: threadId, input });
      expect(item.attachments).toEqual([
        { id, name: 'note.txt', mime_type: 'text/plain', type: 'file', thread_id: threadId },
      ]);
    });

    wire('binds a sent attachment to its thread', async (alice) => {
      const { threadId } = await alice.createThread();
      const { id } = await uploadText(alice);
      const input = userInput('see this', { attachments: [id] });
      await alice.events('threads.add_user_message', { thread_id: threadId, input });
      const other = await alice.createThread();
      const elsewhere = { thread_id: other.threadId, input };
      expect((await alice.refused('threads.add_user_message', elsewhere)).status).toBe(404);
    });

    wire('takes an attachment that was sent before a second time', async (alice) => {
      const { threadId } = await alice.createThread();
      const { id } = await uploadText(alice);
      const params = { thread_id: threadId, input: userInput('see this', { attachments: [id] }) };
      await alice.events('threads.add_user_message', params);
      const [{ item }] = await alice.events('threads.add_user_message', params);
      expect(item.attachments).toHaveLength(1);
    });

    wire('stores no message when an attachment is unknown', async (alice) => {
      const { threadId } = await alice.createThread();
      const before = await alice.items(threadId);
      const input = userInput('see this', { attachments: ['atc_unknown'] });
      expect((await alice.refused('threads.add_user_message', { thread_id: threadId, input })).status).toBe(404);
      expect(await alice.items(threadId)).toEqual(before);
    });

    wire('leaves no empty thread behind when an attachment is unknown', async (alice) => {
      const before = await alice.json('threads.list', { limit: 1 });
      const input = userInput('see this', { attachments: ['atc_unknown'] });
      expect((await alice.refused('threads.create', { input })).status).toBe(404);
      expect((await alice.json('threads.list', { limit: 1 })).data).toEqual(before.data);
    });

    scripted('refuses a message to a locked or closed thread', async ({ alice, host }) => {
      for (const type of ['locked', 'closed'] as const) {
        const word = host.respond(async function* (thread) {
          thread.status = { type, reason: 'Enough.' };
        });
        const { threadId } = await alice.createThread(word);
        const before = await alice.items(threadId);
        const params = { thread_id: threadId, input: userInput('more') };
        const { status, body } = await alice.refused('threads.add_user_message', params);
        expect(status).toBe(409);
        expect(JSON.stringify(body)).toContain('Enough.');
        expect(await alice.items(threadId)).toEqual(before);
      }
    });

    scripted('leaves pending tool calls alone when a message is added', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield done(
          thread.item({ type: 'client_tool_call', status: 'pending', call_id: 'c', name: 'n', arguments: {} }),
        );
      });
      const { threadId } = await alice.createThread(word);
      await alice.say(threadId);
      expect((await alice.items(threadId))[1]).toMatchObject({ type: 'client_tool_call', status: 'pending' });
    });
  });
}
