import { expect, test } from 'vitest';
import { phrasesFor } from '../../agent/phrases/phrases.ts';
import { receiptCard, REDO_ACTION, UNDO_ACTION, withoutUndo } from './receipt-card.ts';

test.each([UNDO_ACTION, REDO_ACTION, `"${UNDO_ACTION}"`, `{"onClickAction":{"type":"${UNDO_ACTION}"}}`])(
  'loses the Undo of a receipt, and not the row of a task called %s',
  (title) => {
    const task = {
      id: 1,
      title,
      notes: null,
      status: 'pending' as const,
      priority: null,
      tags: [],
      due_at: null,
      due_is_date: false,
      due: null,
      overdue: false,
      recurrence: null,
      completed_at: null,
      created_at: '2026-11-30T08:00:00.000Z',
      updated_at: '2026-11-30T08:00:00.000Z',
      version: 1,
    };
    const entry = { kind: 'deleted' as const, task, changedFields: [], warnings: [] };
    const receipt = { batchId: crypto.randomUUID(), entries: [entry], failures: [], skipped: [] };
    const card = { ...receiptCard([receipt], phrasesFor('en')) };
    const rest = withoutUndo(card);
    expect(card.children).toHaveLength(2);
    expect(rest['children']).toEqual([card.children[0]]);
  },
);
