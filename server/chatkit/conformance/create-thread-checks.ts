import { describe, expect } from 'vitest';
import { outline, userInput } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';

/** What starting a thread sends and stores. */
export function createThreadChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('threads.create', () => {
    wire('emits thread.created as its first frame', async (alice) => {
      const { events } = await alice.createThread();
      expect(events[0].type).toBe('thread.created');
      expect(events.filter(({ type }) => type === 'thread.created')).toHaveLength(1);
    });

    wire('has stored the thread before thread.created is received', async (alice) => {
      const stream = await alice.open('threads.create', { input: userInput('hello') });
      const { thread } = await stream.next();
      expect(await alice.json('threads.get_by_id', { thread_id: thread.id })).toMatchObject({ id: thread.id });
      await stream.rest();
    });

    wire('sends the new thread without title, active, with an empty page of items', async (alice) => {
      const { events } = await alice.createThread();
      expect(events[0].thread).toEqual({
        id: expect.any(String),
        created_at: expect.any(String),
        status: { type: 'active' },
        metadata: {},
        items: { data: [], has_more: false },
      });
    });

    wire('sends the user message as done, and never as added', async (alice) => {
      const { events, threadId } = await alice.createThread();
      expect(events[1]).toMatchObject({
        type: 'thread.item.done',
        item: { type: 'user_message', thread_id: threadId },
      });
      expect(outline(events)).not.toContain('thread.item.added user_message');
    });

    wire('sends stream_options third', async (alice) => {
      const { events } = await alice.createThread();
      expect(events[2]).toEqual({
        type: 'stream_options',
        stream_options: { allow_cancel: expect.any(Boolean) },
      });
    });

    wire('repeats content, quote and inference options unchanged', async (alice) => {
      const content = [
        { type: 'input_text', text: 'Compare  \n ' },
        {
          type: 'input_tag',
          id: 'd',
          text: 'Plan',
          data: { kind: 'doc', deep: [{ a: 1 }] },
          group: 'Docs',
          interactive: true,
        },
      ];
      const inference_options = { tool_choice: { id: 'search' }, model: 'fast' };
      const input = { content, attachments: [], quoted_text: 'fell 2%', inference_options };
      const events = await alice.events('threads.create', { input });
      expect(events[1].item).toMatchObject({ content, quoted_text: 'fell 2%', inference_options });
      expect((await alice.items(events[0].thread.id))[0]).toEqual(events[1].item);
    });

    wire('has no quoted_text when none was sent', async (alice) => {
      const { userItem } = await alice.createThread();
      expect(userItem).not.toHaveProperty('quoted_text');
    });

    wire('rejects input without attachments', async (alice) => {
      const input = { content: [], inference_options: {} };
      expect((await alice.refused('threads.create', { input })).status).toBe(400);
    });

    wire('rejects input without inference options', async (alice) => {
      expect((await alice.refused('threads.create', { input: { content: [], attachments: [] } })).status).toBe(400);
    });

    wire('rejects a tag without data', async (alice) => {
      const content = [{ type: 'input_tag', id: 'd', text: 'Plan' }];
      expect((await alice.refused('threads.create', { input: userInput('', { content }) })).status).toBe(400);
    });

    wire('accepts empty content', async (alice) => {
      const events = await alice.events('threads.create', { input: userInput('', { content: [] }) });
      expect(events[1].item.content).toEqual([]);
    });

    wire('takes a tag as not interactive unless it says so', async (alice) => {
      const content = [{ type: 'input_tag', id: 'd', text: 'Plan', data: {} }];
      const events = await alice.events('threads.create', { input: userInput('', { content }) });
      expect(events[1].item.content).toEqual([{ ...content[0], interactive: false }]);
    });

    scripted('hands the responder the message with its inference options', async ({ alice, host }) => {
      let received: unknown;
      const word = host.respond(async function* (_thread, message) {
        received = message;
      });
      const inference_options = { tool_choice: { id: 'search' }, model: 'fast' };
      const events = await alice.events('threads.create', { input: userInput(word, { inference_options }) });
      expect(received).toEqual(events[1].item);
      expect(received).toMatchObject({ inference_options });
    });

    scripted('sends exactly three frames when the responder says nothing', async ({ alice, host }) => {
      const { events } = await alice.createThread(host.respond(async function* () {}));
      expect(outline(events)).toEqual(['thread.created', 'thread.item.done user_message', 'stream_options']);
    });

    wire('rejects text that no database can store', async (alice) => {
      for (const text of ['a\0b', 'half \ud83d']) {
        expect((await alice.refused('threads.create', { input: userInput(text) })).status).toBe(400);
      }
      const content = [{ type: 'input_tag', id: 'd', text: 'Plan', data: { 'k\0': [{ a: 1 }] } }];
      expect((await alice.refused('threads.create', { input: userInput('', { content }) })).status).toBe(400);
    });
  });
}
