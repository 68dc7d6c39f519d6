import { foldSpelling } from '../../text/fold-text.ts';
import type { Duration, Which } from './moment.ts';
import type { DayPart, TimeUnit } from '../../languages/vocabulary.ts';
import { tokenize } from './tokenize.ts';
import type { Frequency, ListFilter, Role, Vocabulary } from '../../languages/vocabulary.ts';

/** All that a word or short phrase can mean in one language. */
export interface Meaning {
  readonly offset?: number;
  readonly part?: DayPart;
  readonly partAfterDay?: DayPart;
  readonly unit?: TimeUnit;
  readonly weekday?: number;
  readonly month?: number;
  readonly amount?: number;
  readonly ordinal?: number;
  readonly span?: Duration;
  readonly edge?: { readonly edge: 'start' | 'end'; readonly unit: TimeUnit };
  readonly period?: { readonly which: Which; readonly unit: TimeUnit };
  readonly isWeekend?: true;
  readonly isWorkdays?: true;
  readonly minutesBefore?: number;
  readonly minutesAfter?: number;
  readonly repeat?: { readonly interval: number; readonly frequency: Frequency };
  readonly isRepeated?: true;
  readonly filter?: ListFilter;
  readonly isAbbreviation?: true;
  readonly meridiem?: 'am' | 'pm';
  readonly holiday?: Holiday;
  readonly isDoubtful?: true;
  readonly roles?: ReadonlySet<Role>;
}

/** A day with a name: of a month, or the so-manieth of a weekday in it, from the end when negative. */
export interface Holiday {
  readonly month: number;
  readonly day: number;
  /** From Monday = 1. */
  readonly weekday?: number | undefined;
}

/** A word or phrase of a lexicon. */
export interface Entry {
  readonly phrase: string;
  readonly words: readonly { readonly text: string; readonly hasGap: boolean }[];
  readonly meaning: Meaning;
}

/** A vocabulary made ready for look-up. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  /** Full names a misspelt word is compared with. */
  readonly names: readonly { readonly text: string; readonly meaning: Meaning }[];
  readonly notMisspelt: ReadonlySet<string>;
  readonly markers: ReadonlySet<string>;
}

/** Turns a vocabulary, and the names of weekdays and months that Intl knows, into a lexicon. */
export function compileLexicon(vocabulary: Vocabulary): Lexicon {
  const meanings = new Map<string, Meaning>();
  const add = (phrases: string, meaning: Meaning) => {
    for (const phrase of listPhrases(phrases)) meanings.set(phrase, mergeMeanings(meanings.get(phrase), meaning));
  };
  addCalendarNames(vocabulary, add);
  addWords(vocabulary, add);
  for (const phrase of listPhrases(vocabulary.doubtful ?? '')) add(phrase, { isDoubtful: true });
  return {
    vocabulary,
    entries: indexEntries(meanings),
    names: listNames(meanings),
    notMisspelt: new Set([...meanings.keys(), ...listPhrases(vocabulary.notMisspelt ?? '')]),
    markers: new Set(listPhrases(vocabulary.markers ?? '')),
  };
}

type Add = (phrases: string, meaning: Meaning) => void;

function addCalendarNames({ language }: Vocabulary, add: Add): void {
  for (let index = 0; index < 12; index += 1) {
    const weekday = index + 1;
    // 1 January 2024 was a Monday.
    const day = Date.UTC(2024, 0, weekday);
    const month = { month: weekday };
    for (const options of [
      { month: 'long' },
      { month: 'long', day: 'numeric' },
      { month: 'short', day: 'numeric' },
    ] as const) {
      const name = namePart(language, options, Date.UTC(2024, index, 15), 'month');
      if (/\p{L}/u.test(name)) add(name, month);
    }
    if (weekday > 7) continue;
    add(namePart(language, { weekday: 'long' }, day, 'weekday'), { weekday });
    const short = namePart(language, { weekday: 'short' }, day, 'weekday');
    // One kanji such as "月" is also a month and the moon.
    if (short.length > 1) add(short, { weekday, isAbbreviation: true });
  }
}

function namePart(
  language: string,
  options: Intl.DateTimeFormatOptions,
  at: number,
  type: 'month' | 'weekday',
): string {
  const parts = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).formatToParts(at);
  const name = parts.find((part) => part.type === type)?.value ?? '';
  return name.replace(/[.॰]$/u, '');
}

function addWords(vocabulary: Vocabulary, add: Add): void {
  const each = <Key extends string>(
    list: Readonly<Partial<Record<Key, string>>> | undefined,
    make: (key: Key) => Meaning,
  ) => {
    for (const key in list) add(list[key] ?? '', make(key));
  };
  each(vocabulary.days, (days) => ({ offset: Number(days) }));
  each(vocabulary.dayParts, (key) => {
    const [days, part = ''] = key.split(' ');
    return { offset: Number(days), ...pick(PARTS, part, (found) => ({ part: found })) };
  });
  each(vocabulary.parts, (part) => ({ part }));
  each(vocabulary.partsAfterDay, (partAfterDay) => ({ partAfterDay }));
  each(vocabulary.units, (unit) => ({ unit }));
  each(vocabulary.weekdays, (weekday) => ({ weekday: Number(weekday) }));
  each(vocabulary.months, (month) => ({ month: Number(month) }));
  each(vocabulary.numbers, (amount) => ({ amount: Number(amount) }));
  each(vocabulary.ordinals, (ordinal) => ({ ordinal: Number(ordinal) }));
  each(vocabulary.spans, (key) => {
    const [amount, unit = ''] = key.split(' ');
    return pick(UNITS, unit, (found) => ({ span: { amount: Number(amount), unit: found } }));
  });
  each(vocabulary.edges, (key) => {
    const [edge, unit = ''] = key.split(' ');
    return pick(UNITS, unit, (found) => ({ edge: { edge: edge === 'start' ? 'start' : 'end', unit: found } }));
  });
  each(vocabulary.periods, (key) => {
    const [which = '', unit = ''] = key.split(' ');
    return pick(UNITS, unit, (found) => pick(CHOICES, which, (chosen) => ({ period: { which: chosen, unit: found } })));
  });
  each(vocabulary.meridiems, (meridiem) => ({ meridiem }));
  each(vocabulary.holidays, (key) => {
    const [, month, place, weekday] = /^(\d+)-(-?\d+)(?:x(\d))?$/u.exec(key)?.map(Number) ?? [];
    const isFloating = weekday !== undefined && !Number.isNaN(weekday);
    return { holiday: { month: month ?? 1, day: place ?? 1, weekday: isFloating ? weekday : undefined } };
  });
  each(vocabulary.clockPrefixes, (minutes) => ({ minutesBefore: Number(minutes) }));
  each(vocabulary.clockSuffixes, (minutes) => ({ minutesAfter: Number(minutes) }));
  each(vocabulary.repeatedWeekdays, (weekday) => ({ weekday: Number(weekday), isRepeated: true }));
  each(vocabulary.repeats, (key) => {
    const [interval, frequency = interval ?? ''] = key.split(' ');
    return pick(FREQUENCIES, frequency, (found) => ({ repeat: { interval: Number(interval) || 1, frequency: found } }));
  });
  each(vocabulary.filters, (filter) => ({ filter }));
  each(vocabulary.roles, (role) => ({ roles: new Set([role]) }));
  add(vocabulary.names ?? '', {});
  add(vocabulary.weekend ?? '', { isWeekend: true });
  add(vocabulary.workdays ?? '', { isWorkdays: true });
}

const PARTS: readonly DayPart[] = ['morning', 'noon', 'afternoon', 'evening', 'night', 'midnight'];
const UNITS: readonly TimeUnit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
const FREQUENCIES: readonly Frequency[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const CHOICES: readonly Which[] = ['first', 'this', 'next', 'last'];

function pick<Name extends string>(names: readonly Name[], name: string, make: (found: Name) => Meaning): Meaning {
  const found = names.find((known) => known === name);
  return found === undefined ? {} : make(found);
}

/** Whether a folded word stands in a list of a vocabulary. */
export function isListed(list: string | undefined, word: string): boolean {
  if (list === undefined) return false;
  const listed = LISTS.get(list) ?? new Set(listPhrases(list));
  LISTS.set(list, listed);
  return listed.has(word);
}

const LISTS = new Map<string, ReadonlySet<string>>();

/** The folded words and phrases of a list. */
export function listPhrases(phrases: string): string[] {
  return phrases
    .split(',')
    .map((phrase) => foldSpelling(phrase.trim()))
    .filter((phrase) => phrase !== '');
}

function mergeMeanings(known: Meaning | undefined, added: Meaning): Meaning {
  const roles = new Set([...(known?.roles ?? []), ...(added.roles ?? [])]);
  const { isAbbreviation, ...rest } = { ...known, ...added };
  // A word that is also listed in full is no mere abbreviation.
  const stays = isAbbreviation === true && (known === undefined || added.isDoubtful === true);
  return { ...rest, ...(stays && { isAbbreviation }), ...(roles.size > 0 && { roles }) };
}

function indexEntries(meanings: ReadonlyMap<string, Meaning>): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const [phrase, meaning] of meanings) {
    const tokens = tokenize(phrase);
    const words = tokens.map((token, index) => ({
      text: token.text,
      hasGap: index > 0 && tokens[index - 1]?.end !== token.start,
    }));
    const first = words[0]?.text ?? '';
    entries.set(first, [...(entries.get(first) ?? []), { phrase, words, meaning }]);
  }
  for (const list of entries.values()) list.sort((one, other) => other.words.length - one.words.length);
  return entries;
}

function listNames(meanings: ReadonlyMap<string, Meaning>): { text: string; meaning: Meaning }[] {
  const names = [...meanings].filter(
    ([text, { offset, weekday, month, part }]) =>
      text.length >= 6 && !text.includes(' ') && part === undefined && (offset ?? weekday ?? month) !== undefined,
  );
  return names.map(([text, meaning]) => ({ text, meaning }));
}
