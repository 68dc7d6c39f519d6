import { normalizeText } from '../../ground/admit-text.ts';
import { foldText } from '../../text/fold-text.ts';
import type { TaskPool } from './task-pool.ts';
import type { KnownTask } from './tool-results.ts';

/** The tasks whose titles stand in the text, in the order they are named; a longer title hides one inside it. */
export function findNamed(text: string, pool: TaskPool): KnownTask[] {
  if (text === '') return [];
  const open = findTitles(text, pool.pending);
  return open.length > 0 ? open : findTitles(text, pool.completed);
}

function findTitles(text: string, tasks: readonly KnownTask[]): KnownTask[] {
  const folded = foldText(normalizeText(text, 'NFC'));
  const hits = tasks
    .map((task) => ({ task, title: foldText(normalizeText(task.title, 'NFC')).trim() }))
    .filter(({ title }) => title.length > 0)
    .map((entry) => ({ ...entry, at: findWhole(folded, entry.title) }))
    .filter((entry) => entry.at >= 0)
    .toSorted((left, right) => left.at - right.at || right.title.length - left.title.length);
  const kept: typeof hits = [];
  for (const hit of hits) {
    const hides = kept.some(
      (other) =>
        hit.at >= other.at && hit.at + hit.title.length <= other.at + other.title.length && hit.title !== other.title,
    );
    if (!hides) kept.push(hit);
  }
  return kept.map((hit) => hit.task);
}

function findWhole(text: string, title: string): number {
  let at = text.indexOf(title);
  while (at >= 0) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + title.length);
    const isApart =
      !(WORD.test(before) && WORD.test(title.charAt(0))) && !(WORD.test(after) && WORD.test(title.slice(-1)));
    if (isApart || UNSPACED.test(title)) return at;
    at = text.indexOf(title, at + 1);
  }
  return -1;
}

const WORD = /[\p{L}\p{N}]/u;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/u;
