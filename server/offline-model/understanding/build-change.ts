import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack, Rule } from '../../languages/language-pack.ts';
import { findDue, findRecurrence, isWholeDate } from './find-when.ts';
import type { Intent, TaskChanges } from './intent.ts';
import { parseSelection, type Slots } from './parse-selection.ts';
import { readPriorityWord } from './read-priority.ts';
import { cut, type TextSlice } from './text-slice.ts';

/** The fields a change rule's slots name; undefined when they do not hold what the rule needs. */
export function readChanges(command: Rule['command'], slots: Slots, pack: LanguagePack): TaskChanges | undefined {
  switch (command) {
    case 'rename':
      return { title: unquote(slots.get('to')) };
    case 'due':
    case 'move':
      return readDue(slots.get('due'), pack, command === 'move');
    case 'correct':
      return slots.has('due') ? readDue(slots.get('due'), pack, false) : readValue(slots.get('to'), pack);
    case 'priority': {
      if (slots.has('top')) return { priority: 'high' };
      if (slots.has('bottom')) return { priority: 'low' };
      const priority = readPriorityWord(slots.get('priority').folded, pack);
      return priority && { priority };
    }
    case 'noPriority':
      return { priority: null };
    case 'noDue':
      return { due: null };
    case 'noNotes':
      return { notes: null };
    case 'noRepeat':
      return { recurrence: null };
    case 'tag':
      return readTags('add_tags', slots.get('tag'), pack);
    case 'untag':
      return slots.has('tag') ? readTags('remove_tags', slots.get('tag'), pack) : { remove_tags: ['*'] };
    case 'note':
      return { notes: unquote(slots.get('note')) };
    case 'repeat': {
      const recurrence = findRecurrence(slots.get('due').text, pack.tag);
      return { recurrence: recurrence?.phrase ?? slots.get('due').text };
    }
    case 'shift':
      return readShift(slots, pack);
    default:
      return {};
  }
}

/** "move x to y", "everything from today to tomorrow": the date is what comes last; several cuts when "to" stands in the title too. */
export function splitMove(slots: Slots, pack: LanguagePack): Intent[] {
  const both = slots.get('both');
  const ranged = listCuts(both, pack).find(
    ([task, to]) => isDate(to, pack) && findDue(task.text, pack.tag)?.end === task.text.length,
  );
  if (ranged) {
    const [task, to] = ranged;
    return [{ kind: 'update', selection: parseSelection(task, pack), changes: readValue(to, pack) }];
  }
  const recurrence = findRecurrence(both.text, pack.tag);
  const due = recurrence ?? findDue(both.text, pack.tag);
  const isLast = due && both.folded.slice(due.end).replace(AROUND_MOVED, '') === '';
  if (due && isLast) {
    const head = cut(both, 0, both.folded.slice(0, due.start).trimEnd().replace(pack.words.danglers, '').length);
    const task = cut(head, 0, head.folded.replace(BEFORE_MOVED, '').length);
    const changes = recurrence ? { recurrence: due.phrase } : { due: due.phrase };
    return task.text === '' ? [] : [{ kind: 'update', selection: parseSelection(task, pack), changes }];
  }
  const cuts = listCuts(both, pack);
  if (cuts.length === 0) return [];
  // Not a date we know: the tool says what is wrong with it ("feb 30").
  return cuts.map(([task, to]) => ({
    kind: 'update',
    selection: parseSelection(task, pack),
    changes: { due: to.text },
  }));
}

function isDate(slice: TextSlice, pack: LanguagePack): boolean {
  const due = findDue(slice.text, pack.tag);
  return due !== undefined && isWholeDate(slice, due);
}

/** "rename x to y" and "change x to y": one reading per "to", the earliest first. */
export function splitRename(command: 'rename' | 'change', slots: Slots, pack: LanguagePack): Intent[] {
  return listCuts(slots.get('both'), pack).map(([task, to]) => ({
    kind: 'update',
    selection: parseSelection(task, pack),
    changes:
      command === 'rename'
        ? { title: unquote(to) }
        : readValue(cut(to, BEFORE_TITLE.exec(to.folded)?.[0].length ?? 0), pack),
  }));
}

/** A bare new value: a date, a repetition, a priority, or else a title. */
export function readValue(value: TextSlice, pack: LanguagePack): TaskChanges {
  const recurrence = findRecurrence(value.text, pack.tag);
  if (recurrence && isWholeDate(value, recurrence)) return { recurrence: recurrence.phrase };
  const due = findDue(value.text, pack.tag);
  if (due && isWholeDate(value, due)) return { due: due.phrase };
  const bare = BARE_NUMBER.exec(value.folded)?.groups;
  if (bare) return { due: bare['day'] === undefined ? `at ${bare['hour'] ?? ''}` : `on the ${bare['day']}` };
  const priority = readPriorityWord(value.folded, pack);
  if (priority && value.folded.split(' ').length <= 3) return { priority };
  return { title: unquote(value) };
}

function readDue(value: TextSlice, pack: LanguagePack, isCertain: boolean): TaskChanges | undefined {
  const recurrence = findRecurrence(value.text, pack.tag);
  if (recurrence && isWholeDate(value, recurrence)) return { recurrence: recurrence.phrase };
  const due = findDue(value.text, pack.tag);
  if (due && isWholeDate(value, due)) return { due: due.phrase };
  return isCertain && value.text !== '' ? { due: value.text } : undefined;
}

function readTags(field: 'add_tags' | 'remove_tags', value: TextSlice, pack: LanguagePack): TaskChanges | undefined {
  const tags = value.text
    .split(/[\s,&]+/u)
    .map((word) => word.replace(/^#/u, ''))
    .filter((word) => /^[\p{L}\p{N}\p{M}_-]+$/u.test(word) && !BESIDE_TAGS.test(word));
  return tags.length > 0 && pack.tag ? { [field]: tags } : undefined;
}

function readShift(slots: Slots, pack: LanguagePack): TaskChanges | undefined {
  const shift = pack.readShift?.(slots.get('shift').folded, slots.get('later').folded);
  return shift && { shift };
}

function listCuts(both: TextSlice, pack: LanguagePack): [TextSlice, TextSlice][] {
  const quoted = /^(?:"[^"]+"|'[^']+'(?= ))/u.exec(both.folded)?.[0].length ?? 0;
  const cuts: [TextSlice, TextSlice][] = [];
  for (const match of both.folded.matchAll(pack.link)) {
    if (match.index < quoted) continue;
    const task = cut(both, 0, match.index);
    const to = cut(both, match.index + match[0].length);
    if (task.text !== '' && to.text !== '') cuts.push([task, to]);
    if (quoted > 0 || cuts.length >= 4) break;
  }
  return cuts;
}

function unquote(slice: TextSlice): string {
  const match = /^(?:"(.+)"|'(.+)'|“(.+)”|«(.+)»)$/u.exec(slice.text);
  return match?.slice(1).find((inner) => inner !== undefined) ?? slice.text;
}

/** "make it 4" is an hour and "the 28th" a day; neither is a title. */
const BARE_NUMBER = /^(?:at )?(?<hour>\d{1,2})$|^(?:the )?(?<day>\d{1,2}(?:st|nd|rd|th))$/u;
const AROUND_MOVED = new RegExp(String.raw`[\s.,!?]|${heardAnywhere(({ afterMoved }) => afterMoved)}`, 'gu');
const BEFORE_MOVED = new RegExp(
  String.raw`(?:[\s,;:-]+(?:${heardAnywhere(({ beforeMoved }) => beforeMoved)}|->|=>))+$`,
  'u',
);
const BEFORE_TITLE = new RegExp(`^(?:${heardAnywhere(({ beforeTitle }) => beforeTitle)}) `, 'u');
const BESIDE_TAGS = new RegExp(`^(?:${heardAnywhere(({ besideTags }) => besideTags)})$`, 'iu');
