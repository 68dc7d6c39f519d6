import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack, Priority } from '../../languages/language-pack.ts';
import { findDue } from './find-when.ts';
import type { AskedFilter } from './intent.ts';
import { cut, toSlice, without, type TextSlice } from './text-slice.ts';

/**
 * Reads which tasks a list request or a bulk command means.
 * @returns the filter, and the words that are none ("my gym tasks" leaves "gym")
 */
export function parseFilter(slice: TextSlice, pack: LanguagePack): { filter: AskedFilter; rest: string } {
  const filter: AskedFilter = {};
  let left = slice;
  const take = (pattern: RegExp | undefined): RegExpExecArray | undefined => {
    const match = pattern?.exec(left.folded);
    if (!match || match[0] === '') return undefined;
    return match;
  };
  const remove = (match: RegExpExecArray) => {
    left = without(left, match.index, match.index + match[0].length);
  };

  const named = take(pack.containing);
  const word = named?.indices?.groups?.['word'];
  if (named && word) {
    filter.word = unquote(cut(left, word[0], word[1]).text);
    remove(named);
  }
  const tag = take(TAG) ?? take(pack.tagged);
  if (tag) {
    const name = tag.groups?.['tag'] ?? '';
    filter.tag = left.text.slice(tag.index, tag.index + tag[0].length).slice(-name.length);
    remove(tag);
  }
  const undated = take(pack.undated);
  if (undated) {
    filter.due = 'none';
    remove(undated);
  }
  const overdue = take(pack.words.overdue);
  if (overdue) {
    filter.due = 'overdue';
    remove(overdue);
  }
  for (let open = take(pack.words.open); open; open = take(pack.words.open)) {
    filter.status = 'pending';
    remove(open);
  }
  for (let done = take(pack.words.completed); done; done = take(pack.words.completed)) {
    filter.status ??= 'completed';
    remove(done);
  }
  const due = filter.due === undefined ? findDue(left.text.replace(OWN_DAY, blank), pack.tag) : undefined;
  if (due) {
    filter.due = due.phrase;
    left = toSlice(due.rest);
  }
  for (const level of LEVELS) {
    const priority = take(pack.words.priority[level]);
    if (!priority) continue;
    filter.priority = level;
    remove(priority);
    break;
  }
  const noise = left.folded.replaceAll(pack.words.listNoise, (match) => ' '.repeat(match.length));
  const rest = keepLetters(left.text, noise);
  return {
    filter,
    rest: rest
      .replaceAll(/[^\p{L}\p{N}\p{M}'-]+/gu, ' ')
      .replaceAll(/(?<![\p{L}\p{N}])['-]+|['-]+(?![\p{L}\p{N}])/gu, '')
      .trim(),
  };
}

function keepLetters(text: string, mask: string): string {
  return text.replaceAll(/[^]/gu, (letter, index: number) => (mask.charAt(index) === ' ' ? ' ' : letter));
}

/** "today's tasks", "everything from today": without the small words that hide the day. */
function blank(match: string): string {
  return ' '.repeat(match.length);
}

function unquote(text: string): string {
  return text.replace(/^["'“”‘’«„]+|["'“”‘’»]+$/gu, '').trim();
}

const OWN_DAY = new RegExp(
  heardAnywhere(({ aroundDay }) => aroundDay),
  'giu',
);
const LEVELS: Priority[] = ['low', 'medium', 'high'];
const TAG = /#(?<tag>[\p{L}\p{N}_-]+)/u;
