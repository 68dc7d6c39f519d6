import { expect, test } from 'vitest';
import { parseThreadItem } from '../protocol/parse-thread-item.ts';
import type { ThreadItem } from '../protocol/thread-item.ts';
import { keepKnown } from './keep-known.ts';
import type { TranscriptEntry } from './transcript-entry.ts';

function read(value: Record<string, unknown>): ThreadItem {
  const item = parseThreadItem({ thread_id: 'thr_1', created_at: '2026-12-01T10:00:00.000Z', ...value });
  if (!item) throw new Error('not an item');
  return item;
}
const said = () => read({ id: 'msg_1', type: 'user_message', content: [{ type: 'input_text', text: 'hi' }] });
const row = (id: number, isDone: boolean) => ({ type: 'ListViewItem', key: `task-${id}`, isDone });
const list = (...done: boolean[]) =>
  read({ id: 'msg_2', type: 'widget', widget: { type: 'ListView', children: done.map((is, id) => row(id, is)) } });

test('what has not changed stays the object it was, and of what has, every part that has not', () => {
  const shown = [said(), list(false, false)];
  const kept = keepKnown(shown, [said(), list(false, true)]);
  expect(kept[0]).toBe(shown[0]);
  expect(kept[1]).toEqual(list(false, true));
  const rowsOf = (entry: TranscriptEntry | undefined) =>
    entry?.type === 'widget' && Array.isArray(entry.widget.children) ? entry.widget.children : [];
  expect(rowsOf(kept[1])[0]).toBe(rowsOf(shown[1])[0]);
  expect(keepKnown(shown, [said(), list(false, false)])).toEqual(shown);
});

test('a bubble keeps its first id, and an error stays where it stood', () => {
  const bubble: TranscriptEntry = {
    ...read({ id: 'msg_1', type: 'user_message', content: [] }),
    local_id: 'local_1',
  } as TranscriptEntry;
  const error: TranscriptEntry = { type: 'error', id: 'local_2', code: 'stream.error', allowRetry: true };
  const fetched = [read({ id: 'msg_1', type: 'user_message', content: [] }), list(true)];
  expect(keepKnown([bubble, error], fetched)).toEqual([bubble, error, list(true)]);
});

test('what is gone from the server goes', () => {
  expect(keepKnown([said(), list(true)], [said()])).toEqual([said()]);
});
