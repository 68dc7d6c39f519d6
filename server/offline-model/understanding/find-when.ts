import { findDatePhrase } from '../../dates/reading/find-date-phrase.ts';
import { findRecurrencePhrase } from '../../dates/reading/find-recurrence-phrase.ts';
import { parseMoment } from '../../dates/reading/parse-moment.ts';
import type { DateContext } from '../../dates/calendar/resolve-moment.ts';
import { heardAnywhere } from '../languages/heard-anywhere.ts';
import type { TextSlice } from './text-slice.ts';

/** A stretch of a text that says when, as it was typed, and the text without it. */
export interface FoundWhen {
  start: number;
  end: number;
  phrase: string;
  rest: string;
}

/** Finds the words that say when something is due. */
export function findDue(text: string, language: string): FoundWhen | undefined {
  return findDatePhrase(text, createContext(language)) ?? undefined;
}

/** Finds the words that say how often something repeats. */
export function findRecurrence(text: string, language: string): FoundWhen | undefined {
  return findRecurrencePhrase(text, createContext(language)) ?? undefined;
}

/** Whether the phrase is all the text says. */
export function isWholeDate(slice: TextSlice, found: FoundWhen): boolean {
  const rest = slice.folded.length === found.rest.length ? slice.folded : found.rest.toLowerCase();
  return rest.replaceAll(SMALL, '').trim() === '';
}

/** Whether a date phrase names a day, and whether it names a time. */
export function describePhrase(phrase: string, language: string): { hasDay: boolean; hasTime: boolean } {
  const moment = parseMoment(phrase, createContext(language));
  const isExact = moment?.instant !== undefined;
  const isLength =
    moment?.day?.kind === 'shift' && moment.day.durations.some(({ unit }) => unit === 'hour' || unit === 'minute');
  return {
    hasDay: isExact || moment?.day !== undefined,
    hasTime: isExact || isLength || moment?.clock !== undefined || moment?.part !== undefined,
  };
}

/** Finding a phrase depends on the language only; what it comes to is the tools' business. */
function createContext(language: string): DateContext {
  return { now: new Date(0), timeZone: 'UTC', locale: language, language };
}

const SMALL = new RegExp(
  String.raw`(?<![\p{L}])(?:${heardAnywhere(({ besideDate }) => besideDate)})(?![\p{L}])|[\s.,!?:;-]+`,
  'gu',
);
