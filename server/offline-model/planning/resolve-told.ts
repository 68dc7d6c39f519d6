import { heardAnywhere, toldWords } from '../../languages/heard-anywhere.ts';
import { isSmallWord } from '../matching/split-words.ts';
import { findMentioned } from '../matching/find-mentioned.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import { selectTasks } from '../lookup/select-tasks.ts';
import type { Outcome } from '../replying/outcome.ts';
import { findDue, findRecurrence } from '../understanding/find-when.ts';
import type { Selection, TaskChanges } from '../understanding/intent.ts';
import { readPointer } from '../understanding/parse-selection.ts';
import { readPriorityWord } from '../understanding/read-priority.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { Request } from '../understanding/understand-message.ts';
import { setDone } from './resolve-complete.ts';
import { planDeletes } from './resolve-delete.ts';
import { planUpdates } from './resolve-update.ts';
import type { OfferedIntent, OfferedSelection } from '../replying/offered-answer.ts';
import { askWhich, type TurnScope } from './turn-scope.ts';

/** What a message is about, and what it says besides. */
interface Target {
  tasks: KnownTask[];
  rest: string;
  /** Whether all that tells the task from others is said, and a word of it in another form. */
  isRetold: boolean;
  /** Whether each of several tasks is meant. */
  isAll?: boolean;
}

/**
 * Reads a message that no rule knows by the task it points at: its words are taken out, and what is left is a date, a
 * priority, "done" or "off the list", or it is not understood. "tickets printed", "the other one for tomorrow".
 */
export function resolveTold(request: Request, scope: TurnScope): Outcome | undefined {
  const text = request.text.replace(LEAD, '');
  if (text.length > LONGEST_TOLD || ASKING.test(text)) return undefined;
  const target = findTarget(text, scope);
  if (!target) return resolveValue(text, scope);
  const { rest, isRetold } = target;
  const { changes, left } = readRest(rest, scope);
  const folded = toSlice(rest).folded;
  if (NEGATING.test(folded)) return undefined;
  const apply = (tasks: KnownTask[]): Outcome => planTold(tasks, changes, rest, scope);
  // "done by friday" is due then, "done yesterday" is done.
  if (changes && isDone(folded, scope)) return undefined;
  const isSaid = changes !== undefined || REMOVING.test(folded) || isDone(folded, scope);
  if (!isSaid && !isRetold) return undefined;
  if (left !== '' && !REMOVING.test(folded)) return undefined;
  if (target.tasks.length === 0)
    return { kind: 'ask', text: scope.pack.phrases.whichTask, question: { about: 'task', apply } };
  return target.isAll || target.tasks.length === 1
    ? apply(target.tasks)
    : askWhich(target.tasks, scope, apply, (meant) => pointTold(meant, changes, rest));
}

/** "passa pra quinta", "und dringend": nothing but a value, for what was just talked about. */
function resolveValue(text: string, scope: TurnScope): Outcome | undefined {
  const { folded } = toSlice(text);
  const { changes, left } = readRest(text, scope);
  const isPointing = AROUND.test(folded) || scope.recall.lastChanges.length > 0;
  AROUND.lastIndex = 0;
  if (!changes || left !== '' || !isPointing || NEGATING.test(folded)) return undefined;
  const isBoth = folded.split(/[\s,.!]+/u).some((word) => scope.pack.words.both.test(word));
  const selected = selectTasks({ by: 'focus', all: isBoth }, { ...scope, prefers: 'pending' });
  const focus = selected.kind === 'found' || selected.kind === 'several' ? selected.tasks : [];
  if (focus.length < 2 || isBoth) return focus.length === 0 ? undefined : planUpdates(focus, changes, [], scope);
  return askWhich(focus, scope, (tasks) => planUpdates(tasks, changes, [], scope));
}

/** The same of the task that is chosen. */
function pointTold(selection: OfferedSelection, changes: TaskChanges | undefined, rest: string): OfferedIntent {
  if (REMOVING.test(toSlice(rest).folded)) return { kind: 'delete', selection };
  return changes ? { kind: 'update', selection, changes } : { kind: 'complete', selection, completed: true };
}

function planTold(tasks: KnownTask[], changes: TaskChanges | undefined, rest: string, scope: TurnScope): Outcome {
  if (REMOVING.test(toSlice(rest).folded)) return planDeletes(tasks, [], scope);
  return changes ? planUpdates(tasks, changes, [], scope) : setDone(tasks, true, [], scope);
}

function findTarget(text: string, scope: TurnScope): Target | undefined {
  const pointed = findPointed(text, scope);
  if (pointed) return pointed;
  const when = findDue(text, scope.pack.tag);
  // The words of a date name no task.
  const named = when ? `${text.slice(0, when.start)}${' '.repeat(when.end - when.start)}${text.slice(when.end)}` : text;
  const mention = findMentioned(named, scope.pool.pending);
  if (!mention || mention.tasks.length > 5) return undefined;
  // "the tutor moved it": what is changed is not who is named.
  const isAside = mention.share < 1 && mention.rest.split(/[^\p{L}]+/u).some((word) => isPronoun(word, scope));
  if (isAside && !text.includes(',')) return undefined;
  const rest = Array.from(text, (letter, at) => (named[at] === ' ' ? letter : (mention.rest[at] ?? letter))).join('');
  return { tasks: mention.tasks, rest, isRetold: mention.share === 1 && mention.isInflected };
}

function isPronoun(word: string, { pack: { words } }: TurnScope): boolean {
  return words.focus.test(toSlice(word).folded) && !isSmallWord(word, 0);
}

/** "the second one", "the other", "it": at the beginning or the end of what is said. */
function findPointed(text: string, scope: TurnScope): Target | undefined {
  const words = [...text.matchAll(UNSPACED_LETTER.test(text) ? /[^\s,;:、，]/gu : /[^\s,;:]+/gu)];
  for (let count = Math.min(MOST_POINTING, words.length); count > 0; count -= 1) {
    const [first, last] = [words[count - 1], words[words.length - count]];
    const head = text.slice(0, (first?.index ?? 0) + (first?.[0].length ?? 0));
    const tail = text.slice(last?.index ?? 0);
    for (const [said, rest] of [
      [head, text.slice(head.length)],
      [tail, text.slice(0, text.length - tail.length)],
    ] as const) {
      const { folded } = toSlice(said.replace(/['’]s$/u, '').replace(/[.!?]+$/u, ''));
      const pointer = readPointer(folded, scope.pack);
      const isOther = pointer?.by === 'focus' && pointer.isOther === true;
      if (pointer && (isOther || pointer.by === 'position')) return findByPointer(pointer, rest, scope);
    }
  }
  return undefined;
}

function findByPointer(pointer: Selection, rest: string, scope: TurnScope): Target {
  const selected = selectTasks(pointer, { ...scope, prefers: 'pending' });
  const tasks = selected.kind === 'found' || selected.kind === 'several' ? selected.tasks : [];
  return { tasks, rest, isRetold: false, isAll: selected.kind === 'found' };
}

/** The value that the words hold, and what they say besides. */
function readRest(rest: string, { pack }: TurnScope): { changes: TaskChanges | undefined; left: string } {
  const recurrence = findRecurrence(rest, pack.tag);
  const when = recurrence ?? findDue(rest, pack.tag);
  const bare = toSlice(when ? when.rest : rest).folded;
  const marked = LEVELS.find((priority) => pack.words.priority[priority].test(bare));
  const words = bare.split(/[\s,;:.!]+/u).filter((word) => word !== '');
  const level = marked ?? words.map((word) => readPriorityWord(word, pack)).find((found) => found !== undefined);
  const changes = {
    ...(when && (recurrence ? { recurrence: when.phrase } : { due: when.phrase })),
    ...(level && { priority: level }),
  };
  const said = [pack.words.isDone, pack.words.completed, ...(marked ? [pack.words.priority[marked]] : [])];
  const unsaid = said.reduce(removeAll, bare);
  const left = unsaid
    .replaceAll(AROUND, ' ')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '' && !isSmallWord(word, 0) && readPriorityWord(word, pack) === undefined)
    .join(' ');
  return { changes: when || level ? changes : undefined, left };
}

function removeAll(text: string, { source }: RegExp): string {
  return text.replaceAll(new RegExp(source, 'gu'), ' ');
}

function isDone(folded: string, { pack: { words } }: TurnScope): boolean {
  return words.isDone.test(folded) || words.completed.test(folded);
}

const AROUND = toldWords(({ around }) => around, '', '', 'gu');
const REMOVING = toldWords(({ removing }) => removing);
const NEGATING = toldWords(({ negating }) => negating);
const UNSPACED_LETTER = /[\u3040-\u30ff\u3400-\u9fff]/u;
const ASKING = new RegExp(String.raw`[?？؟]|^(?:${heardAnywhere(({ questions }) => questions)})\s`, 'iu');
/** What joins a message to the one before. */
const LEAD = /^(?:(?:and|y|e|et|und|en|i|ve|aur|और|и|و|ok|okay)(?=[\s,])[\s,]*)+/iu;
const LEVELS = ['high', 'medium', 'low'] as const;
const LONGEST_TOLD = 120;
const MOST_POINTING = 5;
