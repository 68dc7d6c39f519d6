import { isTypoOf } from '../../text/edit-distance.ts';
import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack, Rule } from '../../languages/language-pack.ts';
import { readChanges, splitMove, splitRename } from './build-change.ts';
import { findDue, findRecurrence, isWholeDate } from './find-when.ts';
import type { Intent, ListStyle } from './intent.ts';
import { parseFilter } from './parse-filter.ts';
import { parseNewTasks, readMereWhen, shareWhen } from './parse-new-tasks.ts';
import { parseSelection, Slots } from './parse-selection.ts';
import { splitAll, splitItems } from './split-items.ts';
import { toSlice, type TextSlice } from './text-slice.ts';

/** What a matched rule means, with other readings of the same words after the first; empty when its slots do not hold. */
export function buildIntents(rule: Rule, match: RegExpExecArray, slice: TextSlice, pack: LanguagePack): Intent[] {
  const slots = new Slots(match, slice);
  const { command } = rule;
  switch (command) {
    case 'add':
    case 'addLoose':
      return buildAdd(slots, pack);
    case 'addBare':
      return [{ kind: 'talk', topic: 'askWhatToAdd' }];
    case 'remindLater':
      return [{ kind: 'talk', topic: 'askReminder' }];
    case 'list':
    case 'count':
    case 'first':
    case 'calm':
    case 'search':
      return buildList(command, slots, pack);
    case 'when':
    case 'status':
    case 'details':
      return buildFind(command, slots, pack);
    case 'complete':
    case 'finish':
    case 'completeAll':
    case 'reopen':
    case 'notDone':
      return buildCompletion(command, slots, pack);
    case 'undo':
    case 'redo':
    case 'bringBack':
      return [{ kind: 'undo', asks: command }];
    case 'rename':
    case 'due':
    case 'move':
    case 'change':
    case 'shift':
    case 'correct':
    case 'priority':
    case 'noPriority':
    case 'noDue':
    case 'noNotes':
    case 'noRepeat':
    case 'tag':
    case 'untag':
    case 'note':
    case 'repeat':
    case 'edit':
      return buildUpdate(command, slots, pack);
    case 'delete':
    case 'cancel':
      return [{ kind: 'delete', selection: slots.select('task', pack), ...(command === 'cancel' && { isSoft: true }) }];
    case 'split':
      return buildSplit(slots, pack);
    case 'yes':
    case 'no':
    case 'decline':
      return [{ kind: 'answer', answer: command === 'yes' ? 'yes' : 'no' }];
    case 'greeting':
    case 'thanks':
    case 'farewell':
    case 'compliment':
    case 'help':
    case 'who':
    case 'noFiles':
    case 'outOfScope':
      return [{ kind: 'talk', topic: command }];
    default:
      return command satisfies never;
  }
}

function buildAdd(slots: Slots, pack: LanguagePack): Intent[] {
  const when = slots.find('when');
  const title = slots.get('title');
  if (when && !isDated(when, pack)) return [];
  const mere = when ? undefined : readMereWhen(title, pack);
  if (mere) return [{ kind: 'talk', topic: 'askReminder', when: mere }];
  if (!when && NEW_ONE.test(title.folded)) return [{ kind: 'talk', topic: 'askWhatToAdd' }];
  const tasks = parseNewTasks(when ? toSlice(`${title.text} ${when.text}`) : title, pack);
  return tasks.length > 0 ? [{ kind: 'add', tasks }] : [];
}

/** "i need a new one" names nothing. */
const NEW_ONE = new RegExp(`^(?:${heardAnywhere(({ newOne }) => newOne)})$`, 'u');

function isDated(when: TextSlice, pack: LanguagePack): boolean {
  const found = findRecurrence(when.text, pack.tag) ?? findDue(when.text, pack.tag);
  return found !== undefined && isWholeDate(when, found);
}

function buildList(
  command: 'list' | 'count' | 'first' | 'calm' | 'search',
  slots: Slots,
  pack: LanguagePack,
): Intent[] {
  if (command === 'first' || command === 'calm') return [{ kind: 'list', filter: {}, style: command }];
  if (command === 'search') {
    const query = parseSelection(slots.get('query'), pack);
    const text = query.by === 'text' ? (query.lead ?? query.texts.at(-1)) : undefined;
    if (query.by === 'all') return [{ kind: 'list', filter: query.filter, style: 'list' }];
    return text ? [{ kind: 'list', filter: { status: 'all', query: text }, style: 'list' }] : [];
  }
  const { filter, rest } = parseFilter(slots.get('rest'), pack);
  // "What did I finish today?" asks when it was done; the tools filter by due date only.
  if (filter.status === 'completed') delete filter.due;
  const isKnown = (typed: string) => pack.tailWords?.some((known) => isTypoOf(toSlice(typed).folded, known)) ?? false;
  const words = pack.isLenient ? [] : rest.split(' ').filter((typed) => typed !== '' && !isKnown(typed));
  const style = readOrder(slots.get('order').folded) ?? command;
  return [{ kind: 'list', filter: { ...filter, ...(words.length > 0 && { word: words.join(' ') }) }, style }];
}

function readOrder(folded: string): ListStyle | undefined {
  if (BY_PRIORITY.test(folded)) return 'byPriority';
  return BY_DUE.test(folded) ? 'byDue' : undefined;
}

function buildFind(command: 'when' | 'status' | 'details', slots: Slots, pack: LanguagePack): Intent[] {
  const selection = slots.select('task', pack);
  if (selection.by === 'nothing' || selection.by === 'all') return [];
  return [{ kind: 'find', selection, asks: command === 'when' ? 'due' : command }];
}

function buildCompletion(
  command: 'complete' | 'finish' | 'completeAll' | 'reopen' | 'notDone',
  slots: Slots,
  pack: LanguagePack,
): Intent[] {
  const completed = command !== 'reopen' && command !== 'notDone';
  if (command === 'completeAll') {
    const except = (slots.find('except') ?? slots.find('except2') ?? slots.find('except3'))?.text;
    return [{ kind: 'complete', selection: { by: 'all', filter: {}, ...(except && { except }) }, completed }];
  }
  const selection = slots.select('task', pack);
  if (command === 'complete' || command === 'reopen') return [{ kind: 'complete', selection, completed }];
  if (command === 'finish') return [{ kind: 'complete', selection, completed, isAmbiguous: true }];
  return [{ kind: 'complete', selection, completed, isStatement: true }];
}

function buildUpdate(command: Rule['command'], slots: Slots, pack: LanguagePack): Intent[] {
  if ((command === 'move' || command === 'due') && slots.has('both')) return splitMove(slots, pack);
  if ((command === 'rename' || command === 'change') && slots.has('both')) return splitRename(command, slots, pack);
  const changes = readChanges(command, slots, pack);
  if (!changes) return [];
  if (command === 'correct') return [{ kind: 'update', selection: { by: 'focus', all: false }, changes }];
  const selection = slots.has('task2') ? slots.select('task2', pack) : slots.select('task', pack);
  return [{ kind: 'update', selection, changes }];
}

function buildSplit(slots: Slots, pack: LanguagePack): Intent[] {
  const items = slots.get('items');
  const split = splitItems(items, pack);
  const parts = split.length > 1 ? split : splitAll(items, pack);
  const tasks = shareWhen(
    parts.flatMap((part) => parseNewTasks(part, pack)),
    items,
    pack,
  );
  return tasks.length > 1 ? [{ kind: 'split', selection: slots.select('task', pack), tasks }] : [];
}

const BY_PRIORITY = new RegExp(
  heardAnywhere(({ byPriority }) => byPriority),
  'u',
);
const BY_DUE = new RegExp(
  heardAnywhere(({ byDue }) => byDue),
  'u',
);
