import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeReceipts } from '../agent/receipt.ts';
import { phrasesFor } from '../languages/phrases-for.ts';
import { receiptText } from '../chat/cards/receipt-text.ts';
import type { ToolResult } from '../mcp/tool-result.ts';
import { openTestTools, type ToolUser } from '../testing/test-tools.ts';
import { newTask, taskContent, taskEdit, taskRow, taskView, type SaidField } from './task-fields.ts';
import { readSnapshot } from './kept-snapshot.ts';

const { database, addUser } = await openTestTools();
const fields = newTask.keyof().options;
const result = z.object({ task: taskView, next_task: taskView.optional() });

const jsonSchema = z.looseObject({ type: z.string().optional(), enum: z.unknown().array().optional() });

/** Two things to say of a field; phrases have to be known, all else is made of the schema. */
function samplesOf(field: SaidField): [unknown, unknown] {
  if (field === 'due') return ['2026-12-01', '2026-12-02'];
  if (field === 'recurrence') return ['every day', 'every week'];
  const { properties } = z.toJSONSchema(newTask, { io: 'input' });
  const { anyOf, ...own } = jsonSchema.extend({ anyOf: jsonSchema.array().optional() }).parse(properties?.[field]);
  const { type, enum: choices } = anyOf?.find((each) => each.type !== 'null') ?? own;
  if (choices) return [choices[0], choices[1]];
  if (type === 'array') return [['one'], ['two']];
  return type === 'integer' ? [7, 8] : ['One', 'Two'];
}

/** A field as a task shows it: a date that is said stands in other columns. */
function shown(task: z.infer<typeof taskView>, field: SaidField): unknown {
  return field === 'due' ? (task.due_on ?? task.due_at) : task[field];
}

async function call(user: ToolUser, name: string, args: Record<string, unknown>): Promise<z.infer<typeof result>> {
  const answer = await user.call(name, args);
  expect(answer, `${name} ${JSON.stringify(args)}`).toMatchObject({ success: true });
  return result.parse('task' in answer ? answer : { task: (await read(user))[0] });
}

async function read(user: ToolUser): Promise<unknown[]> {
  const answer = await user.call('list_tasks', { status: 'all' });
  return 'tasks' in answer && Array.isArray(answer.tasks) ? answer.tasks : [];
}

function receiptOf(answer: ToolResult, name: string): ReturnType<typeof makeReceipts> {
  return makeReceipts([{ callId: 'call', name, args: {}, status: 'succeeded', result: answer }]);
}

describe.each(fields)('the field %s of a task', (field) => {
  const [first, second] = samplesOf(field);

  test('is said, changed, emptied and taken back, by itself', async () => {
    const user = await addUser();
    const { task: made } = await call(user, 'add_task', { title: 'Water plants', [field]: first });
    const { task: changed } = await call(user, 'update_task', { task_id: 1, [field]: second });
    expect(shown(changed, field)).not.toEqual(shown(made, field));
    const { task: undone } = await call(user, 'undo_last_change', {});
    expect(undone).toEqual({ ...made, version: undone.version });
    if (field === 'title') return;
    const { task: empty } = await call(user, 'update_task', { task_id: 1, clear_fields: [field] });
    const { task: plain } = await call(user, 'add_task', { title: 'Nothing more' });
    expect(shown(empty, field)).toEqual(shown(plain, field));
    if (newTask.shape[field].safeParse('').success) {
      const { task: unsaid } = await call(user, 'add_task', { title: 'Nothing more', [field]: '' });
      expect(shown(unsaid, field)).toEqual(shown(plain, field));
    }
    if (!taskEdit.shape[field].safeParse(null).success) return;
    await call(user, 'update_task', { task_id: 1, [field]: first });
    expect(shown((await call(user, 'update_task', { task_id: 1, [field]: null })).task, field)).toBeNull();
  });

  test('is named by receipts in every language', async () => {
    const user = await addUser();
    await call(user, 'add_task', { title: 'Water plants', [field]: first });
    const answer = await user.call('update_task', { task_id: 1, [field]: second });
    const receipts = receiptOf(answer, 'update_task');
    expect(receipts[0]?.entries[0]?.changedFields).toContain(field);
    for (const locale of ['de', 'en', 'es', 'fr']) {
      const phrases = phrasesFor(locale);
      expect(receiptText(receipts, phrases)).toContain(phrases.fields[field]);
    }
  });

  test('is there again after the task was deleted', async () => {
    const user = await addUser();
    const { task } = await call(user, 'add_task', { title: 'Water plants', [field]: first });
    await call(user, 'delete_task', { task_id: 1 });
    const { task: restored } = await call(user, 'undo_last_change', {});
    expect(restored).toEqual({ ...task, version: restored.version });
  });
});

test('the next occurrence has all that was said of the one before', async () => {
  const user = await addUser();
  const said = fields.filter((field) => field !== 'due' && field !== 'recurrence');
  const args = Object.fromEntries(said.map((field) => [field, samplesOf(field)[0]]));
  const { task } = await call(user, 'add_task', { ...args, recurrence: 'every day' });
  const { next_task: next } = await call(user, 'complete_task', { task_id: 1 });
  expect(taskContent.parse(next)).toEqual(taskContent.parse(task));
  expect(Object.keys(taskContent.shape).toSorted()).toEqual(said.toSorted());
});

test('every column of the table is a field, and every field that is kept a column', async () => {
  const columns = await database('information_schema.columns')
    .where({ tableName: 'tasks', tableSchema: 'public' })
    .select<{ columnName: string }[]>('column_name');
  // This one is for the version before only: what it writes there, triggers translate.
  const kept = columns.map(({ columnName }) => columnName).filter((name) => name !== 'due_is_date');
  expect(kept.toSorted()).toEqual(Object.keys(taskRow.shape).toSorted());
});

test('what was kept before there was a column can be taken back', () => {
  const full = Object.entries(taskRow.shape);
  const oldest = full.filter(([, schema]) => !schema.safeParse(null).success).map(([column]) => column);
  const moment = '2026-11-20T12:00:00+00:00';
  const kept = { user_id: 'alice', id: 1, title: 'Water plants', status: 'pending', tags: [] };
  const snapshot = readSnapshot({ ...kept, created_at: moment, updated_at: moment, version: 1 }, 'UTC');
  expect(snapshot).toMatchObject({ ...kept, created_at: moment });
  expect(Object.keys(snapshot ?? {}).toSorted()).toEqual(Object.keys(taskRow.shape).toSorted());
  expect(oldest.toSorted()).toEqual([...Object.keys(kept), 'created_at', 'updated_at', 'version'].toSorted());
});

test('docs/api.md names what can be said of a task, and what it shows', () => {
  const document = readFileSync('docs/api.md', 'utf8');
  const [, said = ''] = /`\{(title, [^}]*)\}` → 201/.exec(document) ?? [];
  expect(said.split(', ').map((name) => name.replace('?', ''))).toEqual(fields);
  const [, named = ''] = /^A task: `\{([^}]*)\}`/m.exec(document) ?? [];
  expect(named.split(/,\s+/).toSorted()).toEqual(Object.keys(taskView.shape).toSorted());
});
