import { expect, test } from 'vitest';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { NewItem } from '../../chatkit/turn/turn-thread.ts';
import { writeModelMessages } from '../../agent/model/model-messages.ts';
import { toModelTurns } from './to-model-turns.ts';

const toModelMessages = (items: ThreadItem[]) =>
  writeModelMessages({ instructions: 'Be kind.', turns: toModelTurns(items, { calls: [], replies: [] }, 1_000) }).slice(
    1,
  );

let count = 0;
const item = (fields: NewItem): ThreadItem => {
  count += 1;
  return { id: `item_${count}`, thread_id: 't', created_at: '2026-01-01T00:00:00.000Z', ...fields };
};
const user = (text: string) =>
  item({ type: 'user_message', content: [{ type: 'input_text', text }], attachments: [], inference_options: {} });
const assistant = (text: string, status?: 'incomplete') =>
  item({
    type: 'assistant_message',
    content: [{ type: 'output_text', text, annotations: [] }],
    ...(status && { status }),
  });

test('tells the model that a reply was cancelled', () => {
  const note = item({ type: 'sdk_hidden_context', content: 'The user cancelled.' });
  const messages = toModelMessages([user('one'), assistant('I was'), note, user('two')]);
  expect(messages[2]).toMatchObject({ role: 'user', content: expect.stringContaining('The user cancelled.') });
});

test('leaves out client tools that have not answered, and gives the model those that have', () => {
  const call = { type: 'client_tool_call' as const, name: 'read', arguments: { pane: 'left' } };
  const items = [
    user('one'),
    item({ ...call, status: 'pending', call_id: 'waiting' }),
    item({ ...call, status: 'completed', call_id: 'answered', output: { text: 'row 4' } }),
  ];
  const messages = toModelMessages(items);
  const id: unknown = expect.stringMatching(/^[0-9A-Za-z]{9}$/);
  expect(JSON.stringify(messages)).not.toContain('waiting');
  expect(messages.slice(1)).toEqual([
    {
      role: 'assistant',
      tool_calls: [{ id, type: 'function', function: { name: 'read', arguments: '{"pane":"left"}' } }],
    },
    { role: 'tool', tool_call_id: id, content: '{"success":true,"output":{"text":"row 4"}}' },
  ]);
});

test('tells the model that a reply was cut off', () => {
  const messages = toModelMessages([user('one'), assistant('What you had se', 'incomplete'), user('two')]);
  expect(messages[1]).toMatchObject({
    role: 'assistant',
    content: expect.stringMatching(/^What you had se .*cut off/),
  });
});
