import { findDatePhrase } from '../../dates/reading/find-date-phrase.ts';
import { findWhen } from '../../dates/reading/find-when.ts';
import { findRecurrencePhrase } from '../../dates/reading/repetitions/find-recurrence-phrase.ts';
import type { DateContext } from '../../dates/calendar/resolve-moment.ts';
import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { remember } from '../limits/remember.ts';
import type { NewTask, TaskChanges } from './intent.ts';
import { readPriorityWord } from './read-priority.ts';
import { toSlice, type TextSlice } from './text-slice.ts';

/** A stretch of a text that says when, as it was typed, and the text without it. */
export interface FoundWhen {
  start: number;
  end: number;
  phrase: string;
  rest: string;
}

/** When a new task is due and how it repeats, in the words of the text, and the text without them. */
export interface WholeWhen extends Pick<NewTask, 'due' | 'recurrence'> {
  rest: string;
}

/** Finds all that a text says of when, whole: words that were not understood are handed on with the others, for the tools to ask about. */
export const findWhole = remember((text, language): WholeWhen | undefined => {
  const found = findWhen(text, createContext(language));
  if (found === null) return undefined;
  const { words, rest, leftover, due, recurrence } = found;
  if (leftover === undefined) return { rest, ...(due && { due }), ...(recurrence && { recurrence }) };
  const isRepetition = recurrence !== undefined || leftover.isRepetition === true;
  return { rest, ...(isRepetition ? { recurrence: words } : { due: words }) };
});

/** Finds the words that say when something is due. */
export const findDue = remember(
  (text, language): FoundWhen | undefined => findDatePhrase(text, createContext(language)) ?? undefined,
);

/** Finds the words that say how often something repeats. */
export const findRecurrence = remember(
  (text, language): FoundWhen | undefined => findRecurrencePhrase(text, createContext(language)) ?? undefined,
);

/** Whether the phrase is all the text says. */
export function isWholeDate(slice: TextSlice, found: FoundWhen): boolean {
  const rest = slice.folded.length === found.rest.length ? slice.folded : found.rest.toLowerCase();
  return rest.replaceAll(SMALL, '').trim() === '';
}

/**
 * The value that is all a text says besides what people say around one that takes the place of another: "no, friday",
 * "um halb elf lieber".
 */
export function findValue(slice: TextSlice, pack: LanguagePack): TaskChanges | undefined {
  if (slice.text.length > LONGEST_VALUE) return undefined;
  const recurrence = findRecurrence(slice.text, pack.tag);
  const when = recurrence ?? findDue(slice.text, pack.tag);
  if (when) {
    const rest = toSlice(when.rest).folded.replaceAll(SMALL, ' ').replaceAll(CORRECTING, ' ');
    if (!/[\p{L}\p{N}]/u.test(rest)) return recurrence ? { recurrence: when.phrase } : { due: when.phrase };
    return undefined;
  }
  const rest = slice.folded.replaceAll(SMALL, ' ').replaceAll(CORRECTING, ' ').trim();
  const priority = rest === '' ? undefined : readPriorityWord(rest, pack);
  return priority && rest.split(/\s+/u).length <= 2 ? { priority } : undefined;
}

/** Finding a phrase depends on the language only; what it comes to is the tools' business. */
function createContext(language: string): DateContext {
  return { now: new Date(0), timeZone: 'UTC', locale: language, language };
}

const UNSPACED = String.raw`[\u3040-\u30ff\u3400-\u9fff]`;
const SMALL = new RegExp(
  String.raw`(?<![\p{L}])(?:${heardAnywhere(({ besideDate }) => besideDate)})(?![\p{L}])|[\s.,!?:;-]+`,
  'gu',
);

const LONGEST_VALUE = 80;
const CORRECTING = new RegExp(
  String.raw`(?:(?<![\p{L}\p{M}'])|(?<=${UNSPACED}))(?:${heardAnywhere(({ correcting }) => correcting)})(?:(?![\p{L}\p{M}'])|(?=${UNSPACED}))`,
  'gu',
);
