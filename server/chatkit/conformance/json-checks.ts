import { describe, expect } from 'vitest';
import { userInput, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';
import { done, message } from './scripted-replies.ts';

/** Exactly what JSON says, and what it leaves out. */
export function jsonChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('JSON', () => {
    scripted('leaves out members that are null', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        const nothing: Json = null;
        yield { type: 'progress_update', text: 'p', icon: nothing };
        yield { type: 'notice', level: 'info', message: 'm', title: nothing };
        yield done(thread.item({ type: 'widget', widget: { type: 'Card' }, copy_text: nothing }));
        yield done(
          thread.item({
            type: 'task',
            task: { type: 'custom', status_indicator: 'none', title: nothing, icon: nothing },
          }),
        );
      });
      const input = { ...userInput(word), quoted_text: null, inference_options: { tool_choice: null, model: null } };
      const body = await alice.raw('threads.create', { input });
      expect(body).not.toContain('null');
      const [created] = body.split('\n\n');
      const { thread } = JSON.parse((created ?? '').slice(6));
      expect(JSON.stringify(await alice.json('threads.get_by_id', { thread_id: thread.id }))).not.toContain('null');
    });

    scripted('sends empty arrays and objects that are defaults', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield { type: 'client_effect', name: 'e', data: {} };
        yield done(message(thread, 'x'));
      });
      const { events, threadId } = await alice.createThread(word);
      expect(events[0].thread).toMatchObject({ metadata: {}, items: { data: [], has_more: false } });
      expect(events[1].item).toMatchObject({ attachments: [], inference_options: {} });
      expect(events[3]).toEqual({ type: 'client_effect', name: 'e', data: {} });
      expect(events[4].item.content[0].annotations).toEqual([]);
      expect(await alice.items(threadId)).toEqual([events[1].item, events[4].item]);
    });

    scripted('keeps nulls in tool arguments and output, effect data and tag data', async ({ alice, host }) => {
      const word = host.respond(async function* (thread, sent) {
        if (!sent) return;
        yield { type: 'client_effect', name: 'e', data: { a: null, b: [null] } };
        yield done(
          thread.item({ type: 'client_tool_call', status: 'pending', call_id: 'c', name: 'n', arguments: { a: null } }),
        );
      });
      const tag = { type: 'input_tag', id: 'i', text: 't', data: { a: null }, interactive: false };
      const content = [{ type: 'input_text', text: word }, tag];
      const events = await alice.events('threads.create', { input: { ...userInput(word), content } });
      expect(events[1].item.content[1]).toEqual(tag);
      expect(events[3].data).toEqual({ a: null, b: [null] });
      expect(events[4].item.arguments).toEqual({ a: null });
      const thread_id = events[0].thread.id;
      await alice.events('threads.add_client_tool_output', { thread_id, result: { out: null } });
      const [user, call] = await alice.items(thread_id);
      expect(user.content[1].data).toEqual({ a: null });
      expect(call).toMatchObject({ arguments: { a: null }, output: { out: null } });
    });

    scripted('removes nulls everywhere in a widget', async ({ alice, host }) => {
      const widget: Json = {
        type: 'Card',
        size: null,
        children: [null, { type: 'Button', onClickAction: { type: 'a', payload: { x: null, list: [1, null] } } }],
      };
      const word = host.respond(async function* (thread) {
        const item = thread.item({ type: 'widget', widget });
        yield { type: 'thread.item.added', item };
        yield { type: 'thread.item.updated', item_id: item.id, update: { type: 'widget.root.updated', widget } };
        yield done(item);
      });
      const clean = {
        type: 'Card',
        children: [{ type: 'Button', onClickAction: { type: 'a', payload: { list: [1] } } }],
      };
      const { events, threadId } = await alice.createThread(word);
      expect([events[3].item.widget, events[4].update.widget, events[5].item.widget]).toEqual([clean, clean, clean]);
      expect((await alice.items(threadId))[1].widget).toEqual(clean);
    });

    wire('writes every created_at in ISO 8601 with Z', async (alice) => {
      const { threadId } = await alice.createThread();
      const thread = await alice.json('threads.get_by_id', { thread_id: threadId });
      for (const { created_at } of [thread, ...thread.items.data]) {
        expect(created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(Math.abs(Date.now() - Date.parse(created_at))).toBeLessThan(60_000);
      }
    });

    scripted('never sends the private metadata of a thread', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        thread.metadata = { secret: 'private' };
        yield done(message(thread, 'x'));
      });
      const { events, threadId } = await alice.createThread(word);
      const answers = [
        events,
        await alice.json('threads.get_by_id', { thread_id: threadId }),
        await alice.json('threads.list', {}),
        await alice.json('threads.update', { thread_id: threadId, title: 't' }),
      ];
      expect(JSON.stringify(answers)).not.toContain('private');
      expect(answers[1]).toMatchObject({ metadata: {} });
      let kept: unknown;
      const asks = host.respond(async function* (thread) {
        kept = thread.metadata;
      });
      await alice.say(threadId, asks);
      expect(kept).toEqual({ secret: 'private' });
    });

    wire('never sends the metadata of an attachment', async (alice) => {
      const attachment = await alice.json('attachments.create', { name: 'a.txt', size: 1, mime_type: 'text/plain' });
      expect(attachment).not.toHaveProperty('metadata');
    });

    wire('rejects any order but asc and desc', async (alice) => {
      expect((await alice.refused('threads.list', { order: 'up' })).status).toBe(400);
      expect((await alice.refused('items.list', { thread_id: 't', order: 'ASC' })).status).toBe(400);
    });

    wire('rejects a fractional size', async (alice) => {
      const file = { name: 'a.txt', size: 1.5, mime_type: 'text/plain' };
      expect((await alice.refused('attachments.create', file)).status).toBe(400);
    });
  });
}
