import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack, Priority } from '../../languages/language-pack.ts';
import { findWhole } from './find-when.ts';
import type { NewTask } from './intent.ts';
import { splitAll, splitItems } from './split-items.ts';
import { cut, toSlice, without, type TextSlice } from './text-slice.ts';

/**
 * Reads one new task, or the several of a list, from the words after "add".
 * A date said once at the end of a list holds for all of it.
 */
export function parseNewTasks(slice: TextSlice, pack: LanguagePack): NewTask[] {
  const headed = readHead(slice, pack);
  if (headed)
    return headed.items.flatMap((item) => parseNewTasks(item, pack)).map((task) => ({ ...headed.when, ...task }));
  const items = splitItems(dropPlace(slice), pack);
  return shareWhen(
    items.map((item) => parseNewTask(item, pack)).filter((task) => task.title !== ''),
    slice,
    pack,
  );
}

/** A date that is said once at the end holds for all; "both by friday" is no task of its own. */
export function shareWhen(tasks: NewTask[], slice: TextSlice, pack: LanguagePack): NewTask[] {
  const last = tasks.at(-1);
  if (last && tasks.length > 1 && pack.words.both.test(toSlice(last.title).folded)) {
    const { title: _all, ...said } = last;
    return tasks.slice(0, -1).map((task) => ({ ...said, ...task }));
  }
  const isShared = tasks.length > 1 && tasks.slice(0, -1).every((task) => !task.due && !task.recurrence);
  if (!isShared || !last || slice.text.includes('\n') || pack.extra?.test(slice.folded)) return tasks;
  const when = { ...(last.due && { due: last.due }), ...(last.recurrence && { recurrence: last.recurrence }) };
  return tasks.map((task) => ({ ...task, ...when }));
}

/** When something is to be done that the words do not say. */
export function readMereWhen(slice: TextSlice, pack: LanguagePack): NewWhen | undefined {
  const fields: Omit<NewTask, 'title'> = {};
  const left = readFields(slice, pack, fields);
  const { due, recurrence, ...others } = fields;
  if ((due ?? recurrence) === undefined || Object.keys(others).length > 0) return undefined;
  if (trimTitle(left, pack, true) !== '') return undefined;
  return { ...(due && { due }), ...(recurrence && { recurrence }) };
}

/** "two things for today: …", "for tomorrow: …": what stands before the items, which says when they are due at most. */
function readHead(slice: TextSlice, pack: LanguagePack): { when: NewWhen; items: TextSlice[] } | undefined {
  const colon = /^[^:：\n]{2,60}?\s?(?::\s|：)(?=.)/u.exec(slice.folded);
  if (!colon) return undefined;
  const head = cut(slice, 0, colon[0].replace(/\s?[:：]\s*$/u, '').length);
  const rest = cut(slice, colon[0].length);
  const mere = readMereWhen(head, pack);
  if (mere) return { when: mere, items: [rest] };
  const found = findWhole(head.text, pack.tag);
  if (!THINGS.test(found === undefined ? head.folded : toSlice(found.rest).folded)) return undefined;
  const { due, recurrence } = found ?? {};
  return { when: { ...(due && { due }), ...(recurrence && { recurrence }) }, items: splitAll(rest, pack) };
}

/** "add to my list …": where it goes is no part of what is to be done. */
function dropPlace(slice: TextSlice): TextSlice {
  const place = ONTO.exec(slice.folded)?.[0].length ?? 0;
  return place === slice.folded.length ? slice : cut(slice, place);
}

/** Reads one new task: what is in quotes is its title as it stands; else date, priority, tags and notes are cut out. */
export function parseNewTask(slice: TextSlice, pack: LanguagePack): NewTask {
  const fields: Omit<NewTask, 'title'> = {};
  const quoted = /^(?:"([^"]+)"|'((?:[^']|(?<=\p{L})'(?=\p{L}))+)'(?![\p{L}]))/u.exec(slice.folded);
  if (quoted) {
    const length = (quoted[1] ?? quoted[2] ?? '').length;
    readFields(cut(slice, quoted[0].length), pack, fields);
    return { title: slice.text.slice(1, 1 + length).trim(), ...fields };
  }
  const left = readFields(slice, pack, fields);
  const title = trimTitle(left, pack, left.text !== slice.text);
  // A text that is nothing but a date or a tag is still what the person wants to be reminded of.
  return title === '' ? { title: trimTitle(slice, pack, false) } : { title, ...fields };
}

function readFields(slice: TextSlice, pack: LanguagePack, fields: Omit<NewTask, 'title'>): TextSlice {
  let left = slice;
  const note = pack.noteMark.exec(left.folded);
  if (note) {
    const text = cut(left, note.index + note[0].length).text.replace(/[)\]]$/u, '');
    if (text !== '') fields.notes = text.replace(/^["“](.+)["”]$/u, '$1');
    left = cut(left, 0, note.index);
  }
  const tags = [...left.folded.matchAll(TAGS)];
  if (tags.length > 0) {
    fields.tags = [
      ...new Set(
        tags.map((tag) =>
          left.text
            .slice(tag.index, tag.index + tag[0].length)
            .trim()
            .slice(1),
        ),
      ),
    ];
    for (const tag of tags.toReversed()) left = without(left, tag.index, tag.index + tag[0].length);
  }
  left = readPriority(left, pack, fields);
  const when = findWhole(left.text, pack.tag);
  if (when === undefined) return left;
  if (when.due !== undefined) fields.due = when.due;
  if (when.recurrence !== undefined) fields.recurrence = when.recurrence;
  return toSlice(when.rest);
}

function readPriority(slice: TextSlice, pack: LanguagePack, fields: Omit<NewTask, 'title'>): TextSlice {
  for (const level of LEVELS) {
    const match = pack.words.priority[level].exec(slice.folded);
    if (!match) continue;
    const end = match.index + match[0].length;
    const isMarked = MARKED.test(match[0]);
    const isLast = /^[\s.,!;:)]*$/u.test(slice.folded.slice(end));
    const isFirst = match.index === 0 && /^ ?[:,-]/u.test(slice.folded.slice(end));
    if (!isMarked && !isLast && !isFirst) continue;
    const before = slice.folded.slice(0, match.index);
    const lead = before.replace(pack.priorityLead, '');
    if (lead.trim() === '' && /^[\s.,!;:)-]*$/u.test(slice.folded.slice(end))) continue;
    fields.priority = level;
    return without(slice, lead.length, end + (/^ ?[:,-] ?/u.exec(slice.folded.slice(end))?.[0].length ?? 0));
  }
  return slice;
}

/** @param isCut something was cut out, so that a comma or dash at the end led to it and is no part of the title */
function trimTitle(slice: TextSlice, pack: LanguagePack, isCut: boolean): string {
  const start = pack.titleLead.exec(slice.folded)?.[0].length ?? 0;
  const inner = cut(slice, start);
  const loose = isCut ? /(?:[\s,;:-]|(?<![.])[.](?![.])|!)+$/u : /(?:\s|(?<![.])[.](?![.])|!|(?<=[^,]),)+$/u;
  const bare = inner.folded.replace(loose, '');
  const kept = isCut ? bare.replace(pack.words.danglers, '') : bare;
  const title = inner.text.slice(0, kept.length).trim();
  return title.replace(/^["“«](.+)["”»]$/u, '$1').replace(/^[-*•]\s+/u, '');
}

type NewWhen = Pick<NewTask, 'due' | 'recurrence'>;

const THINGS = new RegExp(String.raw`^(?:\S+ )?(?:${heardAnywhere(({ things }) => things)})(?: \S{1,4})?$`, 'u');
const ONTO = new RegExp(
  String.raw`^(?:${heardAnywhere(({ ontoList }) => ontoList)})(?:\s?[:：]\s*|\s+|(?<=[\u3040-\u30ff\u3400-\u9fff]))`,
  'u',
);
const LEVELS: Priority[] = ['high', 'medium', 'low'];
const TAGS = /(?:^|(?<=[\s(,]))#[\p{L}_][\p{L}\p{N}\p{M}_-]*/gu;
const MARKED = new RegExp(String.raw`!|\d|${heardAnywhere(({ priority }) => priority)}`, 'u');
