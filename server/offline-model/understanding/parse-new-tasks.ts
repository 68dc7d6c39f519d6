import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack, Priority } from '../../languages/language-pack.ts';
import { findWhole } from './find-when.ts';
import type { NewTask } from './intent.ts';
import { splitItems } from './split-items.ts';
import { cut, toSlice, without, type TextSlice } from './text-slice.ts';

/**
 * Reads one new task, or the several of a list, from the words after "add".
 * A date said once at the end of a list holds for all of it.
 */
export function parseNewTasks(slice: TextSlice, pack: LanguagePack): NewTask[] {
  const items = splitItems(slice, pack);
  const tasks = items.map((item) => parseNewTask(item, pack)).filter((task) => task.title !== '');
  const last = tasks.at(-1);
  const isShared = tasks.length > 1 && tasks.slice(0, -1).every((task) => !task.due && !task.recurrence);
  if (!isShared || !last || slice.text.includes('\n') || pack.extra?.test(slice.folded)) return tasks;
  const when = { ...(last.due && { due: last.due }), ...(last.recurrence && { recurrence: last.recurrence }) };
  return tasks.map((task) => ({ ...task, ...when }));
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

const LEVELS: Priority[] = ['high', 'medium', 'low'];
const TAGS = /(?:^|(?<=[\s(,]))#[\p{L}_][\p{L}\p{N}\p{M}_-]*/gu;
const MARKED = new RegExp(String.raw`!|\d|${heardAnywhere(({ priority }) => priority)}`, 'u');
