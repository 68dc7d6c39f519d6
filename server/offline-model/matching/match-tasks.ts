import { isTypoOf } from './edit-distance.ts';
import { splitWords } from './split-words.ts';
import { stemWord } from './stem-word.ts';

/** How sure a match is, best first. Only tasks of the best level found count. */
export const MATCH_LEVELS = ['exact', 'normalised', 'stems', 'within', 'synonyms', 'contains', 'fuzzy'] as const;
/** One of the levels of a match. */
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
 * @returns undefined when nothing fits; several tasks when the words fit several equally well
 */
export function matchTasks<T extends { title: string }>(
  text: string,
  tasks: readonly T[],
  weakest: MatchLevel = 'fuzzy',
): TaskMatch<T> | undefined {
  const wanted = prepare(text);
  if (wanted.words.length === 0) return undefined;
  const last = MATCH_LEVELS.indexOf(weakest);
  let best = last + 1;
  let found: T[] = [];
  for (const task of tasks) {
    const level = findLevel(wanted, prepare(task.title), best);
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
  stems: string[];
  compact: string;
}

function prepare(text: string): Prepared {
  const words = splitWords(text.slice(0, LONGEST_COMPARED));
  return { plain: text.trim().toLowerCase(), words, stems: words.map(stemWord), compact: words.join('') };
}

function findLevel(wanted: Prepared, title: Prepared, limit: number): number {
  if (wanted.plain === title.plain) return 0;
  if (title.words.length === 0) return Infinity;
  if (limit >= 1 && wanted.compact === title.compact) return 1;
  if (limit >= 2 && isSameSet(wanted.stems, title.stems)) return 2;
  if (limit >= 3 && (isSubset(wanted.stems, title.stems) || isPartOf(wanted.compact, title.compact))) return 3;
  if (limit >= 4 && isSubset(wanted.stems.map(toSynonym), title.stems.map(toSynonym))) return 4;
  if (
    limit >= 5 &&
    (isSubset(title.stems.map(toSynonym), wanted.stems.map(toSynonym)) || isPartOf(title.compact, wanted.compact))
  )
    return 5;
  if (limit >= 6 && isTypoOf(wanted.compact, title.compact)) return 6;
  if (limit >= 6 && (isFuzzySubset(wanted.words, title.words) || isFuzzySubset(title.words, wanted.words))) return 6;
  return Infinity;
}

function isSameSet(left: string[], right: string[]): boolean {
  return isSubset(left, right) && isSubset(right, left);
}

function isSubset(part: string[], whole: string[]): boolean {
  return part.every((word) => whole.includes(word));
}

/** Languages written without spaces: the words are part of the title as they stand. */
function isPartOf(part: string, whole: string): boolean {
  return UNSPACED.test(part) && part.length >= 1 && whole.includes(part);
}

function isFuzzySubset(part: string[], whole: string[]): boolean {
  const joined = whole.join('');
  if (part.length === 1 && whole.length > 1 && isTypoOf(part.join(''), joined)) return true;
  return part.every((word) => whole.some((other) => isTypoOf(word, other) || isInflectionOf(word, other)));
}

/** "pagado" and "pagar", "звонок" and "звонка": a long common beginning. */
function isInflectionOf(left: string, right: string): boolean {
  const longest = Math.max(left.length, right.length);
  const needed = Math.max(left.length >= 4 ? 4 : 3, Math.ceil(longest * 0.55));
  return left.slice(0, needed) === right.slice(0, needed) && Math.min(left.length, right.length) >= needed;
}

function keepLongest<T extends { title: string }>(tasks: T[]): T[] {
  const sizes = tasks.map((task) => prepare(task.title).compact.length);
  const longest = Math.max(...sizes);
  return tasks.filter((_, index) => sizes[index] === longest);
}

function toSynonym(stem: string): string {
  return SYNONYMS.get(stem) ?? stem;
}

const LONGEST_COMPARED = 600;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]/u;

const SYNONYMS = new Map(
  [
    'buy get purchase grab',
    'call phone ring telephone',
    'mom mum mother mommy mama',
    'dad father papa',
    'clean tidy',
    'email mail',
  ]
    .map((group) => group.split(' ').map(stemWord))
    .flatMap((group) => group.map((word): [string, string] => [word, group[0] ?? word])),
);
