import { describe, expect } from 'vitest';
import { outline } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';
import { done, message, reply } from './scripted-replies.ts';

/** What changes of the thread send and store. */
export function threadChangeChecks(target: ConformanceTarget): void {
  const { scripted } = checksOf(target);

  describe('changes of the thread', () => {
    scripted('stores a title and sends one thread.updated', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        thread.title = 'Basics';
        yield* reply(thread, ['a', 'b']);
      });
      const { threadId, events } = await alice.createThread(word);
      const updates = events.filter(({ type }) => type === 'thread.updated');
      expect(updates.map(({ thread }) => thread.title)).toEqual(['Basics']);
      expect(await alice.json('threads.get_by_id', { thread_id: threadId })).toMatchObject({ title: 'Basics' });
    });

    scripted('sends thread.updated right after the event that follows the change', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield done(message(thread, 'one'));
        thread.title = 'Between';
        yield done(message(thread, 'two'));
        yield { type: 'progress_update', text: 'p' };
        thread.title = 'Later';
        yield { type: 'progress_update', text: 'q' };
        yield { type: 'progress_update', text: 'r' };
      });
      const { events } = await alice.createThread(word);
      expect(outline(events).slice(3)).toEqual([
        'thread.item.done assistant_message',
        'thread.item.done assistant_message',
        'thread.updated',
        'progress_update',
        'progress_update',
        'thread.updated',
        'progress_update',
      ]);
      expect(events[5].thread.title).toBe('Between');
      expect(events[8].thread.title).toBe('Later');
    });

    scripted('sends thread.updated last for a change after the last event', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield done(message(thread, 'one'));
        thread.title = 'Late';
      });
      const { events } = await alice.createThread(word);
      expect(events.at(-1)).toMatchObject({ type: 'thread.updated', thread: { title: 'Late' } });
      expect(events).toHaveLength(5);
    });

    scripted('sends thread.updated for private metadata, which stays empty', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        thread.metadata = { response: 'r1' };
        yield { type: 'progress_update', text: 'p' };
      });
      const { events } = await alice.createThread(word);
      expect(events.at(-1)).toMatchObject({ type: 'thread.updated', thread: { metadata: {} } });
    });

    scripted('sends a new status with its reason', async ({ alice, host }) => {
      const status = { type: 'locked' as const, reason: 'Done here.' };
      const word = host.respond(async function* (thread) {
        thread.status = status;
      });
      const { events, threadId } = await alice.createThread(word);
      expect(events.at(-1)).toMatchObject({ type: 'thread.updated', thread: { status } });
      expect(await alice.json('threads.get_by_id', { thread_id: threadId })).toMatchObject({ status });
    });

    scripted('sends allowed image domains once set, and none before', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        thread.title = 'T';
        yield { type: 'progress_update', text: 'p' };
        thread.allowedImageDomains = [];
        yield { type: 'progress_update', text: 'p' };
        thread.allowedImageDomains = ['images.example.com'];
      });
      const { events, threadId } = await alice.createThread(word);
      const updates = events.filter(({ type }) => type === 'thread.updated').map(({ thread }) => thread);
      expect(updates[0]).not.toHaveProperty('allowed_image_domains');
      expect(updates[1].allowed_image_domains).toEqual([]);
      expect(updates[2].allowed_image_domains).toEqual(['images.example.com']);
      const thread = await alice.json('threads.get_by_id', { thread_id: threadId });
      expect(thread.allowed_image_domains).toEqual(['images.example.com']);
    });

    scripted('sends an empty page of items in every thread.updated', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield done(message(thread, 'one'));
        thread.title = 'T';
      });
      const { events } = await alice.createThread(word);
      expect(events.at(-1).thread.items).toEqual({ data: [], has_more: false });
    });
  });
}
