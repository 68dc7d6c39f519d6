import { describe, expect } from 'vitest';
import { outline, type ConformanceClient, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget, type Scripted } from './conformance-target.ts';
import { done, message } from './scripted-replies.ts';

const CALL = {
  type: 'client_tool_call',
  status: 'pending',
  name: 'read_selection',
  arguments: { pane: 'left' },
} as const;

/** Tools that run in the client. */
export function clientToolChecks(target: ConformanceTarget): void {
  const { scripted } = checksOf(target);

  describe('client tool calls', () => {
    scripted('sends a call as done and pending, last of its stream', async ({ alice, host }) => {
      const { events } = await alice.createThread(callsTool(host));
      expect(events.at(-1)).toMatchObject({ type: 'thread.item.done', item: CALL });
    });

    scripted('sends id, name and arguments of the call, and no output', async ({ alice, host }) => {
      const { events } = await alice.createThread(callsTool(host));
      const { item } = events.at(-1);
      expect(item).toMatchObject({ call_id: 'call_1', name: 'read_selection', arguments: { pane: 'left' } });
      expect(item).not.toHaveProperty('output');
    });

    scripted('rejects an output without result', async ({ alice, host }) => {
      const { threadId } = await alice.createThread(callsTool(host));
      expect((await alice.refused('threads.add_client_tool_output', { thread_id: threadId })).status).toBe(400);
      expect(await callOf(alice, threadId)).toMatchObject({ status: 'pending' });
    });

    scripted('takes null as a result, and stores no output then', async ({ alice, host }) => {
      const { threadId } = await alice.createThread(callsTool(host));
      await answer(alice, threadId, null);
      const call = await callOf(alice, threadId);
      expect(call.status).toBe('completed');
      expect(call).not.toHaveProperty('output');
    });

    scripted('stores the call as completed with its output', async ({ alice, host }) => {
      const { threadId } = await alice.createThread(callsTool(host));
      await answer(alice, threadId, { text: 'row 4', list: [1, null] });
      const output = { text: 'row 4', list: [1, null] };
      expect(await callOf(alice, threadId)).toMatchObject({ status: 'completed', output });
    });

    scripted('starts with stream_options and reports no completed call', async ({ alice, host }) => {
      const { threadId } = await alice.createThread(callsTool(host));
      const events = await answer(alice, threadId, 1);
      expect(outline(events)).toEqual(['stream_options', 'thread.item.done assistant_message']);
    });

    scripted('calls the responder without a message after an output', async ({ alice, host }) => {
      const { threadId } = await alice.createThread(callsTool(host));
      const events = await answer(alice, threadId, 1);
      expect(events[1].item.content[0].text).toBe('null');
    });

    scripted('refuses a second output for a call', async ({ alice, host }) => {
      const { threadId } = await alice.createThread(callsTool(host));
      await answer(alice, threadId, 'first');
      const before = await alice.items(threadId);
      const params = { thread_id: threadId, result: 'second' };
      expect((await alice.refused('threads.add_client_tool_output', params)).status).toBe(409);
      expect(await alice.items(threadId)).toEqual(before);
      await alice.say(threadId, 'the refusal holds no lease');
    });

    scripted('deletes other pending calls when one gets its output', async ({ alice, host }) => {
      const word = callsTool(host, 3);
      const { threadId } = await alice.createThread(word);
      expect(await alice.items(threadId)).toHaveLength(4);
      await answer(alice, threadId, 'x');
      const items = await alice.items(threadId);
      expect(items.map(({ type }) => type)).toEqual(['user_message', 'client_tool_call', 'assistant_message']);
      expect(items[1]).toMatchObject({ call_id: 'call_3', status: 'completed' });
    });

    scripted('takes an output though a hidden item follows the call', async ({ alice, host }) => {
      const word = host.respond(async function* (thread, sent) {
        if (!sent) return;
        yield done(thread.item({ ...CALL, call_id: 'call_1' }));
        yield done(thread.item({ type: 'hidden_context_item', content: 'noted' }));
      });
      const { threadId } = await alice.createThread(word);
      await answer(alice, threadId, 'x');
      expect(await callOf(alice, threadId)).toMatchObject({ status: 'completed', output: 'x' });
    });

    scripted('hands the completed call to the responder', async ({ alice, host }) => {
      let seen: Json;
      const word = host.respond(async function* (thread, sent) {
        if (sent) yield done(thread.item({ ...CALL, call_id: 'call_1' }));
        else seen = thread.history.at(-1);
      });
      const { threadId } = await alice.createThread(word);
      await answer(alice, threadId, 7);
      expect(seen).toMatchObject({ type: 'client_tool_call', status: 'completed', output: 7 });
    });
  });
}

/** Calls the tool on a message, and says what it got in place of one after an output. */
function callsTool(host: Scripted['host'], count = 1): string {
  return host.respond(async function* (thread, sent) {
    if (!sent) yield done(message(thread, JSON.stringify(sent)));
    const calls = sent ? count : 0;
    for (let index = 1; index <= calls; index += 1) yield done(thread.item({ ...CALL, call_id: `call_${index}` }));
  });
}

function answer(alice: ConformanceClient, threadId: string, result: unknown): Promise<Json[]> {
  return alice.events('threads.add_client_tool_output', { thread_id: threadId, result });
}

async function callOf(alice: ConformanceClient, threadId: string): Promise<Json> {
  return (await alice.items(threadId)).find(({ type }) => type === 'client_tool_call');
}
