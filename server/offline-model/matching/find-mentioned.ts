import { stemWord } from '../../languages/en/stems.ts';
import { foldText } from '../../text/fold-text.ts';
import { isInflectionOf } from './match-tasks.ts';
import { isSmallWord, splitWords } from './split-words.ts';

/** A task whose words stand in a text that says more than its name. */
export interface Mention<Task> {
  /** Several when the text names them equally well. */
  tasks: Task[];
  /** The text without those words. */
  rest: string;
  /** How much of the title is said, 0 to 1. */
  share: number;
  /** Whether a word stands in another form than in the title: "printed" for "print". */
  isInflected: boolean;
}

/** Finds the tasks whose titles share most words with a text: "tickets are printed" names "Print raffle tickets". */
export function findMentioned<Task extends { title: string }>(
  text: string,
  tasks: readonly Task[],
): Mention<Task> | undefined {
  const words = [...text.matchAll(WORD)].map(readWord);
  let best: Shared | undefined;
  let found: Task[] = [];
  for (const task of tasks) {
    const shared = UNSPACED.test(task.title) ? shareLetters(text, task.title) : shareWords(words, task.title);
    if (shared.spans.length === 0 || (best && compare(shared, best) < 0)) continue;
    if (best && compare(shared, best) > 0) found = [];
    best = shared;
    found.push(task);
  }
  return best && { tasks: found, rest: blank(text, best.spans), share: best.share, isInflected: best.isInflected };
}

interface Shared {
  spans: [number, number][];
  weight: number;
  share: number;
  isInflected: boolean;
}

interface SaidWord {
  folded: string;
  stem: string;
  span: [number, number];
}

function readWord({ 0: word, index }: RegExpExecArray): SaidWord {
  const folded = foldText(word).replace(/'s$/u, '');
  return { folded, stem: stemWord(folded), span: [index, index + word.length] };
}

function compare(left: Shared, right: Shared): number {
  return left.weight - right.weight || left.share - right.share;
}

function shareWords(words: readonly SaidWord[], title: string): Shared {
  const wanted = splitWords(title);
  const spans: [number, number][] = [];
  let isInflected = false;
  for (const word of wanted) {
    const said =
      words.find(({ folded }) => folded === word) ??
      words.find(({ stem, folded }) => stem === stemWord(word) || isFormOf(folded, word));
    if (!said || isSmallWord(said.folded, 0)) continue;
    spans.push(said.span);
    isInflected ||= said.folded !== word;
  }
  const isTelling = spans.some(([start, end]) => end - start >= SHORTEST_TELLING);
  return { spans: isTelling ? spans : [], weight: spans.length, share: spans.length / wanted.length, isInflected };
}

/** Also with what a participle begins with: "gelapt" for "lappen". */
function isFormOf(said: string, word: string): boolean {
  if (isInflectionOf(said, word)) return true;
  return said.startsWith('ge') && said.length > 5 && isInflectionOf(said.slice(2), word);
}

/** Where words are not set apart: the longest stretches that both have. */
function shareLetters(text: string, title: string): Shared {
  const spans: [number, number][] = [];
  let taken = 0;
  for (let start = 0; start < title.length;) {
    let length = title.length - start;
    while (length > 1 && !text.includes(title.slice(start, start + length))) length -= 1;
    const part = title.slice(start, start + length);
    const at = length > 1 && TELLING.test(part) ? text.indexOf(part) : -1;
    if (at >= 0) spans.push([at, at + length]);
    if (at >= 0) taken += length;
    start += Math.max(1, at >= 0 ? length : 1);
  }
  return { spans, weight: taken / 2, share: taken / title.length, isInflected: false };
}

function blank(text: string, spans: readonly [number, number][]): string {
  let rest = text;
  for (const [start, end] of spans) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  return rest;
}

const WORD = /[\p{L}\p{M}\p{N}'’]+/gu;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/u;
const TELLING = /[\u30a0-\u30ff\u3400-\u9fff]/u;
/** Shorter words are shared by chance. */
const SHORTEST_TELLING = 3;
