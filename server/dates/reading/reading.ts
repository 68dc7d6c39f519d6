import type { Term } from './read-terms.ts';
import type { Moment } from '../words/moment.ts';
import type { Role, Vocabulary } from '../../languages/vocabulary.ts';

/** How sure it is that words mean a date, without looking at what stands around them. */
export const SURENESS = {
  /** Only when the whole phrase is known to be a date. */
  never: 0,
  /** After a preposition, and with nothing but a boundary behind. */
  afterPreposition: 1,
  /** After a preposition or at either end of the text. */
  atEdge: 2,
  /** Anywhere. */
  always: 3,
} as const;

/** What was read at a position: a piece of a moment, and where reading goes on. */
export interface Reading extends Moment {
  readonly end: number;
  readonly sureness: number;
}

/** A sentence in one language, and how to read it. */
export interface Sentence {
  readonly terms: readonly Term[];
  readonly vocabulary: Vocabulary;
  /** The whole text is said to be a date, so doubtful words are read as dates too. */
  readonly isPhrase: boolean;
  /** Days in a row, "mon wed fri", are read as a repetition without an "every". */
  readonly readsBareDays?: boolean;
}

/** Whether the term at a position plays one of the roles. */
export function hasRole(term: Term | undefined, ...roles: readonly Role[]): boolean {
  return roles.some((role) => term?.meaning.roles?.has(role) === true);
}

/** The position after an optional word: the next one when the term plays one of the roles. */
export function skipRole(sentence: Sentence, position: number, ...roles: readonly Role[]): number {
  return hasRole(sentence.terms[position], ...roles) ? position + 1 : position;
}

/** The whole number at a position, in digits or in words, or undefined. */
export function readAmount(term: Term | undefined): number | undefined {
  return term?.kind === 'number' ? term.number : term?.meaning.amount;
}

/** Whether terms say "after" a day without a time, which may be that day or the next; "after 5pm" is that time. */
export function isAfterDay([lead, ...rest]: readonly Term[]): boolean {
  return rest.length > 0 && hasRole(lead, 'after') && hasRole(lead, 'at') && !rest.some(saysTime);
}

function saysTime({ kind, meaning }: Term): boolean {
  return kind === 'clock' || kind === 'number' || (meaning.part ?? meaning.amount ?? meaning.unit) !== undefined;
}

/** Whether a date may end before this position: the text ends, a mark stands there, or a word that leads on. */
export function isBoundary(sentence: Sentence, position: number): boolean {
  const term = sentence.terms[position];
  if (term === undefined || term.kind === 'comma') return true;
  if (term.kind === 'mark') return !/[%$€£°]/u.test(term.text);
  return hasRole(term, 'stop', 'by', 'on') || isDateWord(term);
}

/** Whether a term says a day or a time by itself. */
export function isDateWord({ kind, meaning }: Term): boolean {
  if (kind === 'date' || kind === 'clock' || kind === 'instant') return true;
  return (
    meaning.offset !== undefined ||
    meaning.part !== undefined ||
    meaning.isWeekend === true ||
    (meaning.weekday !== undefined && meaning.isDoubtful !== true)
  );
}
