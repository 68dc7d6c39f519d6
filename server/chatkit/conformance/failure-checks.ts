import { describe, expect } from 'vitest';
import { StreamError } from '../protocol/stream-error.ts';
import { outline, userInput, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget } from './conformance-target.ts';
import { begin, done, gate, message, reply } from './scripted-replies.ts';
import { HostFailure } from './scripted-host.ts';

/** What failures send and store, and what two requests at once do to each other. */
export function failureChecks(target: ConformanceTarget): void {
  const { scripted } = checksOf(target);

  describe('failures', () => {
    scripted('turns an unexpected exception into one error frame that allows a retry', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield done(message(thread, 'one'));
        throw new Error('boom');
      });
      const { events, threadId } = await alice.createThread(word);
      expect(events.slice(3).map(({ type }) => type)).toEqual(['thread.item.done', 'error']);
      expect(events.at(-1)).toEqual({ type: 'error', code: 'stream.error', allow_retry: true });
      expect(await alice.items(threadId)).toHaveLength(2);
    });

    scripted('sends no text of an unexpected exception, and reports it to the host', async ({ alice, host }) => {
      const failure = new Error('password=hunter2');
      // oxlint-disable-next-line typescript/require-await
      const word = host.respond(async function* () {
        throw failure;
      });
      const body = await alice.raw('threads.create', { input: userInput(word) });
      expect(body).toContain('stream.error');
      expect(body).not.toContain('hunter2');
      expect(host.failures).toContain(failure);
    });

    scripted('sends the message of a custom error, without retry unless allowed', async ({ alice, host }) => {
      const fails = (error: Error) =>
        host.respond(async function* () {
          throw error;
        });
      const last = async (error: Error) => (await alice.createThread(fails(error))).events.at(-1);
      expect(await last(new StreamError('The service is offline.'))).toEqual({
        type: 'error',
        code: 'custom',
        message: 'The service is offline.',
        allow_retry: false,
      });
      expect(await last(new StreamError('Again?', { allowRetry: true }))).toMatchObject({ allow_retry: true });
      expect(await last(new HostFailure('As the host says.'))).toMatchObject({
        code: 'custom',
        message: 'As the host says.',
      });
    });

    scripted('allows a retry of a coded error unless refused', async ({ alice, host }) => {
      const fails = (error: Error) =>
        host.respond(async function* () {
          throw error;
        });
      const last = async (error: Error) => (await alice.createThread(fails(error))).events.at(-1);
      expect(await last(new StreamError())).toEqual({ type: 'error', code: 'stream.error', allow_retry: true });
      expect(await last(new StreamError(undefined, { allowRetry: false }))).toMatchObject({ allow_retry: false });
    });

    scripted('stores a change made before an exception and reports it after the error', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield { type: 'progress_update', text: 'p' };
        thread.title = 'Before';
        throw new Error('boom');
      });
      const { events, threadId } = await alice.createThread(word);
      expect(outline(events).slice(3)).toEqual(['progress_update', 'error', 'thread.updated']);
      expect(await alice.json('threads.get_by_id', { thread_id: threadId })).toMatchObject({ title: 'Before' });
    });

    scripted('does not store a partly streamed message when the responder throws', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield* begin(message(thread, ''), ['half a sen']);
        // Long enough to be checkpointed.
        await new Promise((resolve) => setTimeout(resolve, 400));
        throw new Error('boom');
      });
      const { threadId } = await alice.createThread(word);
      expect(await alice.items(threadId)).toHaveLength(1);
    });
  });

  describe('several at once', () => {
    scripted('does not overwrite a rename that came while the responder ran', async ({ alice, host }) => {
      const word = host.respond(async function* (thread) {
        yield { type: 'progress_update', text: 'p' };
        await alice.json('threads.update', { thread_id: thread.id, title: 'Mine' });
        thread.title = 'Automatic';
        thread.metadata = { a: 1 };
        yield* reply(thread, ['hi']);
      });
      const { threadId, events } = await alice.createThread(word);
      expect(await alice.json('threads.get_by_id', { thread_id: threadId })).toMatchObject({ title: 'Mine' });
      const updated = events.find(({ type }) => type === 'thread.updated');
      expect(updated.thread.title).toBe('Mine');
    });

    scripted('refuses a second stream on a thread while one runs', async ({ alice, host }) => {
      const { opened, open } = gate();
      const word = host.respond(async function* (thread) {
        yield { type: 'progress_update', text: 'p' };
        await opened;
        yield* reply(thread, ['first']);
      });
      const first = await alice.open('threads.create', { input: userInput(word) });
      const thread_id = (await first.next()).thread.id;
      const params = { thread_id, input: userInput('second') };
      const { status, body } = await alice.refused('threads.add_user_message', params);
      expect(status).toBe(409);
      expect(JSON.stringify(body)).toContain('turn_in_progress');
      open();
      await first.rest();
      expect(await alice.items(thread_id)).toHaveLength(2);
      await alice.say(thread_id, 'second');
    });

    scripted('keeps the order of creation when timestamps are equal', async ({ alice, host }) => {
      const texts = Array.from({ length: 12 }, (_, index) => String(index));
      const created_at = '2026-01-01T00:00:00.000Z';
      const word = host.respond(async function* (thread) {
        for (const text of texts) yield done({ ...message(thread, text), created_at });
      });
      const { threadId } = await alice.createThread(word);
      const read = async (order: string) => {
        const page = await alice.json('items.list', { thread_id: threadId, order });
        return page.data
          .filter(({ type }: Json) => type === 'assistant_message')
          .map((item: Json) => item.content[0].text);
      };
      expect(await read('asc')).toEqual(texts);
      expect(await read('desc')).toEqual(texts.toReversed());
    });
  });
}
