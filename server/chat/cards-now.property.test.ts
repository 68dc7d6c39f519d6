import fc from 'fast-check';
import knex from 'knex';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { knexConfig } from '../../knexfile.ts';
import { parseFrames, say } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });
const database = knex(knexConfig(server.databaseUrl, 2));
afterAll(() => database.destroy());

let alice: TestUser;
let conversation: string;

beforeEach(async () => {
  model.reset();
  alice = await server.signUp('Alice');
  model.script({ text: 'Hello.' });
  conversation = (await say(alice, 'hello')).conversation_id;
});

type Node = { type?: string; key?: string; lineThrough?: boolean; defaultChecked?: boolean; children?: unknown };
interface Item {
  id: string;
  type: string;
  widget?: Node & { confirm?: { action: Button } };
  content?: { text: string }[];
  basis?: unknown;
}
type Button = { type: string; payload: { task_id?: number; batch_id?: string; id?: string } };

async function readItems(): Promise<Item[]> {
  const body = { type: 'items.list', params: { thread_id: conversation, limit: 100, order: 'asc' } };
  return ((await (await alice.fetch('/chat', { body })).json()) as { data: Item[] }).data;
}

/** All objects within a widget. */
function within(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(within)];
}

const BUTTONS = /^(?:changes|confirmation|date|task)\./;
function buttonsOf(item: Item): Button[] {
  return within(item.widget).flatMap((node) =>
    typeof node['type'] === 'string' && BUTTONS.test(node['type']) ? [node as unknown as Button] : [],
  );
}

/** Clicks a button as the client does. @returns all that came of it, as text */
async function click(item: Item, action: Button): Promise<string> {
  const params = { thread_id: conversation, item_id: item.id, action };
  const isSync = action.type === 'task.toggle';
  const type = isSync ? 'threads.sync_custom_action' : 'threads.custom_action';
  const response = await alice.fetch('/chat', { body: { type, params } });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  if (!isSync) expect(parseFrames(text).filter(({ type: kind }) => kind === 'error')).toEqual([]);
  return text;
}

const REFUSED = /nothing left to undo|already|has expired|nothing was done/i;

const TITLES = ['milk', 'eggs', 'bread', 'soap'];
const title = fc.constantFrom(...TITLES);
const nth = fc.nat({ max: 5 });

type Step =
  | { by: 'chat'; call: 'add' | 'complete' | 'delete' | 'rename' | 'list' | 'undo' | 'ask'; title: string; nth: number }
  | { by: 'rest'; change: 'complete' | 'reopen' | 'delete' | 'rename'; title: string; nth: number }
  | { by: 'word'; word: 'yes' | 'no' }
  | { by: 'click'; nth: number };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      by: fc.constant('chat' as const),
      call: fc.constantFrom('add', 'complete', 'delete', 'rename', 'list', 'undo', 'ask'),
      title,
      nth,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      by: fc.constant('rest' as const),
      change: fc.constantFrom('complete', 'reopen', 'delete', 'rename'),
      title,
      nth,
    }),
  },
  { weight: 1, arbitrary: fc.record({ by: fc.constant('word' as const), word: fc.constantFrom('yes', 'no') }) },
  { weight: 4, arbitrary: fc.record({ by: fc.constant('click' as const), nth: fc.nat({ max: 30 }) }) },
);

async function openTasks(): Promise<{ id: number; status: string; version: number }[]> {
  return database('tasks').where({ userId: alice.id }).orderBy('id').select('id', 'status', 'version');
}

async function take(next: Step): Promise<void> {
  if (next.by === 'word') {
    model.reset();
    model.otherwise({ text: 'Well.' });
    await say(alice, next.word, conversation);
    return;
  }
  if (next.by === 'click') {
    const offered = (await readItems()).flatMap((item) => buttonsOf(item).map((action) => ({ item, action })));
    const chosen = offered[next.nth % Math.max(1, offered.length)];
    if (!chosen) return;
    const isLookAgain = JSON.stringify(chosen.item.widget).includes('Look again');
    const came = await click(chosen.item, chosen.action);
    if (!isLookAgain) expect(came).not.toMatch(REFUSED);
    return;
  }
  const ids = (await openTasks()).map(({ id }) => id);
  const id = ids[next.nth % Math.max(1, ids.length)];
  if (next.by === 'rest') {
    if (id === undefined) return;
    const body =
      next.change === 'rename'
        ? { title: next.title }
        : { status: next.change === 'complete' ? 'completed' : 'pending' };
    await alice.fetch(`/tasks/${id}`, next.change === 'delete' ? { method: 'DELETE' } : { method: 'PATCH', body });
    return;
  }
  const calls = {
    add: { name: 'add_task', args: { title: next.title, due: 'tomorrow' } },
    ask: { name: 'add_task', args: { title: next.title, due: 'friday or saturday' } },
    complete: { name: 'complete_task', args: { task_id: id ?? 1 } },
    delete: { name: 'delete_task', args: { task_id: id ?? 1 } },
    rename: { name: 'update_task', args: { task_id: id ?? 1, title: next.title } },
    list: { name: 'list_tasks', args: { status: 'all' } },
    undo: { name: 'undo_last_change', args: {} },
  };
  model.script({ calls: [calls[next.call]] }, { text: WORDS });
  await say(alice, 'please', conversation);
}

/** What a model says of what it did: beside a card that tells otherwise it must be gone. */
const WORDS = 'It is so now, and nothing else has happened yet.';

/** What each card must show, worked out from the tables. */
async function expectTrue(): Promise<void> {
  const rows = new Map((await openTasks()).map((task) => [task.id, task]));
  const changes: Change[] = await database('task_changes').where({ userId: alice.id }).orderBy('id').select('*');
  const waiting = await database('confirmations').where({ userId: alice.id, status: 'pending' }).select('id');
  const items = await readItems();
  expect(items.filter(({ basis }) => basis !== undefined)).toEqual([]);
  for (const [index, item] of items.entries()) {
    const nodes = within(item.widget) as Node[];
    for (const row of nodes.filter(({ key }) => key?.startsWith('task-'))) {
      const task = rows.get(Number(row.key?.slice('task-'.length)));
      const inside = within(row.children) as Node[];
      expect(inside.filter(({ type }) => type === 'Checkbox').map(({ defaultChecked }) => defaultChecked)).toEqual(
        task ? [task.status === 'completed'] : [],
      );
      expect(inside.some(({ lineThrough }) => lineThrough === true)).toBe(!task);
    }
    for (const { type, payload } of buttonsOf(item)) {
      if (type === 'confirmation.confirm') expect(waiting).toContainEqual({ id: payload.id });
      if (!type.startsWith('changes.')) continue;
      // What is offered to be taken back is in force, and what is offered to be done again is taken back.
      expect(isTakenBack(changes, payload.batch_id)).toBe(type === 'changes.redo');
    }
    if (item.type !== 'assistant_message' || !item.content?.some(({ text }) => text.includes(WORDS))) continue;
    const card = items[index + 1];
    const shown = JSON.stringify(card?.widget ?? {});
    expect(shown, 'words above a card that tells otherwise').not.toMatch(/"(?:Undone|Redone|Cancelled)\b/);
    expect(shown.includes('Deleted"') && shown.includes('changes.redo')).toBe(false);
  }
}

/** Follows a batch from undo to undo, and says whether the last of them took something away. */
function isTakenBack(changes: Change[], batchId: string | undefined): boolean {
  const undo = changes.findLast(({ undoOf }) => undoOf === batchId);
  if (undo) return isTakenBack(changes, undo.batchId);
  const change = changes.find((made) => made.batchId === batchId);
  return change !== undefined && change.undoOf !== null && !change.isRedo;
}

type Change = { batchId: string; undoOf: string | null; isRedo: boolean };

test(
  'whatever is done where, a card shows how its tasks are and offers only what would be done',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        alice = await server.signUp('Alice');
        model.reset();
        model.script({ text: 'Hello.' });
        conversation = (await say(alice, 'hello')).conversation_id;
        for (const each of steps) {
          await take(each);
          await expectTrue();
        }
      }),
      {
        seed: 14,
        numRuns: Number(process.env['CARD_RUNS'] ?? 12),
        interruptAfterTimeLimit: 30_000,
        endOnFailure: true,
      },
    );
  },
);
