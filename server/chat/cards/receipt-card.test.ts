import { expect, test } from 'vitest';
import { phrasesFor } from '../../agent/phrases/phrases.ts';
import { scriptedTask } from '../../testing/scripted-task.ts';
import { receiptCard, REDO_ACTION, UNDO_ACTION, withoutUndo } from './receipt-card.ts';

test.each([UNDO_ACTION, REDO_ACTION, `"${UNDO_ACTION}"`, `{"onClickAction":{"type":"${UNDO_ACTION}"}}`])(
  'loses the Undo of a receipt, and not the row of a task called %s',
  (title) => {
    const task = scriptedTask({ title });
    const entry = { kind: 'deleted' as const, task, changedFields: [], warnings: [] };
    const receipt = { batchId: crypto.randomUUID(), entries: [entry], failures: [], skipped: [] };
    const card = { ...receiptCard([receipt], phrasesFor('en')) };
    const rest = withoutUndo(card);
    expect(card.children).toHaveLength(2);
    expect(rest['children']).toEqual([card.children[0]]);
  },
);
