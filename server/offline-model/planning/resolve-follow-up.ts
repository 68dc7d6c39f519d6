import { referringWords } from '../../languages/heard-anywhere.ts';
import { matchTasks } from '../matching/match-tasks.ts';
import { findNamedTasks, type Stretch } from '../lookup/find-named-tasks.ts';
import type { RecalledChange } from '../lookup/recall.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import type { Outcome, TaskCall } from '../replying/outcome.ts';
import { findValue } from '../understanding/find-when.ts';
import type { Intent } from '../understanding/intent.ts';
import { readPointer } from '../understanding/parse-selection.ts';
import { readCues } from '../understanding/read-cues.ts';
import { recogniseSegment } from '../understanding/recognise-segment.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { Request, Understanding } from '../understanding/understand-message.ts';
import { resolveRequest } from './resolve-request.ts';
import { planUpdates } from './resolve-update.ts';
import { askWhich, type TurnScope } from './turn-scope.ts';

/**
 * What a message makes of the one before it: a note for what was talked about, the same change for another task, or a
 * correction, which gives what was changed last another value, or does it to another task instead.
 * @throws ResultsAwaited while lists are missing
 */
export function resolveFollowUp({ text, requests }: Understanding, scope: TurnScope): Outcome | undefined {
  const said = text.text.trim();
  if (scope.history.length === 0 || said.length > LONGEST_FOLLOW_UP || /[?？؟]/u.test(said)) return undefined;
  return resolveNote(said, scope) ?? resolveSame(said, scope) ?? resolveCorrection(said, requests, scope);
}

/** "his number is 0151 496, put that in the notes" */
function resolveNote(said: string, scope: TurnScope): Outcome | undefined {
  const match = NOTING.exec(toSlice(said).folded);
  const [task, ...others] = match ? scope.recall.focus : [];
  if (!match || !task || others.length > 0) return undefined;
  const start = toSlice(said).folded.slice(0, match.index).replace(BEFORE_NOTE, '').length;
  const note = `${said.slice(0, start)}${said.slice(match.index + match[0].length)}`.replace(AFTER_LEAD, '').trim();
  return note === '' ? undefined : planUpdates([task], { notes: note }, [], scope);
}

/** "same for the optician", "and the eggs too" */
function resolveSame(said: string, scope: TurnScope): Outcome | undefined {
  const match = SAME.exec(toSlice(said).folded);
  const [change, ...others] = match ? scope.recall.lastChanges : [];
  if (!match || !change || others.length > 0) return undefined;
  const { folded } = toSlice(said.slice(match[0].length));
  const marks = readCues(folded, scope.pack).filter(({ cue }) => cue === 'small');
  const [named, ...more] = findNamedTasks(folded, scope.pool.pending, marks, scope.effort);
  if (!named || more.length > 0) return undefined;
  return isAllSaid(folded, [...named.spans, ...marks]) ? doAgain(change, named.tasks, false, scope) : undefined;
}

function isAllSaid(text: string, spans: readonly Stretch[]): boolean {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].every(({ index, 0: { length } }) =>
    spans.some(({ start, end }) => start <= index && index + length <= end),
  );
}

function resolveCorrection(said: string, requests: readonly Request[], scope: TurnScope): Outcome | undefined {
  const lead = WRONG.exec(toSlice(said).folded)?.[0] ?? '';
  const { kept, dropped } = splitContrast(said.slice(lead.length).trim());
  if (kept === '' || (lead === '' && dropped === undefined)) return undefined;
  const isAsked = /[?？؟]/u.test(scope.history.at(-1)?.reply ?? '');
  const corrected = isAsked ? undefined : correctLast(kept, dropped, scope);
  return corrected ?? (lead === '' ? undefined : resolveRest(kept, requests, scope));
}

function correctLast(kept: string, dropped: string | undefined, scope: TurnScope): Outcome | undefined {
  const changes = scope.recall.lastChanges;
  const tasks = [...new Set(changes.map(({ task }) => task))];
  const [change] = changes;
  if (!change) return undefined;
  const value = findValue(toSlice(kept), scope.pack);
  if (value) return planUpdates(tasks, value, [], scope);
  if (tasks.length > 1) return undefined;
  const title = dropped === undefined ? undefined : replaceInTitle(change.task.title, dropped, kept);
  if (title !== undefined) return planUpdates(tasks, { title }, [], scope);
  const instead = findInstead(kept, change, scope).filter((task) => task !== change.task);
  return instead.length > 0 ? doAgain(change, instead, true, scope) : undefined;
}

/** The tasks that were meant: those that the words name, or what else was shown or fits what was said. */
function findInstead(kept: string, change: RecalledChange, { pool, recall, pack, effort }: TurnScope): KnownTask[] {
  if (readPointer(toSlice(kept).folded, pack)?.by === 'focus') {
    if (recall.others.length > 0) return recall.others;
    const besides = pool.pending.filter((task) => task !== change.task);
    return findNamedTasks(toSlice(recall.lastSaid).folded, besides, [], effort).flatMap(({ tasks }) => tasks);
  }
  return matchTasks(kept, pool.pending, 'within')?.tasks ?? [];
}

/** Makes the same change of another task; what was done to the wrong one is taken back first. */
function doAgain(
  change: RecalledChange,
  tasks: KnownTask[],
  isInstead: boolean,
  scope: TurnScope,
): Outcome | undefined {
  if (change.name === 'add_task' || change.name === 'undo_last_change') return undefined;
  if (tasks.length > 1) return askWhich(tasks, scope, (chosen) => doAgain(change, chosen, isInstead, scope) ?? NOTHING);
  const calls = tasks.map((task): TaskCall => {
    const { task_id: _id, ...args } = change.args;
    return { name: change.name, args: { task_id: task.id, ...args }, title: task.title, task };
  });
  return { kind: 'calls', calls: isInstead && change.isDone ? [UNDO, ...calls] : calls };
}

/** "for Muffin, not Biscuit": only what stands in the title takes another's place. */
function replaceInTitle(title: string, dropped: string, kept: string): string | undefined {
  const at = toSlice(title).folded.indexOf(toSlice(dropped).folded);
  const name = kept.replace(SMALL_LEAD, '');
  if (at < 0 || name === '') return undefined;
  return `${title.slice(0, at)}${name}${title.slice(at + dropped.length)}`;
}

/** "friday, not thursday", "not Anne but Anna" */
function splitContrast(text: string): { kept: string; dropped?: string } {
  const { folded } = toSlice(text);
  const after = AFTER_NOT.exec(folded);
  if (after)
    return { kept: text.slice(0, after.index).trim(), dropped: text.slice(after.index + after[0].length).trim() };
  const before = BEFORE_BUT.exec(folded)?.indices?.groups;
  const [dropped, kept] = [before?.['dropped'], before?.['kept']];
  if (!dropped || !kept) return { kept: text };
  return { kept: text.slice(...kept).trim(), dropped: text.slice(...dropped).trim() };
}

/** "no wait, undo that": what follows is a request of its own, where the whole was none. */
function resolveRest(kept: string, requests: readonly Request[], scope: TurnScope): Outcome | undefined {
  const [request, ...others] = requests;
  if (!request || (request.certainty === 'command' && !LOOSE.has(request.by)) || others.length > 0) return undefined;
  const recognised = recogniseSegment(toSlice(kept), scope.pack);
  if (recognised.certainty !== 'command' || !isFollowing(recognised.readings[0])) return undefined;
  return resolveRequest({ ...recognised, proposed: recognised, text: kept, glue: '' }, scope);
}

function isFollowing(intent: Intent | undefined): boolean {
  return intent !== undefined && !['add', 'offer', 'answer', 'talk', 'find'].includes(intent.kind);
}

const NOTHING: Outcome = { kind: 'say', text: '' };
const UNDO: TaskCall = { name: 'undo_last_change', args: {}, title: '' };
const LOOSE = new Set<Request['by']>(['correct', 'no', 'decline', 'addLoose']);
const NOTING = referringWords(({ noting }) => noting);
const SAME = new RegExp(
  String.raw`${referringWords(({ same }) => same, '^', String.raw`[\s,:]+`).source}|^(?:and|y|e|et|und|en|i|ve|aur|और|и|و)\s+`,
  'u',
);
const WRONG = referringWords(({ wrong }) => wrong, '^(?:', String.raw`[\s,.!:;…-]+)+`);
const NOT = 'not|nicht|kein(?:e|en)?|no|pas|non|nao|niet|geen|nie|degil|не|нет|nahi|नहीं|لا|ليس';
const AFTER_NOT = new RegExp(
  String.raw`[\s,;]+(?:and |e |y |et |und )?(?:${NOT}|instead of|rather than|statt|anstatt)\s+(?=\S)`,
  'u',
);
const BEFORE_BUT = new RegExp(
  String.raw`^(?:${NOT})\s+(?<dropped>.+?)(?:,\s*|\s+)(?:(?:but|sondern|sino|mais|ma|mas|maar|lecz|tylko|а)\s+)(?<kept>.+)$|^(?:${NOT})\s+(?<dropped>[^,]+),\s*(?<kept>.+)$`,
  'du',
);
const BEFORE_NOTE = /(?:[\s,;:.-]|(?:\s|^)(?:and|e|y|et|und|en|i|ve|и|و|,))+$/u;
const AFTER_LEAD = /^(?:(?:and|add|put|write|note)\s|[\s,;:]+)+/iu;
const SMALL_LEAD = /^(?:(?:it'?s|it is|its|the|a|an|for|with|to|es|para|pour|fur|für|per|dla|для)\s+)+/iu;
const LONGEST_FOLLOW_UP = 160;
