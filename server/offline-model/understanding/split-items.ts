import type { Cue } from '../../languages/cues.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { readCues } from './read-cues.ts';
import { findDue, findWhole, isWholeDate } from './find-when.ts';
import { findQuotes } from './segment-message.ts';
import { cut, type TextSlice } from './text-slice.ts';

/**
 * Splits what is to be added into its items: lines and bullets always, a comma list when each part can stand alone,
 * "and" only between two things to do ("buy milk and call mom"), so that "salt and pepper" stays one.
 * @returns no more than one item above `MOST_ADDED`, which tells that there are more
 */
export function splitItems(slice: TextSlice, pack: LanguagePack): TextSlice[] {
  const lines = splitLines(slice, MOST_ADDED + 1);
  if (lines.length > 1) return lines;
  const numbered = splitAt(slice, findNumbering(slice.folded).slice(0, MOST_ADDED + 1));
  if (numbered.length > 1) return numbered;
  const only = lines[0];
  if (!only || only.text === '') return [];
  const parts = splitParts(only, pack);
  if (parts.length < 2 || parts.some((part) => part.text === '')) return [only];
  return isList(only, parts, pack) ? parts : [only];
}

/** The lines of a text without their bullets, numbers and check boxes, `most` of them. */
export function splitLines(slice: TextSlice, most: number): TextSlice[] {
  const lines: TextSlice[] = [];
  let start = 0;
  while (start <= slice.text.length && lines.length < most) {
    const newline = slice.text.indexOf('\n', start);
    const end = newline === -1 ? slice.text.length : newline;
    const line = cut(slice, start, end);
    const item = cut(line, BULLET.exec(line.folded)?.[0].length ?? 0);
    if (item.text !== '') lines.push(item);
    start = end + 1;
  }
  return lines;
}

/** Whether the line begins like an entry of a list. */
export function hasBullet(line: string): boolean {
  return BULLET.test(line);
}

function isList(whole: TextSlice, parts: TextSlice[], pack: LanguagePack): boolean {
  const isSequence = pack.sequence?.test(whole.folded) ?? false;
  const isAction = (part: TextSlice) => pack.isImperative?.(isSequence ? `${part.folded} it` : part.folded) ?? false;
  const actions = parts.filter(isAction).length;
  if (parts.every((part) => /^["']/u.test(part.folded))) return true;
  if (parts.length <= MOST_DATED && !isOneDate(whole, pack) && parts.every((part) => hasOwnDate(part, pack)))
    return true;
  // "…, only without the tent" is no item, nor is "…, done".
  if (parts.slice(1).some((part) => beginsWith(part, SPARING, pack))) return false;
  // "remove wallpaper, hall": what is no task by itself says more of the first.
  const [first, ...others] = parts;
  if (first && beginsWith(first, ACTING, pack) && !others.some(isAction)) return false;
  const hasComma = /[,;]/u.test(whole.folded);
  if (!hasComma) return actions === parts.length && (isSequence || parts.every((part) => wordCount(part) > 1));
  if (parts.slice(1).some((part) => isModifier(part, pack))) return false;
  // A part that is only a date, or a clause about the first ("…, it's urgent"), belongs to it.
  if (parts.some((part) => pack.clause.test(part.folded))) return false;
  if (actions === parts.length) return true;
  if (actions > 0) return actions > 1 && parts.every((part) => isAction(part) || wordCount(part) > 2);
  if (pack.company.test(parts[0]?.folded ?? '')) return false;
  return parts.length > 2 || parts.every((part) => wordCount(part) <= 4);
}

/** "the 2nd and 4th tuesday", "monday and wednesday": what joins the parts is within a date. */
function isOneDate({ text }: TextSlice, pack: LanguagePack): boolean {
  const { due = '', recurrence = '' } = findWhole(text, pack.tag) ?? {};
  return [due, recurrence].some((phrase) => phrase.toLowerCase().search(pack.and) > 0);
}

/** "tea tomorrow and call mum friday": each says what and when, in a few words; more of them tell something. */
function hasOwnDate(part: TextSlice, pack: LanguagePack): boolean {
  const due = part.text.length <= LONGEST_DATE ? findDue(part.text, pack.tag) : undefined;
  if (due === undefined || isWholeDate(part, due)) return false;
  const title = due.rest.replace(pack.words.danglers, '').trim();
  return /\p{L}{2}/u.test(title) && title.split(/\s+/u).length <= MOST_WORDS && !pack.clause.test(part.folded);
}

/** "…, urgent" and "…, tomorrow" say something of the item before them. */
function isModifier(part: TextSlice, pack: LanguagePack): boolean {
  const { high, medium, low } = pack.words.priority;
  if ([high, medium, low].some((level) => level.exec(part.folded)?.[0].length === part.folded.length)) return true;
  const due = part.text.length <= LONGEST_DATE ? findDue(part.text, pack.tag) : undefined;
  return due !== undefined && isWholeDate(part, due);
}

/** Whether the first word that says something is one of these cues. */
function beginsWith({ folded }: TextSlice, cues: ReadonlySet<Cue>, pack: LanguagePack): boolean {
  const start = pack.opening.exec(folded)?.[0].length ?? 0;
  return readCues(folded, pack).some(({ cue, start: at }) => at <= start && cues.has(cue));
}

function wordCount(part: TextSlice): number {
  return part.folded.split(/\s+/u).length;
}

/** Splits at every comma and "and", whatever stands between them. */
export function splitAll(slice: TextSlice, pack: LanguagePack): TextSlice[] {
  return splitParts(slice, pack).filter((part) => part.text !== '');
}

function splitParts(slice: TextSlice, pack: LanguagePack): TextSlice[] {
  const quotes = findQuotes(slice.folded);
  const parts: TextSlice[] = [];
  let start = 0;
  for (const match of slice.folded.matchAll(pack.and)) {
    if (parts.length >= MOST_ADDED) break;
    if (match.index < start || quotes.some(([from, to]) => match.index > from && match.index < to)) continue;
    parts.push(cut(slice, start, match.index));
    start = match.index + match[0].length;
  }
  parts.push(cut(slice, start));
  return parts;
}

function findNumbering(folded: string): number[] {
  const starts = [...folded.matchAll(/(?:^|\s)(\d{1,2})[.)]\s+(?=\S)/gu)];
  const isCounting = starts.length > 1 && starts.every((match, index) => Number(match[1]) === index + 1);
  return isCounting && starts[0]?.index === 0 ? starts.map((match) => match.index) : [];
}

function splitAt(slice: TextSlice, starts: number[]): TextSlice[] {
  return starts.map((start, index) => {
    const item = cut(slice, start, starts[index + 1] ?? slice.text.length);
    const body = cut(item, BULLET.exec(item.folded)?.[0].length ?? 0);
    return cut(body, 0, body.folded.replace(/[,;]$/u, '').length);
  });
}

const BULLET = /^(?:[-*•·–+>]\s+|\[[ x]?\]\s*|\d{1,3}[.)]\s+|[-*]\s*\[[ x]?\]\s*|(?:☐|✅|✔|▪|◦)\s*)+/u;
const LONGEST_DATE = 60;
const MOST_DATED = 10;
const MOST_WORDS = 4;
const SPARING: ReadonlySet<Cue> = new Set(['but', 'negated']);
const ACTING: ReadonlySet<Cue> = new Set(['remove', 'move']);
/** More tasks than this are not added at once, and the answer says so. */
export const MOST_ADDED = 100;
