import { escapeMarkdown, fill, quote, quoteAll, quoteEither } from './describe-task.ts';
import { composeList } from './compose-list.ts';
import type { Outcome, TaskCall } from './outcome.ts';
import { TaskPool } from '../lookup/task-pool.ts';
import { parseFailure, parseTaskChange, parseUndo, type DateReading, type KnownTask } from '../lookup/tool-results.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import type { ToolLedger } from '../lookup/tool-ledger.ts';

/** What a reply is worded with. */
export interface ReplyScope {
  readonly pack: LanguagePack;
  readonly ledger: ToolLedger;
}

/** An outcome with what its calls gave back, in the same order. */
export interface DoneOutcome {
  outcome: Outcome;
  results: unknown[];
}

/**
 * The words of the turn, from results only: what a call did not do is not claimed.
 * @throws ResultsAwaited while a list to show is missing
 */
export function composeReply(done: DoneOutcome[], scope: ReplyScope): string {
  const shown = new TaskPool(scope.ledger, 50);
  const parts = done.flatMap(({ outcome, results }) => {
    switch (outcome.kind) {
      case 'calls':
        return [...describeCalls(outcome.calls, results, scope), ...(outcome.remarks ?? [])];
      case 'list':
        return [composeList(outcome.filter, outcome.style, shown, scope.pack, done.length === 1)];
      default:
        return [outcome.text];
    }
  });
  return parts.filter((part) => part !== '').join('\n\n');
}

type Change = NonNullable<ReturnType<typeof parseTaskChange>>;

function describeCalls(calls: TaskCall[], results: unknown[], scope: ReplyScope): string[] {
  const { pack } = scope;
  const { phrases } = pack;
  const changes: { call: TaskCall; change: Change }[] = [];
  const held: string[] = [];
  const lines: string[] = [];
  calls.forEach((call, index) => {
    const result = results[index];
    const change = parseTaskChange(result);
    const undo = call.name === 'undo_last_change' ? parseUndo(result) : undefined;
    if (change) changes.push({ call, change });
    else if (undo) lines.push(describeUndo(undo, scope));
    else {
      const { error } = parseFailure(result);
      // An undo does not know what it is about: its card says it.
      if (error.code === 'confirmation_required') held.push(...(call.title === '' ? [] : [call.title]));
      else if (call.name === 'undo_last_change' && error.code === 'not_found')
        lines.push(call.args['redo'] === true ? phrases.nothingToRedo : phrases.nothingToUndo);
      else if (error.choices.length > 0) lines.push(askWhen(call.title, error.choices, pack));
      else lines.push(fill(phrases.failed, { names: quote(call.title), message: escapeMarkdown(error.message) }));
    }
  });
  for (const name of ['add_task', 'complete_task', 'update_task', 'delete_task']) {
    const group = changes.filter(({ call }) => call.name === name);
    if (group.length > 0) lines.unshift(describeGroup(name, group, scope));
  }
  if (held.length > 0) lines.push(fill(phrases.needsYes, { names: quoteAll(held, pack, MOST_HELD) }));
  return lines.length > 0 ? [lines.join('\n')] : [];
}

/** A date that was not read whole is a question, in the person's own words. */
function askWhen(title: string, choices: readonly DateReading[], pack: LanguagePack): string {
  const phrases = choices.map(({ phrase }) => phrase);
  return fill(pack.phrases.whichDate, { names: quote(title), text: quoteEither(phrases, pack) });
}

function describeGroup(name: string, group: { call: TaskCall; change: Change }[], scope: ReplyScope): string {
  const { phrases } = scope.pack;
  if (name === 'add_task') return describeAdds(group, scope);
  if (name === 'update_task') return describeUpdates(group, scope);
  if (name === 'delete_task') return fill(phrases.deleted, { names: quoteTasks(group, scope) });
  const completed = group[0]?.call.args['completed'] !== false;
  const done = group.filter(({ change }) => change.changed);
  const refused = group.filter(({ change }) => !completed && change.task.status === 'completed');
  const already = group.filter((entry) => !entry.change.changed && !refused.includes(entry));
  const next = group.flatMap(({ change }) =>
    change.next_task?.due ? [fill(phrases.completedNext, { due: change.next_task.due })] : [],
  );
  return [
    done.length > 0 ? fill(completed ? phrases.completed : phrases.reopened, { names: quoteTasks(done, scope) }) : '',
    ...next,
    ...refused.map(({ change: { task, warnings } }) =>
      fill(phrases.failed, { names: quote(task.title), message: warnings.join(' ') }),
    ),
    already.length > 0
      ? fill(completed ? phrases.alreadyDone : phrases.alreadyOpen, { names: quoteTasks(already, scope) })
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function describeAdds(group: { call: TaskCall; change: Change }[], scope: ReplyScope): string {
  const { pack } = scope;
  const { phrases } = pack;
  const [only] = group;
  const task = only?.change.task;
  const remarks = describeWarnings(group, scope);
  if (group.some(({ call }) => isShortened(call.args))) remarks.push(phrases.shortened);
  const title = quote(task?.title ?? '').slice(1, -1);
  const phrase = task?.due ? phrases.addedDue : phrases.added;
  const added =
    group.length === 1
      ? fill(phrase, { title, due: task?.due ?? '' })
      : fill(phrases.addedMany, { count: group.length, names: quoteTasks(group, scope) });
  return [added, ...remarks].join(' ');
}

/** Whether the title of these arguments had to be shortened, and all of it kept in the notes. */
function isShortened(args: Record<string, unknown>): boolean {
  const { title, notes } = args;
  return (
    typeof title === 'string' &&
    typeof notes === 'string' &&
    title.endsWith('…') &&
    notes.startsWith(title.slice(0, -1))
  );
}

function describeUpdates(group: { call: TaskCall; change: Change }[], scope: ReplyScope): string {
  const { phrases } = scope.pack;
  const lines = group.map(({ call, change }) => {
    const names = quote(change.task.title);
    if (!change.changed) return fill(phrases.unchanged, { names });
    const { title, due, ...others } = call.args;
    const before = change.before?.title;
    if (title !== undefined && before !== undefined)
      return fill(phrases.renamed, { title: quote(before).slice(1, -1), names });
    const isMoved = typeof due === 'string' && change.task.due && Object.keys(others).length === 1;
    return isMoved ? fill(phrases.moved, { names, due: change.task.due ?? '' }) : fill(phrases.changed, { names });
  });
  return [...lines, ...describeWarnings(group, scope)].join(' ');
}

function describeUndo(undo: NonNullable<ReturnType<typeof parseUndo>>, scope: ReplyScope): string {
  const { phrases } = scope.pack;
  const names = quoteAll(
    undo.undone.map((entry) => entry.task.title),
    scope.pack,
  );
  const skipped = undo.skipped.map((entry) =>
    fill(phrases.failed, { names: String(entry.task_id), message: entry.reason }),
  );
  return (
    [undo.undone.length > 0 ? fill(undo.redone ? phrases.redone : phrases.undone, { names }) : '', ...skipped]
      .filter((part) => part !== '')
      .join(' ') || phrases.nothingToUndo
  );
}

/** The tools warn in English; the two warnings people meet are said in their language. */
function describeWarnings(group: { change: Change }[], { pack: { phrases } }: ReplyScope): string[] {
  const codes = new Map(
    group.flatMap(({ change }) => change.warnings.map((text, at) => [text, change.warning_codes[at]])),
  );
  return [...codes].map(([text, code]) => {
    if (code === 'same_title') return phrases.alreadyThere;
    return code === 'past_due' ? phrases.inThePast : text;
  });
}

function quoteTasks(group: { change: { task: KnownTask } }[], scope: ReplyScope): string {
  return quoteAll(
    group.map(({ change }) => change.task.title),
    scope.pack,
  );
}

/** The card under the reply lists all that waits for a yes. */
const MOST_HELD = 3;
