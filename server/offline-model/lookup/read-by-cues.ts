import type { Cue } from '../../languages/cues.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import { findDue, findRecurrence } from '../understanding/find-when.ts';
import type { Intent, Selection, TaskChanges } from '../understanding/intent.ts';
import { readPointer } from '../understanding/parse-selection.ts';
import type { CueMark } from '../understanding/read-cues.ts';
import { readPriorityWord } from '../understanding/read-priority.ts';
import { cut, type TextSlice } from '../understanding/text-slice.ts';
import type { NamedTasks, Stretch } from './find-named-tasks.ts';

/**
 * Reads a request from its cues and the tasks it names, whatever the order of its words; each clause for itself.
 * @param marks the cues of the text
 * @param isFollowing whether a task was just talked about: a bare value is meant for it
 * @returns what is to be done, in order; undefined when the words say more than that, or something else
 */
export function readByCues(
  slice: TextSlice,
  pack: LanguagePack,
  marks: readonly CueMark[],
  named: readonly NamedTasks[],
  isFollowing: boolean,
): Intent[] | undefined {
  const opening = pack.opening.exec(slice.folded)?.[0].length ?? 0;
  const asked = slice.folded.slice(opening);
  if (QUESTION.test(asked) || (opening === 0 && /[?]\s*$/u.test(asked))) return undefined;
  const clauses = splitClauses(slice, pack, marks, named);
  const acting = clauses.filter(({ action, isNegated }) => action !== undefined && !isNegated);
  const [first, ...others] = acting;
  if (!first) return undefined;
  const idle = clauses.filter((clause) => !acting.includes(clause));
  // A clause that names no task only says why.
  const lent = idle.filter(({ targets, isNegated }) => targets.length > 0 && !isNegated);
  const isApart = first.targets.length > 0 && lent.some(({ isExplained }) => !isExplained);
  if (lent.length > 0 && (others.length > 0 || isApart)) return undefined;
  const intents: (Intent | undefined)[] = acting.flatMap(({ targets, action, back }) => {
    const meant = [...lent.flatMap(({ targets: more }) => more), ...targets];
    if (meant.length === 0) return isFollowing && clauses.length === 1 && back ? [action?.(back)] : [undefined];
    return meant.map((target) => action?.(target));
  });
  return intents.every((intent) => intent !== undefined) ? intents : undefined;
}

interface Clause {
  readonly targets: readonly Selection[];
  readonly isNegated: boolean;
  /** What it wants done with a task; undefined when it wants nothing. */
  readonly action: ((target: Selection) => Intent) | undefined;
  /** Whether every word of it is a cue, a name or a value. */
  readonly isExplained: boolean;
  /** What was just talked about, when it says nothing but a value: "and urgent", "both for sunday". */
  readonly back: Selection | undefined;
}

function splitClauses(
  slice: TextSlice,
  pack: LanguagePack,
  marks: readonly CueMark[],
  named: readonly NamedTasks[],
): Clause[] {
  const spans = named.flatMap((task) => task.spans);
  const breaks = [
    ...[...slice.folded.matchAll(CLAUSE_END)].map(({ index, 0: { length } }) => ({ at: index, next: index + length })),
    ...marks.filter(({ cue }) => cue === 'but').map(({ start }) => ({ at: start, next: start })),
  ]
    .filter(({ at }) => at > 0 && !spans.some(({ start, end }) => at > start && at < end))
    .toSorted((left, right) => left.at - right.at);
  const starts = [0, ...breaks.map(({ next }) => next)];
  return starts.flatMap((start, index) => {
    const end = breaks[index]?.at ?? slice.text.length;
    return end > start ? [readClause(slice, start, end, pack, marks, named)] : [];
  });
}

function readClause(
  slice: TextSlice,
  start: number,
  end: number,
  pack: LanguagePack,
  marks: readonly CueMark[],
  named: readonly NamedTasks[],
): Clause {
  const isHere = (span: Stretch) => span.start >= start && span.end <= end;
  const own = named.filter(({ spans }) => spans.every(isHere));
  const taken = own.flatMap(({ spans }) => spans);
  const overlaps = (mark: CueMark) => taken.some((span) => span.start < mark.end && mark.start < span.end);
  const here = marks.filter(isHere);
  const free = here.filter((mark) => !overlaps(mark));
  const clause = blankOut(slice, [...taken, { start: 0, end: start }, { start: end, end: slice.text.length }]);
  const pointers = own.length > 0 ? [] : findPointers(clause, pack);
  const unpointed = blankOut(clause, pointers);
  const recurrence = findRecurrence(unpointed.text, pack.tag);
  const when = recurrence ?? findDue(unpointed.text, pack.tag);
  const undated = when ? blankOut(unpointed, [when]) : unpointed;
  const isPast = here.some((mark) => (mark.cue === 'past' || mark.cue === 'done') && overlaps(mark));
  const isTold = isPast && own.some(({ isVaried }) => isVaried);
  const cues = new Set<Cue>(free.filter(({ cue }) => cue !== 'past').map(({ cue }) => cue));
  const said = when && (recurrence ? { recurrence: when.phrase } : { due: when.phrase });
  const level = findLevel(undated, pack);
  const changes = level ? (cues.has('negated') ? undefined : { ...said, priority: level.priority }) : said;
  const left = countWords(blankOut(undated, [...free, ...(level ? [level] : [])]));
  const isNamed = own.length + pointers.length > 0 && own.every(({ coverage }) => coverage === 1);
  const pronouns = pointers.filter(({ selection }) => isPronoun(selection));
  const action = chooseAction(cues, changes, isTold, left, isNamed ? FORGIVEN : 0);
  return {
    targets: [
      ...own.map(({ tasks }): Selection => ({ by: 'known', ids: tasks.map(({ id }) => id) })),
      ...pointers.map(({ selection }) => selection).filter((selection) => !isPronoun(selection)),
    ],
    // What begins with it excepts nothing: "leave the kitchen for tomorrow".
    isNegated: cues.has('negated') || (cues.has('but') && !(start === 0 && action && own.length > 0)),
    action,
    isExplained: left === 0,
    back: changes && left === 0 ? (pronouns[0]?.selection ?? { by: 'focus', all: false }) : undefined,
  };
}

function chooseAction(
  cues: ReadonlySet<Cue>,
  changes: TaskChanges | undefined,
  isTold: boolean,
  left: number,
  forgiven: number,
): Clause['action'] {
  const isAdding = cues.has('add') || cues.has('show');
  const asked = (['undo', 'reopen', 'remove', 'move', 'done'] as const).filter((cue) => cues.has(cue));
  if (cues.has('note') || cues.has('tag') || cues.has('rename') || asked.length > 1 || isAdding || left > forgiven)
    return undefined;
  const [only] = asked;
  if (only === 'undo') return undefined;
  if (only === 'remove' && !changes) return (selection) => ({ kind: 'delete', selection });
  if (only === 'reopen' && !changes) return (selection) => ({ kind: 'complete', selection, completed: false });
  if ((only === 'done' || (only === undefined && isTold)) && !changes)
    return (selection) => ({ kind: 'complete', selection, completed: true, isStatement: true });
  const isChange = only === 'move' || (only === undefined && (cues.has('set') || left === 0));
  if (changes && isChange) return (selection) => ({ kind: 'update', selection, changes });
  return undefined;
}

/** By its mark ("high priority"), or by a word that names it alone. */
function findLevel({ folded }: TextSlice, pack: LanguagePack): Level | undefined {
  for (const level of ['low', 'medium', 'high'] as const) {
    const found = pack.words.priority[level].exec(folded);
    if (found) return { priority: level, start: found.index, end: found.index + found[0].length };
  }
  for (const { index: start, 0: word } of folded.matchAll(WORD)) {
    const priority = readPriorityWord(word, pack);
    if (priority) return { priority, start, end: start + word.length };
  }
  return undefined;
}

function isPronoun(selection: Selection): boolean {
  return selection.by === 'focus' && selection.isOther !== true;
}

interface Level extends Stretch {
  readonly priority: 'low' | 'medium' | 'high';
}

interface Pointer extends Stretch {
  readonly selection: Selection;
}

function findPointers(clause: TextSlice, pack: LanguagePack): Pointer[] {
  const words = [...clause.folded.matchAll(WORD)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  const found: Pointer[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(3, words.length - at); length > 0; length -= 1) {
      const [start, end] = [words[at]?.start ?? 0, words[at + length - 1]?.end ?? 0];
      const text = clause.folded.slice(start, end);
      const selection = /^\d+$/u.test(text) ? undefined : readPointer(text, pack);
      if (!selection) continue;
      found.push({ start, end, selection });
      at += length - 1;
      break;
    }
  }
  return found;
}

/** The slice with blanks over some of it, so that what is found in the rest stands where it stood. */
function blankOut({ text, folded }: TextSlice, ranges: readonly Stretch[]): TextSlice {
  const blank = (whole: string) =>
    ranges.reduce((left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end), whole);
  return { text: blank(text), folded: blank(folded) };
}

function countWords({ folded }: TextSlice): number {
  return cut({ text: folded, folded }, 0).folded.match(WORD)?.length ?? 0;
}

/** What is short and joined by an apostrophe is no word of its own: "the second one's", "i'll". */
const WORD = /(?<![\p{L}\p{M}\p{N}])(?!(?<=['’])\p{L}{1,2}(?!\p{L}))#?[\p{L}\p{M}\p{N}]+/gu;
const CLAUSE_END = /[,;:.!]+\s+|[,;](?=\p{L})|\s[-–]\s/gu;
/** So many words that nothing explains are forgiven beside a whole name; beside half a name they name another task. */
const FORGIVEN = 1;
const QUESTION = new RegExp(String.raw`^(?:${heardAnywhere(({ questions }) => questions)})\s`, 'u');
