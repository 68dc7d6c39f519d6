import { expect, test } from 'vitest';
import { parseThreadItem } from '../protocol/parse-thread-item.ts';
import { assistantItem, item, userItem, widgetItem } from '../testing/frames.ts';
import { copyTextOf, feedbackIdsOf, groupTurns } from './group-turns.ts';
import { pruneAfter } from './prune-after.ts';
import { EMPTY_THREAD } from './thread-state.ts';

const entries = [
  assistantItem('a0', 'Before'),
  userItem('u1', 'Hi'),
  item('fc', 'client_tool_call', { name: 'x', call_id: 'c' }),
  assistantItem('a1', 'One'),
  widgetItem('w1', { type: 'Card' }, { copy_text: 'Card text' }),
  widgetItem('w2', { type: 'Card' }),
  userItem('u2', 'Again'),
].flatMap((value) => parseThreadItem(value) ?? []);

test('cuts a transcript at the messages of the user', () => {
  const turns = groupTurns(entries);
  expect(turns.map((turn) => [turn.key, turn.user?.id ?? null, turn.entries.length])).toEqual([
    ['a0', null, 1],
    ['u1', 'u1', 4],
    ['u2', 'u2', 0],
  ]);
});

test('knows a turn by the entry it was first seen with, also when its beginning comes later', () => {
  const [, ...later] = entries.slice(1);
  expect(groupTurns(later).map((turn) => turn.key)).toEqual(['fc', 'u2']);
  expect(groupTurns(entries, new Set(['fc'])).map((turn) => turn.key)).toEqual(['a0', 'fc', 'u2']);
});

test('copies what the assistant said and what widgets offer, and gives feedback on what can be seen', () => {
  const [, turn] = groupTurns(entries);
  expect(turn && copyTextOf(turn)).toBe('One\n\nCard text');
  expect(turn && feedbackIdsOf(turn)).toEqual(['a1', 'w1', 'w2']);
});

test('prunes what follows a message, and nothing when it is unknown', () => {
  const state = { ...EMPTY_THREAD, entries };
  expect(pruneAfter(state, 'u1').entries.map((entry) => entry.id)).toEqual(['a0', 'u1']);
  expect(pruneAfter(state, 'nobody')).toBe(state);
});
