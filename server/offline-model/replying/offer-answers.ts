import { plainText, quoteText } from '../../ground/quote-text.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import { fill } from './describe-task.ts';
import type { Answer, Outcome, Question } from './outcome.ts';
import type { AskedFilter, Intent, NewTask } from '../understanding/intent.ts';
import type { OfferedIntent, OfferedSelection } from './offered-answer.ts';
import { parseFilter } from '../understanding/parse-filter.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import type { ReplyScope } from './compose-reply.ts';

/**
 * Offers the likely answers to what is asked, none of them a guess about words: an answer says what it does, and with
 * which tasks. A question that needs words of the person's own has none.
 *
 * @param reading what the question came from @param said the words of the person
 */
export function offerAnswers(outcome: Outcome, reading: Intent, said: string, scope: ReplyScope): Outcome {
  if (outcome.kind === 'calls' || outcome.kind === 'list') return outcome;
  const likely = listLikely(outcome, reading, said, scope);
  if (likely.length === 0 || likely.length > MOST_ANSWERS) return outcome;
  const { chooseNo, chooseNeither } = scope.pack.phrases;
  const none: Answer = {
    label: likely.length === 1 ? chooseNo : chooseNeither,
    intent: { kind: 'answer', answer: 'no' },
  };
  return { ...outcome, answers: [...likely, none].slice(0, MOST_ANSWERS) };
}

function listLikely(
  outcome: Extract<Outcome, { text: string }>,
  reading: Intent,
  said: string,
  scope: ReplyScope,
): Answer[] {
  const asked = 'question' in outcome ? outcome.question : undefined;
  switch (asked?.about) {
    case undefined:
      return reading.kind === 'talk' && reading.topic === 'outOfScope' ? showEither(readDay(said, scope), scope) : [];
    case 'which':
      if (asked.tasks.length > MOST_ANSWERS) return [];
      return [...listTasks(asked, reading, scope), ...(asked.orNew ? [addIt(asked.orNew, scope)] : [])];
    case 'offer':
      return [
        addIt(asked.tasks, scope),
        outcome.kind === 'missing' ? show({}, scope) : showOther(reading, said, scope),
      ].filter((answer) => answer !== undefined);
    case 'doneOrNew':
      return [finish(asked.task, scope), addIt(asked.tasks, scope)];
    case 'doneOrDelete':
      return [finish(asked.task, scope), remove(asked.task, scope)];
    case 'change':
      return reading.kind === 'update' ? [] : [finish(asked.task, scope), remove(asked.task, scope)];
    case 'list':
      return [show({}, scope)];
    case 'newTask':
    case 'task':
      return [];
    default:
      return asked satisfies never;
  }
}

/** Each of several tasks; what tells those of one name apart is added. */
function listTasks(
  { tasks, means: told }: Extract<Question, { about: 'which' }>,
  reading: Intent,
  { pack }: ReplyScope,
): Answer[] {
  const means = told ?? pointAt(reading);
  if (!means) return [];
  const labels = tasks.map(({ title, due }) => {
    const named = quoteTitle(title, pack);
    return due ? `${named} (${fill(pack.phrases.due, { due })})` : named;
  });
  const isTwice = new Set(labels).size < labels.length;
  return tasks.map((task, index) => {
    const label = plainText(labels[index] ?? '', LONGEST_LABEL);
    return { label: isTwice ? `${task.id}. ${label}` : label, intent: means(select(task)) };
  });
}

/** What a reading does with the task that is meant. */
function pointAt(reading: Intent): ((selection: OfferedSelection) => OfferedIntent) | undefined {
  switch (reading.kind) {
    case 'complete':
      return (selection) => ({ kind: 'complete', selection, completed: reading.completed });
    case 'update':
      return (selection) => ({ kind: 'update', selection, changes: reading.changes });
    case 'delete':
      return (selection) => ({ kind: 'delete', selection });
    case 'find':
      return (selection) => ({ kind: 'find', selection, asks: reading.asks });
    case 'split':
      return (selection) => ({ kind: 'split', selection, tasks: reading.tasks });
    default:
      return undefined;
  }
}

function addIt(tasks: NewTask[], { pack }: ReplyScope): Answer {
  const when = tasks.length === 1 ? (tasks[0]?.recurrence ?? tasks[0]?.due) : undefined;
  const names = tasks.map(({ title }) => quoteTitle(title, pack)).join(', ');
  const label = fill(pack.phrases.chooseAdd, { names: when === undefined ? names : `${names} (${when})` });
  return { label: plainText(label, LONGEST_LABEL), intent: { kind: 'add', tasks } };
}

function finish(task: KnownTask, { pack }: ReplyScope): Answer {
  const label = fill(pack.phrases.chooseDone, { names: quoteTitle(task.title, pack) });
  return { label, intent: { kind: 'complete', selection: select(task), completed: true } };
}

function remove(task: KnownTask, { pack }: ReplyScope): Answer {
  const label = fill(pack.phrases.chooseDelete, { names: quoteTitle(task.title, pack) });
  return { label, intent: { kind: 'delete', selection: select(task) } };
}

/** The list that may have been asked for instead: which the judge says, or that of the day which is named. */
function showOther(reading: Intent, said: string, scope: ReplyScope): Answer | undefined {
  const others = reading.kind === 'offer' ? (reading.others ?? []) : [];
  const list = others.find((other) => other.kind === 'list');
  const filter = list?.filter ?? readDay(said, scope);
  return filter && show(filter, scope);
}

function showEither(filter: AskedFilter | undefined, scope: ReplyScope): Answer[] {
  return [...(filter ? [show(filter, scope)] : []), show({}, scope)];
}

function show({ status, due, priority, tag }: AskedFilter, { pack: { phrases } }: ReplyScope): Answer {
  const filter = {
    ...(status && { status }),
    ...(due !== undefined && { due }),
    ...(priority && { priority }),
    ...(tag !== undefined && { tag }),
  };
  const priorities = { high: phrases.highPriority, medium: phrases.mediumPriority, low: phrases.lowPriority };
  const text = [
    ...(due === undefined ? [] : [due]),
    ...(priority ? [priorities[priority]] : []),
    ...(tag === undefined ? [] : [`#${tag}`]),
    ...(status === 'completed' ? [phrases.done] : []),
  ].join(', ');
  const label = text === '' ? phrases.chooseList : plainText(fill(phrases.chooseShow, { text }), LONGEST_LABEL);
  return { label, intent: { kind: 'list', filter, style: 'list' } };
}

function readDay(said: string, { pack }: ReplyScope): AskedFilter | undefined {
  const { due } = parseFilter(toSlice(said), pack).filter;
  return due === undefined ? undefined : { due };
}

function select({ id, title }: KnownTask): OfferedSelection {
  return { by: 'id', ids: [id], title };
}

function quoteTitle(title: string, { tag }: LanguagePack): string {
  // A button has plain spaces, also beside marks that are kept apart from words.
  return plainText(quoteText(title, phrasesFor(tag).quoteMarks, LONGEST_NAME));
}

const MOST_ANSWERS = 3;
/** What a button has room for: of a title, and in all. */
const LONGEST_NAME = 40;
const LONGEST_LABEL = 90;
