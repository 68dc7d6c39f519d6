import { describe, expect, it } from 'vitest';
import type { ChatReply } from './renderer/client/chat-reply.ts';
import { receiptOf } from './receipt-of.ts';

const added = (title: string, more: object = {}) => ({
  name: 'add_task',
  status: 'succeeded',
  result: { success: true, task: { id: 1, title }, warnings: [], ...more },
});
const read = { name: 'list_tasks', status: 'succeeded', result: { success: true, tasks: [], total: 0 } };

function reply(message: string, toolCalls: ChatReply['tool_calls'], confirmation: ChatReply['confirmation'] = null) {
  return { conversation_id: 'c1', message, tool_calls: toolCalls, confirmation };
}

describe('receiptOf', () => {
  it('finds the receipt behind the sentence that tells the same', () => {
    const answer = reply('Added “Milk”, due Friday.\n\nAdded: 1. Milk · Friday', [read, added('Milk')]);
    expect(receiptOf(answer)).toEqual({ text: 'Added: 1. Milk · Friday', warnings: [], canUndo: true });
  });

  it('keeps the lines of several changes together, and their warnings', () => {
    const answer = reply('Added “A”.\n\nAdded “B”.\n\nAdded: 1. A\nAdded: 2. B', [
      added('A', { warnings: ['That is in the past.'] }),
      added('B'),
    ]);
    expect(receiptOf(answer)).toEqual({
      text: 'Added: 1. A\nAdded: 2. B',
      warnings: ['That is in the past.'],
      canUndo: true,
    });
  });

  it('names the one change that an undo takes back', () => {
    const batches = (...ids: string[]) => ids.map((id) => added('A', { batch_id: id }));
    expect(receiptOf(reply('Added.\n\nAdded: 1. A', batches('x', 'x')))).toMatchObject({ batchId: 'x' });
    expect(receiptOf(reply('Added.\n\nAdded: 1. A', batches('x', 'y')))?.batchId).toBeUndefined();
  });

  it('offers no undo of an undo', () => {
    const call = {
      name: 'undo_last_change',
      status: 'succeeded',
      result: { success: true, undone: [{ task: { id: 1, title: 'Milk' }, what: 'created' }], skipped: [] },
    };
    expect(receiptOf(reply('Undone: “Milk”.\n\nUndone: 1. Milk', [call]))).toMatchObject({ canUndo: false });
  });

  it.for([
    ['nothing was done', reply('You have no tasks.', [read])],
    ['it was so already', reply('“Milk” was already done.', [added('Milk', { changed: false })])],
    ['more was said', reply('Added “Milk”.\n\nToday: the dentist.\n\nAdded: 1. Milk', [added('Milk')])],
    ['there is no receipt', reply('All done.\n\nAnything else?', [added('Milk')])],
    [
      'something failed',
      reply('Added “A”, but not “B”.\n\nAdded: 1. A', [added('A'), { ...added('B'), status: 'failed' }]),
    ],
    [
      'something waits for a yes',
      reply('Added “A”.\n\nAdded: 1. A', [added('A')], { id: 'x', summary: 'Delete “B”?' }),
    ],
  ] as const)('leaves the answer whole when %s', ([, answer]) => {
    expect(receiptOf(answer)).toBeNull();
  });
});
