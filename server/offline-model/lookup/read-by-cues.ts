import type { Cue } from '../../languages/cues.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import { findDue, findRecurrence } from '../understanding/find-when.ts';
import type { Intent, Selection, TaskChanges } from '../understanding/intent.ts';
import { readPointer } from '../understanding/parse-selection.ts';
import { readCues, type CueMark } from '../understanding/read-cues.ts';
import { cut, type TextSlice } from '../understanding/text-slice.ts';

/** Tasks that a stretch of a text names: several when the words fit them equally well. */
export interface NamedTasks {
  readonly ids: number[];
  readonly spans: { start: number; end: number }[];
  /** A word has another form than in the title: "paid" for "Pay rent". */
  readonly isVaried: boolean;
  /** Every word of the title is there. */
  readonly isWhole: boolean;
}

/**
 * Reads a request from its cues and the tasks it names, whatever the order of its words; each clause for itself.
 * @returns what is to be done, in order; undefined when the words say more than that, or something else
 */
export function readByCues(slice: TextSlice, pack: LanguagePack, named: readonly NamedTasks[]): Intent[] | undefined {
  const opening = pack.opening.exec(slice.folded)?.[0].length ?? 0;
  const asked = slice.folded.slice(opening);
  if (QUESTION.test(asked) || (opening === 0 && /[?]\s*$/u.test(asked))) return undefined;
  const marks = readCues(slice.folded, pack);
  const clauses = splitClauses(slice, pack, marks, named);
  const acting = clauses.filter(({ action, isNegated }) => action !== undefined && !isNegated);
  if (acting.length === 0) return undefined;
  const idle = clauses.filter((clause) => !acting.includes(clause));
  // A clause that names no task only says why.
  const lent = idle.filter(({ targets, isNegated }) => targets.length > 0 && !isNegated);
  const [first] = acting;
  if (!first || (lent.length > 0 && acting.length > 1)) return undefined;
  const intents: Intent[] = [];
  for (const clause of acting) {
    const targets = [...lent.flatMap(({ targets: more }) => more), ...clause.targets];
    if (targets.length === 0) return undefined;
    for (const target of targets) {
      const intent = clause.action?.(target);
      if (!intent) return undefined;
      intents.push(intent);
    }
  }
  return intents;
}

interface Clause {
  readonly targets: readonly Selection[];
  readonly isNegated: boolean;
  /** What it wants done with a task; undefined when it wants nothing. */
  readonly action: ((target: Selection) => Intent) | undefined;
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
  const isHere = (span: { start: number; end: number }) => span.start >= start && span.end <= end;
  const own = named.filter(({ spans }) => spans.every(isHere));
  const taken = own.flatMap(({ spans }) => spans);
  const overlaps = (mark: CueMark) => taken.some((span) => span.start < mark.end && mark.start < span.end);
  const here = marks.filter(isHere);
  const free = here.filter((mark) => !overlaps(mark));
  const clause = blankOut(slice, [...taken, { start: 0, end: start }, { start: end, end: slice.text.length }]);
  const pointers = own.length > 0 ? [] : findPointers(clause, pack);
  const unpointed = blankOut(clause, pointers);
  const when = findRecurrence(unpointed.text, pack.tag) ?? findDue(unpointed.text, pack.tag);
  const isRepeated = findRecurrence(unpointed.text, pack.tag) !== undefined;
  const undated = when ? blankOut(unpointed, [when]) : unpointed;
  const isPast = here.some((mark) => (mark.cue === 'past' || mark.cue === 'done') && overlaps(mark));
  const isTold = isPast && own.some(({ isVaried }) => isVaried);
  const cues = new Set<Cue>(free.filter(({ cue }) => cue !== 'past').map(({ cue }) => cue));
  const left = countWords(blankOut(undated, free));
  const changes = readChange(
    undated,
    pack,
    cues,
    when && (isRepeated ? { recurrence: when.phrase } : { due: when.phrase }),
  );
  return {
    targets: [
      ...own.map(({ ids }): Selection => ({ by: 'known', ids })),
      ...pointers.map(({ selection }): Selection => selection),
    ],
    isNegated: cues.has('negated') || cues.has('but'),
    action: chooseAction(cues, changes, isTold, own.every(({ isWhole }) => isWhole) ? left - FORGIVEN : left),
  };
}

function chooseAction(
  cues: ReadonlySet<Cue>,
  changes: TaskChanges | undefined,
  isTold: boolean,
  left: number,
): Clause['action'] {
  const isAdding = cues.has('add') || cues.has('show');
  const asked = (['undo', 'reopen', 'remove', 'move', 'done'] as const).filter((cue) => cues.has(cue));
  if (cues.has('note') || cues.has('tag') || cues.has('rename') || asked.length > 1 || isAdding || left > 0)
    return undefined;
  const [only] = asked;
  if (only === 'undo') return undefined;
  if (only === 'remove' && !changes) return (selection) => ({ kind: 'delete', selection });
  if (only === 'reopen' && !changes) return (selection) => ({ kind: 'complete', selection, completed: false });
  if ((only === 'done' || (only === undefined && isTold)) && !changes)
    return (selection) => ({ kind: 'complete', selection, completed: true, isStatement: true });
  const isChange = only === 'move' || (only === undefined && cues.has('set'));
  if (changes && isChange) return (selection) => ({ kind: 'update', selection, changes });
  return undefined;
}

function readChange(
  slice: TextSlice,
  pack: LanguagePack,
  cues: ReadonlySet<Cue>,
  when: TaskChanges | undefined,
): TaskChanges | undefined {
  const { priority } = pack.words;
  const level = (['low', 'medium', 'high'] as const).find((each) => priority[each].test(slice.folded));
  if (level === undefined) return when;
  return cues.has('negated') ? undefined : { ...when, priority: level };
}

function findPointers(clause: TextSlice, pack: LanguagePack): { start: number; end: number; selection: Selection }[] {
  const words = [...clause.folded.matchAll(WORD)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  const found: { start: number; end: number; selection: Selection }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(3, words.length - at); length > 0; length -= 1) {
      const [start, end] = [words[at]?.start ?? 0, words[at + length - 1]?.end ?? 0];
      const text = clause.folded.slice(start, end);
      const selection = /^\d+$/u.test(text) ? undefined : readPointer(text, pack);
      if (selection === undefined || selection.by === 'focus') continue;
      found.push({ start, end, selection });
      at += length - 1;
      break;
    }
  }
  return found;
}

/** The slice with blanks over some of it, so that what is found in the rest stands where it stood. */
function blankOut({ text, folded }: TextSlice, ranges: readonly { start: number; end: number }[]): TextSlice {
  const blank = (whole: string) =>
    ranges.reduce((left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end), whole);
  return { text: blank(text), folded: blank(folded) };
}

function countWords({ folded }: TextSlice): number {
  return cut({ text: folded, folded }, 0).folded.match(WORD)?.length ?? 0;
}

const WORD = /#?[\p{L}\p{M}\p{N}]+/gu;
const CLAUSE_END = /[,;:.!]+\s+|[,;](?=\p{L})|\s[-–]\s/gu;
/** So many words that nothing explains are forgiven beside a whole name; beside half a name they name another task. */
const FORGIVEN = 1;
const QUESTION = new RegExp(String.raw`^(?:${heardAnywhere(({ questions }) => questions)})\s`, 'u');
