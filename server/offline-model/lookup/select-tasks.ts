import type { LanguagePack } from '../../languages/language-pack.ts';
import type { Effort } from '../limits/effort.ts';
import { matchTasks, type MatchLevel } from '../matching/match-tasks.ts';
import { splitWords } from '../matching/split-words.ts';
import { stemWord } from '../../languages/en/stems.ts';
import type { Selection, AskedFilter } from '../understanding/intent.ts';
import { findDue } from '../understanding/find-when.ts';
import { parseSelection } from '../understanding/parse-selection.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { Recollection } from './recall.ts';
import type { TaskPool } from './task-pool.ts';
import type { KnownTask } from './tool-results.ts';

/** What a selection came to: tasks, several that fit equally well, or words that fit none. */
export type Selected =
  | { kind: 'found'; tasks: KnownTask[]; missing: string[] }
  | { kind: 'several'; tasks: KnownTask[] }
  | { kind: 'missing'; text: string; isNumber: boolean }
  | { kind: 'nothing' };

/** Where a selection is looked up. */
export interface SelectionScope {
  pool: TaskPool;
  recall: Recollection;
  pack: LanguagePack;
  /** Done tasks first (to reopen), or open ones first, or whatever the filter of "all" says. */
  prefers: 'pending' | 'completed';
  /** The tasks an earlier request of the same message was about. */
  recent?: KnownTask[] | undefined;
  /** What looking for typing slips may cost. */
  effort: Effort;
}

/**
 * Finds the tasks a person points at.
 * @throws ResultsAwaited while lists are missing
 */
export function selectTasks(selection: Selection, scope: SelectionScope): Selected {
  switch (selection.by) {
    case 'nothing':
      return { kind: 'nothing' };
    case 'text':
      return selectByText(selection, scope);
    case 'known':
      return toSelected(
        [...scope.pool.pending, ...scope.pool.completed].filter((task) => selection.ids.includes(task.id)),
      );
    case 'number':
      return selectByNumber(selection.numbers, scope);
    case 'id':
      return selectById(selection, scope);
    case 'position':
      return selectByPosition(selection.positions, scope);
    case 'focus':
      return selectFocus(selection, scope);
    case 'all':
      return selectAll(selection.filter, selection.except, scope);
    default:
      return selection satisfies never;
  }
}

/**
 * The tasks a filter of the tools and a word of the title leave, as many as there is room for.
 * @throws ResultsAwaited while lists are missing
 */
export function listFiltered(filter: AskedFilter, pool: TaskPool): KnownTask[] {
  const { word } = filter;
  const lists = toolFilters(filter);
  if (word === undefined) return lists.flatMap((list) => pool.list(list));
  const searched = lists.flatMap((list) => searches(list, word, pool));
  const found = searched.flatMap((list) => pool.list(list)).filter((task) => hasWord(task, word));
  return [...new Map(found.map((task) => [task.id, task])).values()];
}

/**
 * How many tasks there are of those, which can be more than are listed.
 * @returns undefined when that cannot be told
 * @throws ResultsAwaited while lists are missing
 */
export function countFiltered(filter: AskedFilter, pool: TaskPool): number | undefined {
  const { word } = filter;
  const lists = toolFilters(filter);
  if (word === undefined) return lists.reduce((sum, list) => sum + pool.total(list), 0);
  const isWhole = lists.flatMap((list) => searches(list, word, pool)).every((list) => pool.isWhole(list));
  return isWhole ? listFiltered(filter, pool).length : undefined;
}

/** What the tools are asked for; the tasks of both statuses come as two lists, open ones first. */
function toolFilters({ word: _word, status = 'pending', ...rest }: AskedFilter): Record<string, unknown>[] {
  const args = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  if (Object.keys(args).length > 0) return [{ status, ...args }];
  return (['pending', 'completed'] as const)
    .filter((each) => status === 'all' || status === each)
    .map((each) => ({ status: each }));
}

/** Among more tasks than can be listed the word is searched for, in any of its forms. */
function searches(list: Record<string, unknown>, word: string, pool: TaskPool): Record<string, unknown>[] {
  if (pool.isWhole(list)) return [list];
  const words = splitWords(word).map((each) => sharedStart(each, stemWord(each)));
  return [
    { ...list, query: [...(typeof list['query'] === 'string' ? [list['query']] : []), ...words].join(' ') },
    { ...list, tag: word },
  ];
}

function sharedStart(left: string, right: string): string {
  let end = 0;
  while (end < left.length && left[end] === right[end]) end += 1;
  return left.slice(0, end);
}

/** Whether the title has the words as whole words ("test" is not in "Attest"), or a tag is called so. */
export function hasWord(task: KnownTask, word: string): boolean {
  const wanted = splitWords(word).map(stemWord);
  const own = splitWords(task.title).map(stemWord);
  const isUnspaced = /[\u3040-\u30ff\u3400-\u9fff]/u.test(word);
  if (isUnspaced) return task.title.includes(word);
  return (
    wanted.every((part) => own.includes(part)) || task.tags.some((tag) => tag.toLowerCase() === word.toLowerCase())
  );
}

function selectByText({ texts, lead }: Extract<Selection, { by: 'text' }>, scope: SelectionScope): Selected {
  const { pool, prefers, effort } = scope;
  const first = () => pool.near(texts.at(-1) ?? '', prefers);
  const second = () => pool.near(texts.at(-1) ?? '', prefers === 'pending' ? 'completed' : 'pending');
  for (const weakest of ['within', 'fuzzy'] as const) {
    for (const source of [first, second]) {
      const selected =
        matchAny(texts, source(), weakest, effort) ??
        matchParts(texts.at(-1) ?? '', source(), weakest, scope) ??
        (lead === undefined ? undefined : matchAny([lead], source(), weakest, effort));
      if (selected) return selected;
    }
  }
  return { kind: 'missing', text: texts[0] ?? '', isNumber: false };
}

function matchAny(
  texts: readonly string[],
  tasks: KnownTask[],
  weakest: MatchLevel,
  effort: Effort,
): Selected | undefined {
  for (const text of texts) {
    const match = matchTasks(text, tasks, weakest, effort);
    if (match) return toSelected(match.tasks);
  }
  return undefined;
}

/** "gym and run", "milk, pay rent and the passport one": each part by itself, when the whole is no task's name. */
function matchParts(
  text: string,
  tasks: KnownTask[],
  weakest: MatchLevel,
  scope: SelectionScope,
): Selected | undefined {
  const parts = text.split(scope.pack.and).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 20) return undefined;
  const firm = parts.map((part) => ({ part, found: matchPart(part, tasks, weakest, scope) }));
  const hits = firm.filter(({ found }) => found.length > 0).length;
  if (hits < (weakest === 'fuzzy' ? 1 : 2)) return undefined;
  const matches = firm.map(({ part, found }) => ({
    part,
    found: found.length > 0 || weakest === 'fuzzy' ? found : matchPart(part, tasks, 'fuzzy', scope),
  }));
  const unsure = matches.find(({ found }) => found.length > 1);
  if (unsure) return { kind: 'several', tasks: unsure.found };
  const found = [...new Set(matches.flatMap((match) => match.found))];
  return {
    kind: 'found',
    tasks: found,
    missing: matches.filter((match) => match.found.length === 0).map(({ part }) => part.trim()),
  };
}

function matchPart(
  part: string,
  tasks: KnownTask[],
  weakest: MatchLevel,
  { pack, effort }: SelectionScope,
): KnownTask[] {
  const selection = parseSelection(toSlice(part), pack);
  if (selection.by === 'number') return tasks.filter((task) => selection.numbers.includes(task.id));
  const texts = selection.by === 'text' ? selection.texts : [part];
  // "milk, mom and passport today": a date at the end is said of all.
  for (const text of [...texts, findDue(part, pack.tag)?.rest ?? '']) {
    const match = matchTasks(text, tasks, weakest, effort);
    if (match) return match.tasks;
  }
  return [];
}

function selectById({ ids, title }: Extract<Selection, { by: 'id' }>, { pool }: SelectionScope): Selected {
  const tasks = ids.flatMap((id) => pool.byId(id) ?? []);
  return tasks.length > 0 ? { kind: 'found', tasks, missing: [] } : { kind: 'missing', text: title, isNumber: false };
}

function selectByNumber(numbers: readonly number[], scope: SelectionScope): Selected {
  const { listed } = scope.recall;
  const found: KnownTask[] = [];
  const missing: string[] = [];
  for (const number of numbers) {
    const task = listed.find((entry) => entry.label === number)?.task ?? scope.pool.byId(number);
    if (task) found.push(task);
    else missing.push(String(number));
  }
  if (found.length === 0) return { kind: 'missing', text: missing.join(', '), isNumber: true };
  return { kind: 'found', tasks: [...new Set(found)], missing };
}

function selectByPosition(positions: readonly number[], scope: SelectionScope): Selected {
  const [added] = scope.recall.lastChanges.filter(({ name }) => name === 'add_task');
  const isLast = positions.length === 1 && positions[0] === -1;
  if (isLast && added) return selectFocus({ all: false }, scope);
  const listed = scope.recall.listed.map((entry) => entry.task);
  const found = positions.flatMap((position) => listed.at(position > 0 ? position - 1 : position) ?? []);
  return found.length === positions.length && found.length > 0
    ? { kind: 'found', tasks: [...new Set(found)], missing: [] }
    : { kind: 'nothing' };
}

function selectFocus({ all, isOther }: { all: boolean; isOther?: true }, { recent, recall }: SelectionScope): Selected {
  const near = isOther ? recall.others : (recent ?? recall.focus);
  // "All of them" is not the one that was talked about last.
  const focus = all && near.length === 1 && !isOther && !recent ? widen(near, recall) : near;
  if (focus.length === 0) return { kind: 'nothing' };
  return all || focus.length === 1 ? { kind: 'found', tasks: focus, missing: [] } : { kind: 'several', tasks: focus };
}

function widen(near: KnownTask[], { listed }: Recollection): KnownTask[] {
  return listed.length > 1 ? listed.map(({ task }) => task) : near;
}

function selectAll(filter: AskedFilter, except: string | undefined, scope: SelectionScope): Selected {
  const status = filter.status === 'all' || filter.status === undefined ? defaultStatus(filter, scope) : filter.status;
  const tasks = listFiltered({ ...filter, status }, scope.pool);
  const spared = except === undefined ? [] : findSpared(except, tasks, scope);
  const kept = tasks.filter((task) => !spared.includes(task));
  if (except !== undefined && spared.length === 0) return { kind: 'missing', text: except, isNumber: false };
  return kept.length > 0 ? { kind: 'found', tasks: kept, missing: [] } : { kind: 'nothing' };
}

function defaultStatus(filter: AskedFilter, scope: SelectionScope): 'pending' | 'completed' | 'all' {
  return filter.status === 'all' && scope.prefers === 'pending' ? 'all' : scope.prefers;
}

function findSpared(except: string, tasks: KnownTask[], { pack, effort }: SelectionScope): KnownTask[] {
  const whole = matchTasks(except, tasks, 'fuzzy', effort);
  if (whole && ['exact', 'normalised', 'stems', 'within'].includes(whole.level)) return whole.tasks;
  const parts = except.split(pack.and).filter((part) => part.trim() !== '');
  return [...new Set(parts.flatMap((part) => matchTasks(part, tasks, 'fuzzy', effort)?.tasks ?? []))];
}

/** Tasks that share one title are as unclear as different ones that fit. */
function toSelected(tasks: KnownTask[]): Selected {
  return tasks.length === 1 ? { kind: 'found', tasks, missing: [] } : { kind: 'several', tasks };
}
