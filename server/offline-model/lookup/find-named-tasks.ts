import { stemWord } from '../../languages/en/stems.ts';
import type { Effort } from '../limits/effort.ts';
import { isInflectionOf, isSlip, prepareTask } from '../matching/match-tasks.ts';
import type { KnownTask } from './tool-results.ts';

/** A stretch of a text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Tasks that some words of a text name: several when the words fit them equally well. */
export interface NamedTasks {
  readonly tasks: KnownTask[];
  readonly spans: readonly Stretch[];
  /** A word has another form than in the title: "paid" for "Pay rent". */
  readonly isVaried: boolean;
  /** How much of the title is there, up to 1. */
  readonly coverage: number;
}

/**
 * Finds the tasks that are named anywhere in a text, by words of their titles; two are never named by the same words.
 * Slips of the keys count only where nothing else fits.
 * @param text folded
 * @param idle words that name nothing by themselves
 * @param effort what looking for slips may cost
 * @returns in the order of the text
 */
export function findNamedTasks(
  text: string,
  tasks: readonly KnownTask[],
  idle: readonly Stretch[],
  effort: Effort,
): NamedTasks[] {
  const words = readWords(text, idle);
  const { spaced, unspaced } = indexTasks(tasks);
  const near = new Set(words.flatMap(({ keys }) => keys.flatMap((key) => spaced.get(key) ?? [])));
  const fits = [
    ...[...near].flatMap((task) => findSpaced(words, task, isFormOf) ?? []),
    ...unspaced.flatMap((task) => findUnspaced(text, task) ?? []),
  ];
  if (fits.length > 0) return keepFullest(fits);
  const longer = words.filter(({ word, isIdle }) => !isIdle && word.length >= SHORTEST_SLIP);
  const isTypo = (said: string, wanted: string) => isSlip(said, wanted, effort);
  return longer.length === 0 ? [] : keepFullest(tasks.flatMap((task) => findSpaced(longer, task, isTypo) ?? []));
}

interface TextWord extends Stretch {
  readonly word: string;
  readonly stem: string;
  readonly keys: readonly string[];
  readonly isIdle: boolean;
}

interface NameFit extends Omit<NamedTasks, 'tasks'> {
  readonly task: KnownTask;
  /** The letters that fit. */
  readonly weight: number;
}

function readWords(text: string, idle: readonly Stretch[]): TextWord[] {
  return [...text.matchAll(WORD)].map(({ index: start, 0: word }) => {
    const end = start + word.length;
    const isIdle = idle.some((range) => range.start <= start && range.end >= end);
    return { word, stem: stemWord(word), keys: keysOf(word), start, end, isIdle };
  });
}

/** What two forms of a word share: the stem, or how they begin. */
function keysOf(word: string): string[] {
  return [...new Set([stemWord(word), word.slice(0, SHARED_START)])];
}

interface TaskIndex {
  readonly spaced: ReadonlyMap<string, readonly KnownTask[]>;
  /** Tasks in scripts without spaces, which have no words to look up. */
  readonly unspaced: readonly KnownTask[];
}

/** Made once for all the requests of a turn that look among these tasks. */
function indexTasks(tasks: readonly KnownTask[]): TaskIndex {
  const known = INDEXES.get(tasks);
  if (known) return known;
  const spaced = new Map<string, KnownTask[]>();
  const unspaced = tasks.filter(({ title }) => UNSPACED.test(title));
  for (const task of tasks) {
    for (const key of UNSPACED.test(task.title) ? [] : prepareTask(task).words.flatMap(keysOf)) {
      const entry = spaced.get(key);
      if (entry) entry.push(task);
      else spaced.set(key, [task]);
    }
  }
  const index = { spaced, unspaced };
  INDEXES.set(tasks, index);
  return index;
}

function isFormOf(said: string, wanted: string): boolean {
  return stemWord(said) === stemWord(wanted) || isInflectionOf(said, wanted);
}

function findSpaced(
  words: readonly TextWord[],
  task: KnownTask,
  isLike: (said: string, wanted: string) => boolean,
): NameFit | undefined {
  const wanted = prepareTask(task).words;
  const hits = wanted.flatMap((title) => {
    const hit = words.find(({ word }) => word === title) ?? words.find(({ word }) => isLike(word, title));
    return hit ? [{ ...hit, title }] : [];
  });
  const coverage = countLetters(hits.map(({ title }) => title)) / Math.max(1, countLetters(wanted));
  const telling = hits.filter(({ isIdle }) => coverage === 1 || !isIdle);
  const weight = countLetters(telling.map(({ title }) => title));
  if (weight < LEAST_LETTERS || coverage < LEAST_COVERAGE) return undefined;
  const isVaried = telling.some(({ word, title }) => word !== title);
  return { task, spans: telling.map(({ start, end }) => ({ start, end })), weight, coverage, isVaried };
}

function countLetters(words: readonly string[]): number {
  return words.reduce((sum, { length }) => sum + length, 0);
}

/** The longest piece of the title that the text has; a single letter is none unless it is all. */
function findUnspaced(text: string, task: KnownTask): NameFit | undefined {
  const title = task.title.toLowerCase();
  for (let length = title.length; length >= Math.min(2, title.length); length -= 1) {
    if (length / title.length < LEAST_COVERAGE) return undefined;
    for (let at = 0; at + length <= title.length; at += 1) {
      const start = text.indexOf(title.slice(at, at + length));
      if (start === -1) continue;
      const spans = [{ start, end: start + length }];
      return { task, spans, weight: length * 3, coverage: length / title.length, isVaried: length < title.length };
    }
  }
  return undefined;
}

/** Of the tasks that share words of the text, those that fit most letters. */
function keepFullest(fits: readonly NameFit[]): NamedTasks[] {
  const found: NamedTasks[] = [];
  for (const { task, spans, coverage, isVaried } of fits.toSorted(
    (left, right) => right.weight - left.weight || right.coverage - left.coverage,
  )) {
    const same = found.find((other) => other.spans.some((span) => spans.some(({ start }) => start === span.start)));
    if (!same) found.push({ tasks: [task], spans, coverage, isVaried });
    else if (same.coverage === coverage && same.spans.length === spans.length) same.tasks.push(task);
  }
  return found.toSorted((left, right) => (left.spans[0]?.start ?? 0) - (right.spans[0]?.start ?? 0));
}

const INDEXES = new WeakMap<readonly KnownTask[], TaskIndex>();
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/u;
const LEAST_LETTERS = 3;
const LEAST_COVERAGE = 0.2;
const SHARED_START = 3;
const SHORTEST_SLIP = 5;
