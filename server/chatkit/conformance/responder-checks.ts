import { describe, expect } from 'vitest';
import { outline, userInput, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';
import { begin, done, message, part, textDelta, update } from './scripted-replies.ts';

/** What a responder's events send and store. */
export function responderChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('responder events', () => {
    wire('has stored an item before its done frame is received', async (alice) => {
      const stream = await alice.open('threads.create', { input: userInput('hello') });
      const { thread } = await stream.next();
      for (let event = await stream.next(); event; event = await stream.next()) {
        if (event.type !== 'thread.item.done') continue;
        const ids = (await alice.items(thread.id)).map(({ id }) => id);
        expect(ids).toContain(event.item.id);
      }
    });

    scripted('does not store an item that was only added', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield* begin(message(thread, ''), ['never finished']);
      });
      const { threadId } = await alice.createThread(word);
      expect((await alice.items(threadId)).map(({ type }) => type)).toEqual(['user_message']);
    });

    scripted('does not store updates by themselves', async ({ alice, host }) => {
      let stored: Json;
      const word = host.respond(async function* (thread) {
        const item = message(thread, 'kept');
        stored = item;
        yield done(item);
        yield textDelta(item.id, ' and more');
        yield update(item.id, { type: 'assistant_message.content_part.done', content_index: 0, content: part('new') });
      });
      const { threadId } = await alice.createThread(word);
      expect((await alice.items(threadId))[1]).toEqual(stored);
    });

    scripted('saves a replaced item in its place', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        const item = message(thread, 'old');
        yield done(item);
        yield done(message(thread, 'after'));
        yield { type: 'thread.item.replaced', item: { ...item, content: [part('new')] } };
      });
      const { threadId, events } = await alice.createThread(word);
      expect(events.at(-1)).toMatchObject({ type: 'thread.item.replaced', item: { content: [{ text: 'new' }] } });
      const texts = (await alice.items(threadId)).map((item) => item.content[0].text);
      expect(texts.slice(1)).toEqual(['new', 'after']);
    });

    scripted('deletes a removed item', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        const item = message(thread, 'gone');
        yield done(item);
        yield { type: 'thread.item.removed', item_id: item.id };
      });
      const { threadId, events } = await alice.createThread(word);
      expect(events.at(-1).type).toBe('thread.item.removed');
      expect(await alice.items(threadId)).toHaveLength(1);
    });

    scripted('updates an item that is done twice', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        const item = message(thread, 'one');
        yield done(item);
        yield done(message(thread, 'between'));
        yield done({ ...item, content: [part('two')] });
      });
      const { threadId } = await alice.createThread(word);
      const texts = (await alice.items(threadId)).map((item) => item.content[0].text);
      expect(texts.slice(1)).toEqual(['two', 'between']);
    });

    scripted('stores a hidden item and does not send it', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield done(thread.item({ type: 'hidden_context_item', content: { a: [null, 1] } }));
        yield done(message(thread, 'seen'));
      });
      const { threadId, events } = await alice.createThread(word);
      expect(outline(events).slice(3)).toEqual(['thread.item.done assistant_message']);
      let history: Json;
      const asks = host.respond(async function* (thread) {
        history = thread.history;
      });
      await alice.say(threadId, asks);
      expect(history[1]).toMatchObject({ type: 'hidden_context_item', content: { a: [null, 1] } });
    });

    scripted('sends no frame of any type with a hidden item', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        const item = thread.item({ type: 'hidden_context_item', content: 'secret' });
        yield { type: 'thread.item.added', item };
        yield done(item);
        yield { type: 'thread.item.replaced', item };
        yield done(thread.item({ type: 'sdk_hidden_context', content: 'secret' }));
      });
      const { events } = await alice.createThread(word);
      expect(events).toHaveLength(3);
    });

    scripted('stores nothing of progress, effects, notices, errors and options', async ({ alice, host }) => {
      const word = host.respond(async function* () {
        yield { type: 'progress_update', text: 'Reading', icon: 'document' };
        yield { type: 'client_effect', name: 'open', data: { a: 1 } };
        yield { type: 'notice', level: 'warning', message: '**Slow**', title: 'Hm' };
        yield { type: 'error', code: 'custom', message: 'Went wrong', allow_retry: true };
        yield { type: 'stream_options', stream_options: { allow_cancel: false } };
      });
      const { threadId, events } = await alice.createThread(word);
      expect(events.slice(3)).toEqual([
        { type: 'progress_update', text: 'Reading', icon: 'document' },
        { type: 'client_effect', name: 'open', data: { a: 1 } },
        { type: 'notice', level: 'warning', message: '**Slow**', title: 'Hm' },
        { type: 'error', code: 'custom', message: 'Went wrong', allow_retry: true },
        { type: 'stream_options', stream_options: { allow_cancel: false } },
      ]);
      expect(await alice.items(threadId)).toHaveLength(1);
    });

    scripted('is not confused by a responder that changes the item it has yielded', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        const item = thread.item({
          type: 'workflow' as const,
          workflow: { type: 'reasoning' as const, tasks: [] as Json[], expanded: false },
        });
        yield { type: 'thread.item.added', item };
        const task = { type: 'thought' as const, status_indicator: 'none' as const, content: 'Hm' };
        item.workflow.tasks.push(task);
        yield update(item.id, { type: 'workflow.task.added', task_index: 0, task });
        yield done(item);
      });
      const { threadId, events } = await alice.createThread(word);
      expect(events[3].item.workflow.tasks).toEqual([]);
      expect((await alice.items(threadId))[1].workflow.tasks).toHaveLength(1);
    });
  });
}
