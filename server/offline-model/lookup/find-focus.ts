import { normalizeText } from '../../ground/admit-text.ts';
import type { HeardTurn } from '../endpoint/read-conversation.ts';
import { foldText } from '../../text/fold-text.ts';
import type { TaskPool } from './task-pool.ts';
import { parseFailure, parseTaskChange, parseTaskList, parseUndo, type KnownTask } from './tool-results.ts';

const CHANGES = new Set(['add_task', 'complete_task', 'update_task', 'delete_task', 'undo_last_change']);

/**
 * The tasks "it" and "them" stand for: those changed or proposed last, else those the last answers named, in order.
 * @throws ResultsAwaited while the list is needed and not there yet
 */
export function findFocus(history: readonly HeardTurn[], pool: TaskPool): KnownTask[] {
  for (const turn of history.slice(-MOST_TURNS).toReversed()) {
    const ids = listChangedIds(turn);
    const known = ids.flatMap((id) => findById(id, pool) ?? []);
    if (known.length > 0) return known;
    const named = findNamed(turn.reply, pool);
    if (named.length > 0) return named;
  }
  return [];
}

/** The tasks the last list showed, in its order; numbers and positions refer to it. */
export function findLastListed(
  history: readonly HeardTurn[],
  pool: TaskPool,
): { label: number | undefined; task: KnownTask }[] {
  for (const turn of history.slice(-MOST_TURNS).toReversed()) {
    const lines = readListLines(turn.reply);
    if (lines.length > 0) {
      const named = lines.flatMap(({ label, text }) => {
        const [task] = findNamed(text, pool);
        return task ? [{ label, task }] : [];
      });
      if (named.length > 0) return named;
    }
    const named = findNamed(turn.reply, pool);
    if (named.length > 1) return named.map((task) => ({ label: task.id, task }));
    const listed = turn.steps.findLast((step) => step.name === 'list_tasks');
    const tasks = parseTaskList(listed?.result)?.tasks ?? [];
    if (tasks.length > 0 && turn.steps.every((step) => step.name === 'list_tasks')) {
      return tasks.map((task) => ({ label: task.id, task }));
    }
  }
  return [];
}

/** Whether a change made by a tool stands in the history: only then is there something of ours to undo. */
export function hasRecentChange(history: readonly HeardTurn[]): boolean {
  return history.some((turn) => turn.steps.some((step) => CHANGES.has(step.name) && parseTaskChange(step.result)));
}

/** The tasks whose titles stand in the text, in the order they are named; a longer title hides one inside it. */
export function findNamed(text: string, pool: TaskPool): KnownTask[] {
  if (text === '') return [];
  const open = findTitles(text, pool.pending);
  return open.length > 0 ? open : findTitles(text, pool.completed);
}

/** The task of that number, open or done. */
export function findById(id: number, pool: TaskPool): KnownTask | undefined {
  return pool.pending.find((task) => task.id === id) ?? pool.completed.find((task) => task.id === id);
}

function listChangedIds(turn: HeardTurn): number[] {
  const ids = turn.steps
    .filter((step) => CHANGES.has(step.name))
    .flatMap((step) => {
      const change = parseTaskChange(step.result);
      if (change) return [change.task.id];
      const undo = parseUndo(step.result);
      if (undo) return undo.undone.map((entry) => entry.task.id);
      const id = step.args['task_id'];
      return parseFailure(step.result).error.code === 'confirmation_required' && typeof id === 'number' ? [id] : [];
    });
  return [...new Set(ids)];
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

function readListLines(reply: string): { label: number; text: string }[] {
  return reply.split('\n').flatMap((line) => {
    const match = /^\s*(?:[-*•]\s+)?(?:\*\*)?#?(\d{1,6})(?:\\?[.):])?(?:\*\*)?[.):]?\s+(.+)$/u.exec(line);
    return match ? [{ label: Number(match[1]), text: match[2] ?? '' }] : [];
  });
}

const MOST_TURNS = 4;
const WORD = /[\p{L}\p{N}]/u;
const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/u;
