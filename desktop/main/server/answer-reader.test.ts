import { describe, expect, it } from 'vitest';
import { createAnswerReader } from './answer-reader.ts';

const encoder = new TextEncoder();
const line = (event: object) => `data: ${JSON.stringify(event)}\n\n`;
const message = (text: string) =>
  line({
    type: 'thread.item.done',
    item: { thread_id: 'c1', type: 'assistant_message', content: [{ type: 'output_text', text }] },
  });
const read = (text: string, pieceBytes = 1e9) => {
  const reader = createAnswerReader();
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.take(bytes.subarray(at, at + pieceBytes));
  return reader.end();
};

describe('E-69 reading along an answer', () => {
  it('understands it however it is cut into pieces', () => {
    const stream = line({ type: 'thread.created', thread: { id: 'c1' } }) + message('grüße 👋') + message('das Ende');
    for (const size of [1, 3, 17, 1000]) {
      expect(read(stream, size)).toEqual({ conversationId: 'c1', title: null, text: 'das Ende', question: null });
    }
  });

  it('takes the newest title, and the words from whole messages alone', () => {
    const delta = { type: 'assistant_message.content_part.text_delta', content_index: 0, delta: 'not this' };
    const stream =
      message('this') +
      line({ type: 'thread.item.updated', item_id: 'm', update: delta }) +
      line({ type: 'thread.updated', thread: { id: 'c1', title: 'Old' } }) +
      line({ type: 'thread.updated', thread: { id: 'c1', title: 'New' } });
    expect(read(stream)).toEqual({ conversationId: 'c1', title: 'New', text: 'this', question: null });
  });

  it('tells what was done where nothing was said', () => {
    const card = (copy_text: string, type = 'thread.item.done') =>
      line({ type, item: { thread_id: 'c1', type: 'widget', copy_text, widget: { type: 'Card' } } });
    const earlier = card('Added: 1. Eggs', 'thread.item.replaced');
    expect(read(card('Added: 2. Milk') + earlier)).toMatchObject({ text: 'Added: 2. Milk', question: null });
    expect(read(message('Which one?') + card('1. Milk'))).toMatchObject({ text: 'Which one?' });
  });

  it('knows no answer where there is none', () => {
    expect(read('')).toBeNull();
    expect(read(line({ type: 'thread.created', thread: { id: 'c1' } }))).toBeNull();
    expect(read('data: {not json}\n\nevent: x\n\ndata: null\n\n')).toBeNull();
    expect(read(line({ type: 'thread.item.done', item: { type: 'assistant_message', content: 'x' } }))).toBeNull();
  });

  it('passes over lines without end, and goes on behind them', () => {
    const reader = createAnswerReader();
    const megabyte = encoder.encode('x'.repeat(1 << 20));
    reader.take(encoder.encode('data: {"type":"thread.item.done","item":"'));
    for (let count = 0; count < 8; count += 1) reader.take(megabyte);
    reader.take(encoder.encode(`"}\n\n${message('short')}`));
    expect(reader.end()).toMatchObject({ text: 'short' });
    expect(read(message('y'.repeat(100_000)))?.text).toHaveLength(4000);
  });
});
