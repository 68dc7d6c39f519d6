import { referringWords } from '../../languages/heard-anywhere.ts';
import type { Intent, NewTask } from '../understanding/intent.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { OfferedIntent, OfferedSelection } from '../replying/offered-answer.ts';
import { MOST_REQUESTS, type Request } from '../understanding/understand-message.ts';
import { MATCH_LEVELS, matchTasks } from '../matching/match-tasks.ts';
import { fill, quote } from '../replying/describe-task.ts';
import type { Outcome } from '../replying/outcome.ts';
import { offerAnswers } from '../replying/offer-answers.ts';
import { planAdds } from './plan-adds.ts';
import { resolveComplete } from './resolve-complete.ts';
import { resolveDelete } from './resolve-delete.ts';
import { joinOutcomes, readNamedRequest } from './resolve-named.ts';
import { resolveFind } from './resolve-find.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import { listFiltered } from '../lookup/select-tasks.ts';
import { askWhich, withTasks, type TurnScope } from './turn-scope.ts';
import { resolveUndo } from './resolve-undo.ts';
import { planUpdates, resolveUpdate } from './resolve-update.ts';

/**
 * Decides what a request comes to: the first of its readings that fits the tasks there are.
 * @throws ResultsAwaited while lists are missing
 */
export function resolveRequest(request: Request, scope: TurnScope): Outcome {
  const resolve = (reading: Intent) =>
    offerAnswers(resolveIntent(reading, request, scope), reading, request.text, scope);
  const [chosen] = request.by === 'chosen' ? request.readings : [];
  if (chosen) return resolve(chosen);
  const isCertain = request.certainty === 'command' && request.readings[0]?.kind !== 'add';
  const named = isCertain ? undefined : resolveNamed(request, scope);
  if (named) return named;
  let missing: Outcome | undefined;
  for (const reading of orderReadings(request.readings, scope)) {
    const outcome = resolve(reading);
    if (outcome.kind !== 'missing') return outcome;
    missing ??= outcome;
  }
  return (
    (missing && isCertain ? resolveNamed(request, scope) : undefined) ??
    missing ?? { kind: 'say', text: scope.pack.phrases.notUnderstood }
  );
}

/** A request as the tasks it names have it read; what sounds like a change of one, but which is unclear, is asked. */
function resolveNamed(request: Request, scope: TurnScope): Outcome | undefined {
  const named = readNamedRequest(request, scope);
  const offer = (outcome: Outcome, reading: Intent) => offerAnswers(outcome, reading, request.text, scope);
  if (named?.intents)
    return joinOutcomes(named.intents.map((intent) => offer(resolveIntent(intent, request, scope), intent)));
  const [reading] = request.readings;
  return named?.task && reading?.kind === 'add' ? offer(askWhatAbout(named.task, scope), reading) : undefined;
}

/** "rename go to store to go to market": of several cuts, the one whose words are a task's name comes first. */
function orderReadings(readings: Intent[], scope: TurnScope): Intent[] {
  if (readings.length < 2 || !readings.every((reading) => reading.kind === 'update')) return readings;
  const rank = (reading: Intent) => {
    const texts = reading.kind === 'update' && reading.selection.by === 'text' ? reading.selection.texts : [];
    const level = matchTasks(texts[0] ?? '', scope.pool.pending, 'fuzzy', scope.effort)?.level;
    return level ? MATCH_LEVELS.indexOf(level) : MATCH_LEVELS.length;
  };
  const ranked = readings.map((reading) => ({ reading, rank: rank(reading) }));
  return ranked.toSorted((left, right) => left.rank - right.rank).map(({ reading }) => reading);
}

function resolveIntent(intent: Intent, request: Request, scope: TurnScope): Outcome {
  const { phrases } = scope.pack;
  switch (intent.kind) {
    case 'add':
      if (request.by !== 'add' && request.by !== 'lines' && request.by !== 'chosen') {
        const moved = resolveMove(intent.tasks, request, scope);
        if (moved) return moved;
      }
      return intent.isBare ? resolveBareAdd(intent.tasks, request, scope) : planAdds(intent.tasks, scope.pack);
    case 'offer':
      return resolveMove(intent.tasks, request, scope) ?? resolveOffer(intent, scope);
    case 'list':
      return resolveList(intent, scope);
    case 'find':
      return resolveFind(intent, scope);
    case 'complete':
      return resolveComplete(intent, request, scope);
    case 'update':
      if (request.by === 'correct' && intent.changes.title !== undefined && !isName(intent.changes.title, scope))
        return (
          resolveNamed(request, scope) ?? {
            kind: 'ask',
            text: phrases.whichTask,
            question: { about: 'task', apply: undefined },
          }
        );
      return resolveUpdate(intent, scope);
    case 'delete':
      return resolveDelete(intent, request, scope);
    case 'split': {
      const removal = resolveDelete({ kind: 'delete', selection: intent.selection }, request, scope);
      if (removal.kind === 'ask') return removal;
      const adds = planAdds(intent.tasks, scope.pack);
      return { ...adds, calls: [...adds.calls, ...(removal.kind === 'calls' ? removal.calls : [])] };
    }
    case 'undo':
      return resolveUndo(intent.asks, scope);
    case 'answer':
      if (
        request.by !== 'chosen' &&
        intent.answer === 'no' &&
        CANCELLING.test(toSlice(request.text).folded) &&
        isJustChanged(scope)
      )
        return resolveUndo('undo', scope);
      return { kind: 'say', text: intent.answer === 'yes' ? phrases.nothingWaiting : phrases.leftAsIs };
    case 'pick':
      if (intent.selection.by === 'id')
        return withTasks(intent.selection, scope, 'pending', ([task]) =>
          task ? askWhatAbout(task, scope) : { kind: 'say', text: '' },
        );
      return { kind: 'ask', text: phrases.whichTask, question: { about: 'task', apply: undefined } };
    case 'talk':
      if (intent.topic === 'askWhatToAdd')
        return { kind: 'ask', text: phrases.whatToAdd, question: { about: 'newTask' } };
      if (intent.topic === 'askReminder') {
        const { when } = intent;
        const text = when ? phrases.whatToAdd : phrases.whatToRemind;
        return { kind: 'ask', text, question: { about: 'newTask', ...(when && { when }) } };
      }
      return { kind: 'say', text: fill(phrases[intent.topic], { count: MOST_REQUESTS }) };
    default:
      return intent satisfies never;
  }
}

/** A word that no title has is answered with a question: the app would show the whole list under a statement. */
function resolveList(intent: Extract<Intent, { kind: 'list' }>, scope: TurnScope): Outcome {
  const { phrases } = scope.pack;
  const changed = intent.instead && listJustChanged(scope);
  if (intent.instead && changed && changed.length > 0) return planUpdates(changed, intent.instead, [], scope);
  const isEmpty = intent.filter.word !== undefined && listFiltered(intent.filter, scope.pool).length === 0;
  if (!isEmpty) return { kind: 'list', filter: intent.filter, style: intent.style };
  return { kind: 'ask', text: `${phrases.noneFound} ${phrases.offerList}`, question: { about: 'list' } };
}

/**
 * "dentist friday" where there is a dentist: its date changes when nothing else is said and the words sound like a change, and
 * it is asked when more is said.
 */
function resolveMove(tasks: NewTask[], request: Request, scope: TurnScope): Outcome | undefined {
  const [only] = tasks;
  const { changes: chance = 0 } = request;
  if (!only || tasks.length > 1 || !(only.due ?? only.recurrence)) return undefined;
  const match = matchTasks(only.title, scope.pool.pending, 'contains');
  const isNamed = match?.level === 'exact' || match?.level === 'normalised' || match?.level === 'stems';
  if (chance < UNLIKELY_CHANGE && !isNamed) return undefined;
  const found = match?.tasks ?? [];
  const { due, recurrence, priority } = only;
  const changes = { ...(due && { due }), ...(recurrence && { recurrence }), ...(priority && { priority }) };
  const move = (chosen: KnownTask[]) => planUpdates(chosen, changes, [], scope);
  const means = (selection: OfferedSelection): OfferedIntent => ({ kind: 'update', selection, changes });
  if (found.length > 1) return askWhich(found, scope, move, means);
  const [task] = found;
  if (!task) return undefined;
  if (isNamed && chance >= LIKELY_CHANGE) return planUpdates([task], changes, [], scope);
  const asked = askWhich([task], scope, move, means);
  return asked.kind === 'ask' && asked.question.about === 'which'
    ? { ...asked, question: { ...asked.question, orNew: tasks } }
    : asked;
}

const LONGEST_NAME = 5;
const CANCELLING = referringWords(({ cancelling }) => cancelling);
/** From where on it may be a change of a task there is, and from where on it is taken for one. */
const [UNLIKELY_CHANGE, LIKELY_CHANGE] = [0.2, 0.5];

/** Whether a correction gives a name to what was just changed: anything else is no name. */
function isName(title: string, scope: TurnScope): boolean {
  return isJustChanged(scope) && !/[,;:]/u.test(title) && title.split(' ').length <= LONGEST_NAME;
}

function isJustChanged({ history, recall }: TurnScope): boolean {
  return !/[?？؟]/u.test(history.at(-1)?.reply ?? '') && recall.lastChanges.some(({ isDone }) => isDone);
}

/** What the turn before has added or changed: a bare value after it belongs there, if nothing was asked. */
function listJustChanged({ history, recall }: TurnScope): KnownTask[] {
  const isAsked = /[?？؟]/u.test(history.at(-1)?.reply ?? '');
  const changes = recall.lastChanges.filter(({ name }) => name === 'add_task' || name === 'update_task');
  return isAsked ? [] : [...new Set(changes.map(({ task }) => task))];
}

/** "buy milk": a new task, unless one of that name is open, which may be what was just done. */
function resolveBareAdd(tasks: NewTask[], request: Request, scope: TurnScope): Outcome {
  const [only] = tasks;
  if (!only || tasks.length > 1 || only.due || only.recurrence) return planAdds(tasks, scope.pack);
  const match =
    matchTasks(request.text, scope.pool.pending, 'stems') ?? matchTasks(only.title, scope.pool.pending, 'stems');
  const [task] = match?.tasks ?? [];
  if (!task) return planAdds(tasks, scope.pack);
  const text = fill(scope.pack.phrases.doneOrNew, { names: quote(task.title, scope.pack) });
  return { kind: 'ask', text, question: { about: 'doneOrNew', task, tasks } };
}

/** A few words that are no request: the name of a task, or a task to add. */
function resolveOffer({ title, tasks }: Extract<Intent, { kind: 'offer' }>, scope: TurnScope): Outcome {
  const { pack, pool } = scope;
  const match = matchTasks(title, pool.pending, 'synonyms');
  const [task] = match?.tasks ?? [];
  if (match && match.tasks.length > 1) {
    return askWhich(
      match.tasks,
      scope,
      ([chosen]) => (chosen ? askWhatAbout(chosen, scope) : { kind: 'say', text: '' }),
      (selection) => ({ kind: 'pick', selection }),
    );
  }
  if (task) return askWhatAbout(task, scope);
  const text = fill(pack.phrases.offerNew, { title: quote(title, pack) });
  return { kind: 'ask', text, question: { about: 'offer', tasks } };
}

function askWhatAbout(task: KnownTask, scope: TurnScope): Outcome {
  const text = fill(scope.pack.phrases.whatAboutIt, { names: quote(task.title, scope.pack) });
  return { kind: 'ask', text, question: { about: 'change', task } };
}
