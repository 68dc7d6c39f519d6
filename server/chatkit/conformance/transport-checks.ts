import { describe, expect } from 'vitest';
import { userInput, type ConformanceClient } from './conformance-client.ts';
import { checksOf, type ConformanceTarget, type Scripted } from './conformance-target.ts';
import { done, gate, message, reply } from './scripted-replies.ts';

/** Every request type with parameters that are valid in form. */
const REQUESTS: Record<string, object> = {
  'threads.create': { input: userInput('hi') },
  'threads.add_user_message': { thread_id: 't', input: userInput('hi') },
  'threads.add_client_tool_output': { thread_id: 't', result: null },
  'threads.add_structured_input': { thread_id: 't', item_id: 'i', input: {} },
  'threads.retry_after_item': { thread_id: 't', item_id: 'i' },
  'threads.custom_action': { thread_id: 't', action: { type: 'a' } },
  'threads.sync_custom_action': { thread_id: 't', action: { type: 'a' } },
  'threads.get_by_id': { thread_id: 't' },
  'threads.list': {},
  'threads.update': { thread_id: 't', title: 'x' },
  'threads.delete': { thread_id: 't' },
  'items.list': { thread_id: 't' },
  'items.feedback': { thread_id: 't', item_ids: [], kind: 'positive' },
  'attachments.create': { name: 'a.txt', size: 1, mime_type: 'text/plain' },
  'attachments.delete': { attachment_id: 'a' },
  'input.transcribe': { audio_base64: 'AAAA', mime_type: 'audio/mp4' },
};

/** One address, exact frames. */
export function transportChecks(target: ConformanceTarget): void {
  const { wire, scripted } = checksOf(target);

  describe('transport', () => {
    wire('accepts all 16 request types on one address, told apart by their type', async (alice) => {
      for (const [type, params] of Object.entries(REQUESTS)) {
        const response = await alice.post({ type, params });
        const text = await response.text();
        // What is missing may be refused; that the request itself is understood must not be.
        if (response.status !== 200) expect([404, 409, 501], `${type}: ${text}`).toContain(response.status);
      }
    });

    wire('rejects a request without params, even when all of them are optional', async (alice) => {
      for (const type of Object.keys(REQUESTS)) expect((await alice.refused(type, undefined)).status).toBe(400);
    });

    wire('rejects an unknown type with a client error', async (alice) => {
      expect((await alice.refused('threads.search', {})).status).toBe(400);
      expect((await alice.post({ params: {} })).status).toBe(400);
      expect((await alice.post({})).status).toBe(400);
    });

    wire('answers a body that is no JSON with a JSON error, and lives on', async (alice) => {
      for (const body of ['{', '', '"text"', '[]', 'null', '['.repeat(100_000)]) {
        const response = await alice.post(body);
        expect(response.status, body.slice(0, 10)).toBe(400);
        expect(response.headers.get('Content-Type')).toMatch(/json/);
        await response.text();
      }
      await alice.json('threads.list', {});
    });

    wire('ignores unknown keys at every level', async (alice) => {
      const input = { ...userInput('hi'), inference_options: { extra: 1 }, extra: 1 };
      const response = await alice.post({ type: 'threads.create', params: { input, extra: 1 }, extra: { a: 1 } });
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain('extra');
      const action = { type: 'a', handler: 'server', extra: 1 };
      expect((await alice.refused('threads.custom_action', { thread_id: 't', action })).status).toBe(404);
    });

    wire('accepts metadata on every request and never sends it back', async (alice) => {
      for (const [type, params] of Object.entries(REQUESTS)) {
        const response = await alice.post({ type, params, metadata: { secret: 'do-not-echo' } });
        expect([200, 404, 409, 501]).toContain(response.status);
        expect(await response.text()).not.toContain('do-not-echo');
      }
    });

    scripted('streams six types and answers ten with JSON', async ({ alice, host }) => {
      const { threadId, question, widget } = await createThreadWithEverything(alice, host);
      const { id: messageId } = (await alice.items(threadId))[0];
      const thread_id = threadId;
      const streaming: [string, object][] = [
        ['threads.add_client_tool_output', { thread_id, result: 1 }],
        ['threads.add_structured_input', { thread_id, item_id: question, input: {} }],
        ['threads.custom_action', { thread_id, item_id: widget, action: { type: 'none' } }],
        ['threads.retry_after_item', { thread_id, item_id: messageId }],
        ['threads.add_user_message', { thread_id, input: userInput('hi') }],
        ['threads.create', { input: userInput('hi') }],
      ];
      for (const [type, params] of streaming) await (await alice.open(type, params)).rest();
      const { id: attachment_id } = await alice.json('attachments.create', {
        name: 'a',
        size: 1,
        mime_type: 'text/csv',
      });
      const plain: [string, object][] = [
        ['threads.get_by_id', { thread_id }],
        ['threads.list', {}],
        ['threads.update', { thread_id, title: 'x' }],
        ['items.list', { thread_id }],
        ['items.feedback', { thread_id, item_ids: [], kind: 'positive' }],
        ['attachments.create', { name: 'a', size: 1, mime_type: 'text/csv' }],
        ['attachments.delete', { attachment_id }],
        ['input.transcribe', { audio_base64: 'AAAA', mime_type: 'audio/mp4' }],
        ['threads.sync_custom_action', { thread_id, action: { type: 'none' } }],
        ['threads.delete', { thread_id }],
      ];
      for (const [type, params] of plain) await alice.json(type, params);
    });

    wire('answers the same whatever Accept says', async (alice) => {
      for (const Accept of ['application/json', 'text/html', 'image/png']) {
        const stream = await alice.open('threads.create', { input: userInput('hi') }, { Accept });
        await stream.rest();
        const list = await alice.post(
          { type: 'threads.list', params: {} },
          { headers: { Accept: 'text/event-stream' } },
        );
        expect(list.headers.get('Content-Type')).toMatch(/^application\/json/);
        await list.text();
      }
    });

    wire('writes each frame as "data: ", one line of JSON and two line feeds', async (alice) => {
      const body = await alice.raw('threads.create', { input: userInput('a\nb\r\nc') });
      expect(body).toMatch(/^(data: \{.*\}\n\n)+$/);
      for (const frame of body.split('\n\n').slice(0, -1)) expect(() => JSON.parse(frame.slice(6))).not.toThrow();
      expect(body).not.toContain('\r');
      expect(body.split('\n\n')[0]).toMatch(/^data: \{"type":"thread.created","thread":\{/);
    });

    wire('sends no event, id or retry lines', async (alice) => {
      const body = await alice.raw('threads.create', { input: userInput('hi') });
      expect(body.split('\n').filter((line) => line !== '' && !line.startsWith('data: '))).toEqual([]);
    });

    wire('ends the body without a terminator frame', async (alice) => {
      const body = await alice.raw('threads.create', { input: userInput('hi') });
      expect(body).not.toContain('[DONE]');
      expect(body.endsWith('}\n\n')).toBe(true);
    });

    scripted('carries line breaks, quotes, emoji and U+2028 in one frame, unchanged', async ({ alice, host }) => {
      const text = 'a\nb\r\n"quoted" \\ 😀 \u2028\u2029 é 漢';
      const word = host.respond((thread) => reply(thread, [text]));
      const body = await alice.raw('threads.create', { input: userInput(word) });
      const frame = body.split('\n\n').find((line) => line.includes('text_delta')) ?? '';
      expect(JSON.parse(frame.slice(6)).update.delta).toBe(text);
      expect(frame).toContain('😀');
    });

    scripted('flushes the first delta before the responder ends', async ({ alice, host }) => {
      const { opened, open } = gate();
      const word = host.respond(async function* (thread) {
        const item = message(thread, 'first');
        yield { type: 'thread.item.added', item: { ...item, content: [] } };
        await opened;
        yield done(item);
      });
      const stream = await alice.open('threads.create', { input: userInput(word) });
      const seen = [await stream.next(), await stream.next(), await stream.next(), await stream.next()];
      expect(seen[3].type).toBe('thread.item.added');
      open();
      expect(await stream.rest()).toHaveLength(1);
    });

    scripted('hands Accept-Language to the responder', async ({ alice, host }) => {
      let locale: unknown;
      const word = host.respond(async function* (_thread, _message, caller) {
        locale = caller.locale;
      });
      const stream = await alice.open('threads.create', { input: userInput(word) }, { 'Accept-Language': 'fr-CA' });
      await stream.rest();
      expect(locale).toBe('fr-CA');
    });

    wire('answers a failing lookup of a streaming request with a status and JSON', async (alice) => {
      const thread_id = 'b6c2f3b4-0000-4000-8000-000000000000';
      const requests: [string, object][] = [
        ['threads.add_user_message', { thread_id, input: userInput('hi') }],
        ['threads.add_client_tool_output', { thread_id, result: 1 }],
        ['threads.add_structured_input', { thread_id, item_id: 'i', input: {} }],
        ['threads.retry_after_item', { thread_id, item_id: 'i' }],
        ['threads.custom_action', { thread_id, action: { type: 'a' } }],
      ];
      for (const [type, params] of requests) expect((await alice.refused(type, params)).status).toBe(404);
      const { threadId } = await alice.createThread();
      for (const [type, params] of requests.slice(2, 4)) {
        expect((await alice.refused(type, { ...params, thread_id: threadId })).status).toBe(404);
      }
      const action = { thread_id: threadId, item_id: 'unknown', action: { type: 'a' } };
      expect((await alice.refused('threads.custom_action', action)).status).toBe(404);
    });
  });
}

async function createThreadWithEverything(
  alice: ConformanceClient,
  host: Scripted['host'],
): Promise<{ threadId: string; question: string; widget: string }> {
  const word = host.respond(async function* (thread, sent) {
    if (!sent) return;
    yield done(
      thread.item({
        type: 'structured_input',
        status: 'pending',
        inputs: [{ type: 'freeform', id: 'q', question: '?' }],
      }),
    );
    yield done(thread.item({ type: 'widget', widget: { type: 'Card' } }));
    yield done(thread.item({ type: 'client_tool_call', status: 'pending', call_id: 'c', name: 'n', arguments: {} }));
  });
  const { threadId } = await alice.createThread(word);
  const items = await alice.items(threadId);
  const idOf = (type: string) => items.find((item) => item.type === type).id;
  return { threadId, question: idOf('structured_input'), widget: idOf('widget') };
}
