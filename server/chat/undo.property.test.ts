import fc from 'fast-check';
import { expect, test } from 'vitest';
import { say, tasksOf, type PlainAnswer } from '../testing/chat-client.ts';
import { startScriptedModel } from '../testing/scripted-model.ts';
import { startTestServer, type TestUser } from '../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer({ ...model.environment });

/** A task as the reckoning keeps it; `done` is the step that completed it. */
interface Entry {
  readonly title: string;
  readonly done: number | null;
}
type List = ReadonlyMap<number, Entry>;
type Diff = { id: number; before: Entry | undefined; after: Entry | undefined }[];
interface Event {
  readonly kind: 'change' | 'undo' | 'redo';
  readonly diff: Diff;
  isTakenBack: boolean;
}

const isSame = (left: Entry | undefined, right: Entry | undefined) =>
  left?.title === right?.title && left?.done === right?.done;

/** The second reckoning: lists of values and a pile of events for each conversation; nothing of the server's is in it. */
class Reckoning {
  list: List = new Map();
  counter = 0;
  readonly #piles: [Event[], Event[]] = [[], []];

  /** @returns what an undo or redo of the conversation would do; undefined when it has nothing to. */
  find(conversation: 0 | 1, kind: 'undo' | 'redo'): { diff: Diff; commit: () => void } | undefined {
    const pile = this.#piles[conversation];
    const kinds = kind === 'undo' ? ['change', 'redo'] : ['change', 'undo'];
    const event = pile.findLast((candidate) => !candidate.isTakenBack && kinds.includes(candidate.kind));
    if (!event || (kind === 'redo' && event.kind !== 'undo')) return undefined;
    const diff = event.diff
      .filter(({ id, after }) => isSame(this.list.get(id), after))
      .map(({ id, before, after }) => ({ id, before: after, after: before }));
    return {
      diff,
      commit: () => {
        if (diff.length === 0) return;
        event.isTakenBack = true;
        this.apply(conversation, diff, kind);
      },
    };
  }

  apply(conversation: 0 | 1, diff: Diff, kind: Event['kind'] = 'change'): void {
    const list = new Map(this.list);
    for (const { id, after } of diff) {
      if (after) list.set(id, after);
      else list.delete(id);
    }
    this.list = list;
    const real = diff.filter(({ before, after }) => !isSame(before, after));
    if (real.length > 0) this.#piles[conversation].push({ kind, diff: real, isTakenBack: false });
  }
}

const step = fc.record({
  conversation: fc.constantFrom(0 as const, 1 as const),
  what: fc.oneof(
    fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 4 }) }),
    fc.record({
      kind: fc.constantFrom('rename' as const, 'tick' as const, 'delete' as const),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'undo' as const, 'redo' as const), count: fc.constant(1) }),
  ),
  pick: fc.nat(20),
  saysYes: fc.boolean(),
});

const call = (name: string, args: object) => ({ name, args });

test('nothing vanishes without a yes, and what is undone is redone exactly', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
      const alice = await server.signUp('Alice');
      const conversations = [await say(alice, 'hi'), await say(alice, 'hello')] as const;
      const reckoning = new Reckoning();
      for (const [number, { conversation, what, pick, saysYes }] of steps.entries()) {
        const { calls, diff, commit } = plan(reckoning, conversation, what, pick, number);
        const isRemoving = diff.some(({ after }) => after === undefined);
        const isLarge = what.kind !== 'add' && diff.length >= 3;
        model.script({ calls }, { text: 'Well.' });
        const answer = await say(alice, `step ${number}`, conversations[conversation].conversation_id);
        const seen = `${number}: ${JSON.stringify(what)}`;
        expect(answer.confirmation !== null, seen).toBe(isRemoving || isLarge);
        if (answer.confirmation) {
          expect(await listOf(alice), seen).toEqual(show(reckoning.list));
          await decide(alice, answer, saysYes);
          if (saysYes) commit();
        } else commit();
        expect(await listOf(alice), seen).toEqual(show(reckoning.list));
      }
    }),
    { numRuns: 5, seed: 9 },
  );
});

function plan(
  reckoning: Reckoning,
  conversation: 0 | 1,
  { kind, count }: { kind: 'add' | 'rename' | 'tick' | 'delete' | 'undo' | 'redo'; count: number },
  pick: number,
  number: number,
): { calls: { name: string; args: unknown }[]; diff: Diff; commit: () => void } {
  if (kind === 'undo' || kind === 'redo') {
    const found = reckoning.find(conversation, kind);
    return {
      calls: [call('undo_last_change', kind === 'redo' ? { redo: true } : {})],
      diff: found?.diff ?? [],
      commit: () => found?.commit(),
    };
  }
  const ids = [...reckoning.list.keys()];
  const chosen = [
    ...new Set(Array.from({ length: count }, (_, index) => ids[(pick + index) % Math.max(1, ids.length)])),
  ];
  const made = Array.from({ length: count }, (_, index) => ({
    id: reckoning.counter + index + 1,
    title: `task ${number}`,
  }));
  const change = (id: number): Diff[number] => {
    const before = reckoning.list.get(id);
    const title = before?.title ?? '';
    if (kind === 'delete') return { id, before, after: undefined };
    if (kind === 'rename') return { id, before, after: { title: `name ${number}`, done: before?.done ?? null } };
    return { id, before, after: { title, done: before?.done === null ? number : null } };
  };
  const known = chosen.filter((id) => id !== undefined);
  const diff =
    kind === 'add'
      ? made.map(({ id, title }) => ({ id, before: undefined, after: { title, done: null } }))
      : known.map(change);
  const calls = {
    add: () => made.map(({ title }) => call('add_task', { title })),
    rename: () => known.map((task_id) => call('update_task', { task_id, title: `name ${number}` })),
    tick: () => diff.map(({ id, after }) => call('complete_task', { task_id: id, completed: after?.done !== null })),
    delete: () => known.map((task_id) => call('delete_task', { task_id })),
  }[kind]();
  return {
    calls: calls.length > 0 ? calls : [call('list_tasks', {})],
    diff,
    commit: () => {
      if (kind === 'add') reckoning.counter += count;
      reckoning.apply(conversation, diff);
    },
  };
}

async function decide(user: TestUser, answer: PlainAnswer, saysYes: boolean): Promise<void> {
  const decision = saysYes ? 'confirm' : 'cancel';
  await user.fetch('/chat', {
    body: { conversation_id: answer.conversation_id, confirmation: { id: answer.confirmation?.id, decision } },
  });
}

async function listOf(user: TestUser): Promise<string[]> {
  const tasks = await tasksOf(user);
  return tasks.map(({ id, title, status }) => `${id} ${title} ${status === 'completed'}`).toSorted();
}

function show(list: List): string[] {
  return [...list].map(([id, { title, done }]) => `${id} ${title} ${done !== null}`).toSorted();
}
