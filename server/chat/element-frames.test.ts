import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { parseAttachment } from '../../desktop/chatkit-element/protocol/parse-thread-item.ts';
import { stopResponse } from '../../desktop/chatkit-element/thread/reduce-thread.ts';
import { anyEvent, tellItem } from '../chatkit/conformance/any-event.ts';
import { anyData, anyItem, anyText, record, type ItemOf } from '../chatkit/conformance/any-item.ts';
import { startScriptedHost } from '../chatkit/conformance/scripted-host.ts';
import { done, message, untilAborted } from '../chatkit/conformance/scripted-replies.ts';
import type { ItemUpdate, ThreadEvent, TurnEvent } from '../chatkit/protocol/thread-event.ts';
import type { ThreadItem, UserMessageItem } from '../chatkit/protocol/thread-item.ts';
import type { ThreadStatus } from '../chatkit/protocol/thread.ts';
import type { TurnThread } from '../chatkit/turn/turn-thread.ts';
import type { Frame } from '../testing/chat-client.ts';
import { insertUser } from '../testing/factories.ts';
import { ListeningElement } from '../testing/listening-element.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { startTestServer } from '../testing/test-server.ts';
import { AttachmentStore } from './store/attachment-store.ts';
import { ConversationStore } from './store/conversation-store.ts';

const { database } = await createTestDatabase();
const attachments = new AttachmentStore(database);
const host = await startScriptedHost({
  store: new ConversationStore(database, attachments),
  storage: attachments,
  createCaller: (caller) => ({ ...caller, requestId: 'element', timeZone: 'UTC' }),
  options: { createThreadId: randomUUID, checkpointMilliseconds: 50 },
});
afterAll(() => host.stop());

/** The protocol as the server has it: a type that is added is asked for here, and then looked for among the frames. */
const EVENTS: Record<ThreadEvent['type'], true> = {
  'thread.created': true,
  'thread.updated': true,
  'thread.item.added': true,
  'thread.item.updated': true,
  'thread.item.done': true,
  'thread.item.removed': true,
  'thread.item.replaced': true,
  stream_options: true,
  progress_update: true,
  client_effect: true,
  notice: true,
  error: true,
};
const UPDATES: Record<ItemUpdate['type'], true> = {
  'assistant_message.content_part.added': true,
  'assistant_message.content_part.text_delta': true,
  'assistant_message.content_part.annotation_added': true,
  'assistant_message.content_part.done': true,
  'widget.streaming_text.value_delta': true,
  'widget.component.updated': true,
  'widget.root.updated': true,
  'workflow.task.added': true,
  'workflow.task.updated': true,
  'generated_image.updated': true,
};
/** Whether clients see it. */
const ITEMS: Record<ThreadItem['type'], boolean> = {
  user_message: true,
  assistant_message: true,
  client_tool_call: true,
  widget: true,
  generated_image: true,
  structured_input: true,
  workflow: true,
  task: true,
  end_of_turn: true,
  hidden_context_item: false,
  sdk_hidden_context: false,
};

/** What the element has no use for: a type there is one of, a hint about previews, what is empty or said elsewhere. */
const UNREAD = [
  'item.attachments[].thread_id',
  'item.content[].annotations[].source.preview',
  'item.content[].annotations[].type',
  'thread.items',
  'thread.metadata',
  'update.annotation.source.preview',
  'update.annotation.type',
  'update.content.annotations[].source.preview',
  'update.content.annotations[].type',
];

/** One thing that happens in a turn. */
type Step =
  | { kind: 'item'; fields: ItemOf<keyof typeof anyItem>; way: number; fate: 'kept' | 'removed' | 'replaced' }
  | { kind: 'event'; event: TurnEvent }
  | { kind: 'thread'; title: string; status: ThreadStatus; domains: string[] | null };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('item'),
      fields: fc.oneof(...Object.values(anyItem)),
      way: fc.nat({ max: 2 }),
      fate: fc.constantFrom('kept' as const, 'kept' as const, 'removed' as const, 'replaced' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('event'), event: fc.oneof(...Object.values(anyEvent)) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('thread'),
      title: anyText,
      status: fc.oneof(
        record<{ type: 'active' }>({ type: fc.constant('active') }, {}),
        record<{ type: 'locked' | 'closed'; reason?: string }>(
          { type: fc.constantFrom('locked', 'closed') },
          { reason: anyText },
        ),
      ),
      domains: fc.option(fc.array(fc.domain(), { maxLength: 2 })),
    }),
  },
);

const question = fc.record({
  content: fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('input_text'), text: anyText }),
      record<Extract<UserMessageItem['content'][number], { type: 'input_tag' }>>(
        { type: fc.constant('input_tag'), id: anyText, text: anyText, data: anyData, interactive: fc.boolean() },
        { group: anyText },
      ),
    ),
    { maxLength: 3 },
  ),
  files: fc.subarray(['note.txt', 'dot.png']),
  more: record<Pick<UserMessageItem, 'quoted_text' | 'inference_options'>>(
    {
      inference_options: record<UserMessageItem['inference_options']>(
        {},
        { tool_choice: fc.record({ id: anyText }), model: anyText },
      ),
    },
    { quoted_text: anyText },
  ),
});

/** What was sent and not heard, by where it is; lists stand for their members. */
function* lost(sent: unknown, heard: unknown, path: string): Generator<string> {
  if (typeof sent !== 'object' || sent === null) {
    if (!Object.is(sent, heard)) yield path;
  } else if (Array.isArray(sent)) {
    for (const [index, member] of sent.entries()) yield* lost(member, Reflect.get(Object(heard), index), `${path}[]`);
  } else {
    for (const [key, member] of Object.entries(sent)) {
      const place = path === '' ? key : `${path}.${key}`;
      if (Object.hasOwn(Object(heard), key)) yield* lost(member, Reflect.get(Object(heard), key), place);
      else yield place;
    }
  }
}

/** Plays a step; what it replaces or removes is shown first. */
async function* play(thread: TurnThread, happening: Step): AsyncGenerator<TurnEvent> {
  if (happening.kind === 'event') yield happening.event;
  else if (happening.kind === 'thread') {
    thread.title = happening.title;
    thread.status = happening.status;
    thread.allowedImageDomains = happening.domains;
  } else {
    const { fields, way, fate } = happening;
    let id = '';
    for await (const event of tellItem(thread, thread.item(fields), way)) {
      if (event.type === 'thread.item.done') id = event.item.id;
      yield event;
    }
    if (fate === 'removed') yield { type: 'thread.item.removed', item_id: id };
    if (fate === 'replaced') yield { type: 'thread.item.replaced', item: thread.item({ ...fields, id }) };
  }
}

/** Uploads a file as the element does. @returns its id. */
async function upload({ client }: ListeningElement, name: string): Promise<string> {
  const bytes = Buffer.from(name === 'dot.png' ? PNG : 'milk, bread', name === 'dot.png' ? 'base64' : 'utf8');
  const params = { name, size: bytes.byteLength, mime_type: name === 'dot.png' ? 'image/png' : 'text/plain' };
  const [file] = parseAttachment(await client.send({ type: 'attachments.create', params }));
  const descriptor = file?.upload_descriptor;
  if (!file || !descriptor) throw new Error('no attachment');
  await client.upload(descriptor.url, { method: descriptor.method, headers: descriptor.headers, body: bytes });
  return file.id;
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('the element hears all that the server says, of every type, and ends with what is stored', async () => {
  const seen = new Set<string>();
  const unheard = new Set<string>();
  await fc.assert(
    fc.asyncProperty(question, fc.array(step, { minLength: 1, maxLength: 5 }), async (asked, steps) => {
      const element = await meet();
      const word = host.respond(async function* (thread) {
        // A note of the server's right behind a message says that nothing came of it.
        yield done(message(thread, 'Well:'));
        for (const happening of steps) yield* play(thread, happening);
      });
      const input = {
        content: [{ type: 'input_text' as const, text: word }, ...asked.content],
        attachments: await Promise.all(asked.files.map((name) => upload(element, name))),
        ...asked.more,
      };
      await element.listen({ type: 'threads.create', params: { input } });

      const frames = await element.frames();
      for (const type of frames.flatMap(typesOf)) seen.add(type);
      for (const path of unheardOf(frames, element)) unheard.add(path);
      expect(element.jumps).toEqual([]);
      expect({ thread: element.state.thread, items: element.items }).toEqual(await element.stored());
      expect(host.failures).toEqual([]);
    }),
    { seed: 10, numRuns: 80 },
  );
  const shown = Object.entries(ITEMS).flatMap(([type, isShown]) => (isShown ? [type] : []));
  expect([...seen].toSorted()).toEqual([...Object.keys(EVENTS), ...Object.keys(UPDATES), ...shown].toSorted());
  expect([...unheard].toSorted()).toEqual(UNREAD);
}, 120_000);

const PATIENCE = { timeout: 10_000 };

test('answers to questions come back as they are stored', async () => {
  await fc.assert(
    fc.asyncProperty(anyItem.structured_input, fc.infiniteStream(anyText), async (asked, words) => {
      const element = await meet();
      const word = host.respond(async function* (thread, message) {
        if (message) yield done(thread.item({ ...asked, status: 'pending' }));
        else yield done(thread.item({ type: 'end_of_turn' }));
      });
      await element.listen({ type: 'threads.create', params: { input: say(word) } });
      const item = element.items.at(-1);
      if (item?.type !== 'structured_input') throw new Error('no questions');
      const answers = Object.fromEntries(
        item.inputs.map(({ id }) => [id, { values: [...words.take(2)], skipped: false }]),
      );
      const params = { thread_id: item.thread_id, item_id: item.id, input: { status: 'answered' as const, answers } };
      await element.listen({ type: 'threads.add_structured_input', params });
      expect(element.items.at(-1)).toMatchObject({ id: item.id, status: 'answered' });
      expect(element.items).toEqual((await element.stored()).items);
    }),
    { seed: 10, numRuns: 15 },
  );
}, 60_000);

test('what was heard of a reply is what is kept of it while it runs, and when it is stopped', async () => {
  await fc.assert(
    fc.asyncProperty(anyItem.assistant_message, fc.nat({ max: 30 }), async (fields, heardOf) => {
      const element = await meet();
      const [saidAll, stop] = [Promise.withResolvers<void>(), new AbortController()];
      const word = host.respond(async function* (thread, _message, { signal }) {
        let told = 0;
        for await (const event of tellItem(thread, thread.item(fields), 0)) {
          // The text that comes first is what there is to keep.
          if (event.type === 'thread.item.done' || told++ > heardOf) break;
          yield event;
        }
        yield { type: 'progress_update', text: 'still at it' };
        saidAll.resolve();
        await untilAborted(signal);
      });
      const listening = element.listen({ type: 'threads.create', params: { input: say(word) } }, stop.signal);
      await saidAll.promise;
      await vi.waitFor(() => expect(element.state.progress?.text).toBe('still at it'), PATIENCE);
      const reply = element.items.find(({ type }) => type === 'assistant_message');
      const isReadable = reply?.type === 'assistant_message' && reply.content.some(({ text }) => text.trim() !== '');
      if (isReadable) {
        await vi.waitFor(async () => {
          expect((await element.stored()).items.at(-1)).toEqual({ ...reply, state: 'running' });
        }, PATIENCE);
      }
      element.state = stopResponse(element.state);
      stop.abort();
      await expect(listening).rejects.toThrow();
      await vi.waitFor(() => expect(host.runningTurns).toBe(0), PATIENCE);
      expect(element.items).toEqual((await element.stored()).items);
    }),
    { seed: 10, numRuns: 15 },
  );
}, 60_000);

test('the element follows a conversation with Parley, and ends each turn with what is stored', async () => {
  const server = await startTestServer();
  const alice = await server.signUp();
  const element = new ListeningElement(`${server.url}/api/${alice.id}/chat`, {
    Authorization: `Bearer ${alice.token}`,
  });
  await element.listen({ type: 'threads.create', params: { input: say('add buy milk tomorrow and call mom') } });
  for (const words of ['what is on my list?', 'delete buy milk', 'yes', 'undo that', 'remove all tasks', 'no']) {
    const params = { thread_id: element.state.thread?.id ?? '', input: say(words) };
    await element.listen({ type: 'threads.add_user_message', params });
    expect(element.items, words).toEqual((await element.stored()).items);
  }
  expect(element.jumps).toEqual([]);
  const frames = await element.frames();
  expect(new Set(frames.flatMap(typesOf))).toContain('widget');
  expect(unheardOf(frames, element)).toEqual(new Set(['thread.items', 'thread.metadata']));
}, 60_000);

/** An element of somebody new. */
async function meet(): Promise<ListeningElement> {
  return new ListeningElement(`${host.origin}/chatkit`, { 'X-User': await insertUser(database) });
}

function say(text: string) {
  return { content: [{ type: 'input_text' as const, text }], attachments: [], inference_options: {} };
}

/** What was sent to an element and did not arrive, but for the one type of item that has nothing to show. */
function unheardOf(frames: readonly Frame[], { heard }: ListeningElement): Set<string> {
  expect(heard).toHaveLength(frames.length);
  return new Set(
    frames.flatMap((frame, index) => {
      if (!typesOf(frame).includes('end_of_turn')) return [...lost(frame, heard[index], '')];
      expect(heard[index]).toBeNull();
      return [];
    }),
  );
}

/** The types a frame has: of the event, and of what it brings. */
function typesOf({ type, item, update }: Frame): string[] {
  return [type, ...[item, update].flatMap((part) => (isTyped(part) ? [part.type] : []))];
}

function isTyped(value: unknown): value is { type: string } {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
