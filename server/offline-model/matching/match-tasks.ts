import { isTypoOf } from '../../text/edit-distance.ts';
import { Effort } from '../limits/effort.ts';
import { splitWords } from './split-words.ts';
import { languagePacks } from '../../languages/spoken-languages.ts';
import { stemWord } from '../../languages/en/stems.ts';

/** How sure a match is, best first. Only tasks of the best level found count. */
export const MATCH_LEVELS = ['exact', 'normalised', 'stems', 'within', 'synonyms', 'contains', 'fuzzy'] as const;
export type MatchLevel = (typeof MATCH_LEVELS)[number];

/** The tasks a text can mean, all of one level. */
export interface TaskMatch<T> {
  level: MatchLevel;
  tasks: T[];
}

/**
 * Finds the tasks a person's words can mean: exact title, then normalised, then verb forms, words within the title,
 * synonyms, a title within the words, and typing slips last.
 * @param weakest the last level worth trying
 * @param effort what the typing slips may cost; when it is used up they are not looked for
 * @returns undefined when nothing fits; several tasks when the words fit several equally well
 */
export function matchTasks<T extends { title: string }>(
  text: string,
  tasks: readonly T[],
  weakest: MatchLevel = 'fuzzy',
  effort = new Effort(),
): TaskMatch<T> | undefined {
  const wanted = prepare(text);
  if (wanted.words.length === 0) return undefined;
  const last = MATCH_LEVELS.indexOf(weakest);
  let best = last + 1;
  let found: T[] = [];
  for (const task of tasks) {
    const level = findLevel(wanted, prepareTask(task), best, effort);
    if (level > last || level > best) continue;
    if (level < best) found = [];
    best = level;
    found.push(task);
  }
  const level = MATCH_LEVELS[best];
  if (level === undefined || found.length === 0) return undefined;
  return { level, tasks: level === 'contains' ? keepLongest(found) : found };
}

interface Prepared {
  plain: string;
  words: string[];
  stems: ReadonlySet<string>;
  synonyms: ReadonlySet<string>;
  compact: string;
}

/** Titles are prepared once for all the words of a turn that are looked for among them. */
export function prepareTask(task: { title: string }): Prepared {
  const known = PREPARED.get(task);
  if (known) return known;
  const prepared = prepare(task.title);
  PREPARED.set(task, prepared);
  return prepared;
}

function prepare(text: string): Prepared {
  const words = splitWords(text.slice(0, LONGEST_COMPARED));
  const stems = new Set(words.map(stemWord));
  const synonyms = new Set([...stems].map(toSynonym));
  return { plain: text.trim().toLowerCase(), words, stems, synonyms, compact: words.join('') };
}

function findLevel(wanted: Prepared, title: Prepared, limit: number, effort: Effort): number {
  if (wanted.plain === title.plain) return 0;
  if (title.words.length === 0) return Infinity;
  if (limit >= 1 && wanted.compact === title.compact) return 1;
  if (limit >= 2 && isSameSet(wanted.stems, title.stems)) return 2;
  if (limit >= 3 && (isSubset(wanted.stems, title.stems) || isPartOf(wanted.compact, title.compact))) return 3;
  if (limit >= 4 && isSubset(wanted.synonyms, title.synonyms)) return 4;
  if (limit >= 5 && (isSubset(title.synonyms, wanted.synonyms) || isPartOf(title.compact, wanted.compact))) return 5;
  if (limit < 6) return Infinity;
  const isAlike = isFuzzySubset(wanted, title, effort) || isFuzzySubset(title, wanted, effort);
  return isAlike || isSlip(wanted.compact, title.compact, effort) ? 6 : Infinity;
}

function isSameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && isSubset(left, right);
}

function isSubset(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  for (const word of part) if (!whole.has(word)) return false;
  return true;
}

/** Languages written without spaces: the words are part of the title as they stand. */
function isPartOf(part: string, whole: string): boolean {
  return UNSPACED.test(part) && part.length >= 1 && whole.includes(part);
}

function isFuzzySubset(part: Prepared, whole: Prepared, effort: Effort): boolean {
  if (part.words.length > MOST_MISTYPED) return false;
  return part.words.every((word) =>
    whole.words.some((other) => word === other || isInflectionOf(word, other) || isSlip(word, other, effort)),
  );
}

/** Whether two words are a slip of the keys apart. Lengths are compared first: they tell nearly all words apart, and cost nothing. */
export function isSlip(left: string, right: string, effort: Effort): boolean {
  return Math.abs(left.length - right.length) <= 2 && effort.spend() && isTypoOf(left, right);
}

/** "pagado" and "pagar", "звонок" and "звонка": a long common beginning. */
export function isInflectionOf(left: string, right: string): boolean {
  const longest = Math.max(left.length, right.length);
  const needed = Math.max(left.length >= 4 ? 4 : 3, Math.ceil(longest * 0.55));
  return Math.min(left.length, right.length) >= needed && right.startsWith(left.slice(0, needed));
}

function keepLongest<T extends { title: string }>(tasks: T[]): T[] {
  const sizes = tasks.map((task) => prepareTask(task).compact.length);
  const longest = Math.max(...sizes);
  return tasks.filter((_, index) => sizes[index] === longest);
}

function toSynonym(stem: string): string {
  return SYNONYMS.get(stem) ?? stem;
}

const LONGEST_COMPARED = 600;
/** More words than these are not looked through for slips. */
const MOST_MISTYPED = 24;
const PREPARED = new WeakMap<object, Prepared>();
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/u;

const SYNONYMS = new Map(
  languagePacks
    .flatMap(({ heard }) => heard.synonyms ?? [])
    .map((group) => group.split(' ').map(stemWord))
    .flatMap((group) => group.map((word): [string, string] => [word, group[0] ?? word])),
);
