import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TELLINGS, writeModelMessages, type ModelRound } from '../agent/model/model-messages.ts';
import { makeCallId } from '../agent/model/call-id.ts';
import type { ThreadItem } from '../chatkit/protocol/thread-item.ts';
import type { NewItem } from '../chatkit/turn/turn-thread.ts';
import { findFault } from '../testing/strict-template.ts';
import { toModelTurns } from './turn/to-model-turns.ts';
import type { RecordedCall, RecordedReply } from './store/turn-records.ts';

const words = fc.oneof(
  fc.constantFrom('', ' ', '\n\t', 'add milk ', ' What you had se\n\n', ']', '[Note', '```json\n{}\n```'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const extra = fc.dictionary(fc.constantFrom('reasoning', 'extra_content', 'function', 'role', 'content'), fc.json());

/** What may stand behind a message: answers whole and cut, cards, steps, notes of a stop, tools of the client. */
const item: fc.Arbitrary<NewItem> = fc.oneof(
  fc.record({ text: words, isCut: fc.boolean() }).map(({ text, isCut }) => ({
    type: 'assistant_message' as const,
    content: [{ type: 'output_text' as const, text, annotations: [] }],
    ...(isCut && { status: 'incomplete' as const }),
  })),
  fc
    .record({ copy_text: words })
    .map((fields) => ({ type: 'widget' as const, widget: { type: 'Card' as const }, ...fields })),
  fc.constant<NewItem>({ type: 'widget', widget: { type: 'Card' as const } }),
  fc.uuid().map((callId) => {
    const card = { kind: 'choices', asked: 'msg_1', offer: { callId, question: 'Add it?', choices: ['Add it', 'No'] } };
    return { type: 'widget' as const, widget: { type: 'Basic' as const }, basis: { locale: 'en', card } };
  }),
  fc.constant<NewItem>({ type: 'workflow', workflow: { type: 'custom' as const, tasks: [], expanded: false } }),
  words.map((content) => ({ type: 'sdk_hidden_context' as const, content })),
  fc.json().map((content) => ({ type: 'hidden_context_item' as const, content: JSON.parse(content) as unknown })),
  fc.record({ status: fc.constantFrom('pending' as const, 'completed' as const) }).map(({ status }) => ({
    type: 'client_tool_call' as const,
    status,
    call_id: 'call_r0_0',
    name: 'read pane',
    arguments: {},
  })),
);

const call = fc.record({
  /** As older versions named them, too: the same in every turn. */
  isOld: fc.boolean(),
  name: fc.oneof(
    fc.constantFrom('add_task', 'functions.delete', '__proto__', 'naïve tool '),
    fc.string({ minLength: 1 }),
  ),
  status: fc.constantFrom('succeeded' as const, 'failed' as const, 'proposed' as const, 'cancelled' as const),
  result: fc.constantFrom(null, { success: true, text: 'x'.repeat(9_000) }, { success: false }),
});

const turn = fc.record({
  text: words,
  attachments: fc.constantFrom([], [{ id: 'atc_1', name: 'list.txt', mime_type: 'text/plain', type: 'file' as const }]),
  rest: fc.array(item, { maxLength: 4 }),
  calls: fc.array(call, { maxLength: 4 }),
  /** How the calls came, when their endpoint gave something with them; 9 is a call that is not there any more. */
  replies: fc.array(fc.record({ message: extra, places: fc.uniqueArray(fc.constantFrom(0, 1, 2, 9)), extra }), {
    maxLength: 3,
  }),
});
type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

const running = fc.array(fc.record({ text: words, calls: fc.integer({ min: 1, max: 3 }), extra }), { maxLength: 2 });

let count = 0;
function made(fields: NewItem): ThreadItem {
  count += 1;
  return { id: `item_${count}`, thread_id: 't', created_at: '2026-01-01T00:00:00.000Z', ...fields };
}

function record(turns: readonly Turn[]) {
  const items: ThreadItem[] = [];
  const calls: RecordedCall[] = [];
  const replies: RecordedReply[] = [];
  for (const [index, { text, attachments, rest, ...done }] of turns.entries()) {
    const content = [{ type: 'input_text' as const, text }];
    const message = made({ type: 'user_message', content, attachments: [...attachments], inference_options: {} });
    const isNewest = index === turns.length - 1;
    const idOf = (place: number, isOld: boolean) => (isOld ? `call_r0_${place}` : makeCallId(`${index}`, 0, place));
    items.push(message, ...(isNewest ? [] : rest.map(made)));
    for (const [place, { isOld, ...told }] of done.calls.entries())
      calls.push({ item_id: message.id, call_id: idOf(place, isOld), arguments: { title: 'buy milk' }, ...told });
    for (const { message: fields, places, extra: given } of done.replies) {
      const named = places.map((place) => ({ id: idOf(place, done.calls[place]?.isOld ?? false), extra: given }));
      replies.push({ item_id: message.id, message: fields, calls: named });
    }
  }
  return { items, records: { calls, replies } };
}

test('whatever happened in a conversation, the strictest template takes what is sent of it', () => {
  const conversations = fc.tuple(
    fc.array(item, { maxLength: 2 }),
    fc.array(turn, { minLength: 1, maxLength: 5 }),
    running,
  );
  fc.assert(
    fc.property(
      conversations,
      fc.constantFrom(...TELLINGS),
      fc.constantFrom(50, 5_000),
      ([before, turns, now], telling, budget) => {
        const { items, records } = record(turns);
        const rounds = now.map(({ calls, ...round }, place): ModelRound => ({
          ...round,
          calls: Array.from({ length: calls }, (_, position) => ({
            id: makeCallId('900', place, position),
            name: 'add_task',
            args: '{}',
            result: '{"success":true}',
            extra: round.extra,
          })),
        }));
        const told = toModelTurns([...before.map(made), ...items], records, budget).map((one, index, { length }) =>
          index === length - 1 ? { ...one, rounds } : one,
        );
        const messages: unknown = writeModelMessages({ instructions: 'Be kind.', turns: told }, telling);
        expect(findFault(messages as Parameters<typeof findFault>[0])).toBeUndefined();
      },
    ),
    { seed: 18, numRuns: 120 },
  );
});
