import { describe, expect, vi } from 'vitest';
import type { ThreadItem } from '../protocol/thread-item.ts';
import { outline, userInput, type ConformanceClient, type Json, type OpenStream } from './conformance-client.ts';
import { checksOf, type ConformanceTarget, type Scripted } from './conformance-target.ts';
import { begin, done, message, part, reply, textDelta, untilAborted, update } from './scripted-replies.ts';

/** A connection that goes away is a cancel. */
export function cancelChecks(target: ConformanceTarget): void {
  const { scripted } = checksOf(target);

  describe('cancel', () => {
    scripted('stops the responder within a second, also one that is deaf to its signal', async ({ alice, host }) => {
      let stoppedAfter = Number.POSITIVE_INFINITY;
      let abortedAt = 0;
      const listens = host.respond(async function* (thread, _message, { signal }) {
        yield* begin(message(thread, ''), ['hi']);
        await untilAborted(signal);
        stoppedAfter = performance.now() - abortedAt;
      });
      const stream = await openUntil(alice, listens, 5);
      abortedAt = performance.now();
      stream.abort();
      await vi.waitFor(() => expect(stoppedAfter).toBeLessThan(1_000), { timeout: 2_000 });

      const deaf = host.respond(async function* (thread) {
        yield* begin(message(thread, ''), ['hi']);
        await new Promise((resolve) => setTimeout(resolve, 3_000));
      });
      const other = await openUntil(alice, deaf, 5);
      other.abort();
      await vi.waitFor(() => expect(host.runningTurns).toBe(0), { timeout: 1_000 });
    });

    scripted('stores exactly the text streamed so far', async ({ alice, host }) => {
      const word = host.respond(async function* (thread, _message, { signal }) {
        yield* begin(message(thread, ''), ['What you ', 'had se']);
        await untilAborted(signal);
        yield textDelta('unknown', 'never sent');
      });
      const { threadId, itemId } = await cancelled({ alice, host }, word, 7);
      const [, partial] = await alice.items(threadId);
      expect(partial).toMatchObject({ id: itemId, type: 'assistant_message', content: [part('What you had se')] });
    });

    scripted('stores text of several deltas and parts', async ({ alice, host }) => {
      const word = host.respond(async function* (thread, _message, { signal }) {
        const item = message(thread, '');
        yield* begin(item, ['one', ' two']);
        yield update(item.id, { type: 'assistant_message.content_part.done', content_index: 0, content: part('ONE') });
        yield textDelta(item.id, 'third', 2);
        yield textDelta(item.id, '!', 2);
        await untilAborted(signal);
      });
      const { threadId } = await cancelled({ alice, host }, word, 10);
      const [, partial] = await alice.items(threadId);
      expect(partial.content.map(({ text }: Json) => text)).toEqual(['ONE', '', 'third!']);
    });

    scripted('does not store a message of nothing but whitespace', async ({ alice, host }) => {
      const word = host.respond(async function* (thread, _message, { signal }) {
        yield* begin(message(thread, ''), [' \n ', '\t']);
        await untilAborted(signal);
      });
      const { threadId } = await cancelled({ alice, host }, word, 7);
      expect(await alice.items(threadId)).toHaveLength(1);
    });

    scripted('does not store unfinished workflows, widgets and images', async ({ alice, host }) => {
      const word = host.respond(async function* (thread, _message, { signal }) {
        const workflow = { type: 'reasoning' as const, tasks: [], expanded: false };
        yield { type: 'thread.item.added', item: thread.item({ type: 'workflow', workflow }) };
        yield { type: 'thread.item.added', item: thread.item({ type: 'widget', widget: { type: 'Card' } }) };
        yield { type: 'thread.item.added', item: thread.item({ type: 'generated_image' }) };
        await untilAborted(signal);
      });
      const { threadId } = await cancelled({ alice, host }, word, 6);
      expect(await alice.items(threadId)).toHaveLength(1);
    });

    scripted('appends a hidden note with prefix shcx after the partial message', async ({ alice, host }) => {
      const { threadId } = await cancelled({ alice, host }, endless(host), 5);
      const history = await readHistory({ alice, host }, threadId);
      expect(history.slice(0, 3).map(({ type }) => type)).toEqual([
        'user_message',
        'assistant_message',
        'sdk_hidden_context',
      ]);
      expect(history[2]?.id).toMatch(/^shcx_/);
    });

    scripted('never shows the hidden note', async ({ alice, host }) => {
      const { threadId } = await cancelled({ alice, host }, endless(host), 5);
      const thread = await alice.json('threads.get_by_id', { thread_id: threadId });
      for (const items of [thread.items.data, await alice.items(threadId)]) {
        expect(items.map(({ type }: Json) => type)).toEqual(['user_message', 'assistant_message']);
      }
    });

    scripted('hands the hidden note to the next turn', async ({ alice, host }) => {
      const { threadId } = await cancelled({ alice, host }, endless(host), 5);
      const note = (await readHistory({ alice, host }, threadId)).find(({ type }) => type === 'sdk_hidden_context');
      expect(note).toMatchObject({ content: expect.stringContaining('cancelled') });
    });

    scripted('runs the cancel hook once for a cancelled turn and never for a finished one', async ({ alice, host }) => {
      const { threadId } = await cancelled({ alice, host }, endless(host), 5);
      expect(host.cancelled.filter((id) => id === threadId)).toHaveLength(1);
      const finished = await alice.createThread(host.respond((thread) => reply(thread, ['done'])));
      expect(host.cancelled).not.toContain(finished.threadId);
    });

    scripted('takes a connection closed after the end for no cancel', async ({ alice, host }) => {
      const word = host.respond((thread) => reply(thread, ['done']));
      const stream = await alice.open('threads.create', { input: userInput(word) });
      const { thread } = await stream.next();
      await stream.rest();
      stream.abort();
      await new Promise((resolve) => setTimeout(resolve, 50));
      const history = await readHistory({ alice, host }, thread.id);
      expect(history.map(({ type }) => type)).not.toContain('sdk_hidden_context');
    });

    scripted('takes the next message after a cancel as usual', async ({ alice, host }) => {
      const { threadId } = await cancelled({ alice, host }, endless(host), 5);
      const events = await alice.say(
        threadId,
        host.respond((thread) => reply(thread, ['back'])),
      );
      expect(outline(events).at(-1)).toBe('thread.item.done assistant_message');
    });
  });
}

/** A reply that has said something and then waits for ever. */
function endless(host: Scripted['host']): string {
  return host.respond(async function* (thread, _message, { signal }) {
    yield* begin(message(thread, ''), ['I was say']);
    await untilAborted(signal);
  });
}

async function openUntil(alice: ConformanceClient, word: string, frames: number): Promise<OpenStream> {
  const stream = await alice.open('threads.create', { input: userInput(word) });
  for (let count = 0; count < frames; count += 1) await stream.next();
  return stream;
}

/** Starts a turn, goes away after so many frames, and waits until the server has noticed. */
async function cancelled(
  { alice, host }: Pick<Scripted, 'alice' | 'host'>,
  word: string,
  frames: number,
): Promise<{ threadId: string; itemId: string | undefined }> {
  const stream = await alice.open('threads.create', { input: userInput(word) });
  const threadId = (await stream.next()).thread.id;
  let itemId: string | undefined;
  for (let count = 1; count < frames; count += 1) {
    const event = await stream.next();
    itemId = event.item?.id ?? itemId;
  }
  stream.abort();
  await vi.waitFor(() => expect(host.cancelled).toContain(threadId), { timeout: 2_000 });
  return { threadId, itemId };
}

async function readHistory(
  { alice, host }: Pick<Scripted, 'alice' | 'host'>,
  threadId: string,
): Promise<readonly ThreadItem[]> {
  let history: readonly ThreadItem[] = [];
  const word = host.respond(async function* (thread) {
    history = thread.history;
    yield done(message(thread, 'read'));
  });
  await alice.say(threadId, word);
  return history;
}
