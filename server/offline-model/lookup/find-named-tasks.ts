import { stemWord } from '../../languages/en/stems.ts';
import type { Effort } from '../limits/effort.ts';
import { isSameWord } from '../matching/match-tasks.ts';
import { splitWords } from '../matching/split-words.ts';
import type { NamedTasks } from './read-by-cues.ts';
import type { KnownTask } from './tool-results.ts';

/**
 * Finds the tasks that are named anywhere in a text, by words of their titles, the fullest names first; two are never
 * named by the same words.
 * @param idle words that name nothing by themselves, as ranges of the text
 * @param text folded
 */
export function findNamedTasks(
  text: string,
  tasks: readonly KnownTask[],
  idle: readonly { start: number; end: number }[],
  effort: Effort,
): NamedTasks[] {
  const words = [...text.matchAll(WORD)].map(({ index, 0: word }) => {
    const end = index + word.length;
    return { word, start: index, end, isIdle: idle.some((range) => range.start <= index && range.end >= end) };
  });
  const candidates = tasks.flatMap((task) => {
    const named = UNSPACED.test(task.title) ? findUnspaced(text, task) : findSpaced(words, task, effort);
    return named ? [named] : [];
  });
  const ranked = candidates.toSorted((left, right) => right.weight - left.weight || right.coverage - left.coverage);
  const found: (NamedTasks & { coverage: number })[] = [];
  for (const { task, spans, coverage, isVaried } of ranked) {
    const same = found.find((other) => other.spans.some((span) => spans.some(({ start }) => start === span.start)));
    if (!same) found.push({ ids: [task.id], spans, coverage, isVaried, isWhole: coverage === 1 });
    else if (same.coverage === coverage && same.spans.length === spans.length) same.ids.push(task.id);
  }
  return found.toSorted((left, right) => (left.spans[0]?.start ?? 0) - (right.spans[0]?.start ?? 0));
}

interface TextWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly isIdle: boolean;
}

interface NameFit {
  readonly task: KnownTask;
  readonly spans: { start: number; end: number }[];
  /** The letters that fit, and which part of the title they are. */
  readonly weight: number;
  readonly coverage: number;
  readonly isVaried: boolean;
}

function findSpaced(words: readonly TextWord[], task: KnownTask, effort: Effort): NameFit | undefined {
  const wanted = splitWords(task.title);
  const hits = wanted.flatMap((title) => {
    const hit =
      words.find(({ word }) => word === title) ??
      words.find(({ word }) => stemWord(word) === stemWord(title)) ??
      words.find(({ word }) => isSameWord(word, title, effort));
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
    for (let at = 0; at + length <= title.length; at += 1) {
      const start = text.indexOf(title.slice(at, at + length));
      if (start === -1 || length / title.length < LEAST_COVERAGE) continue;
      const spans = [{ start, end: start + length }];
      return { task, spans, weight: length * 3, coverage: length / title.length, isVaried: length < title.length };
    }
  }
  return undefined;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/u;
const LEAST_LETTERS = 3;
const LEAST_COVERAGE = 0.3;
