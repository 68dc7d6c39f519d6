import { heardAnywhere, referringWords } from '../../languages/heard-anywhere.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { findLanguage } from '../../languages/spoken-languages.ts';
import type { Selection } from './intent.ts';
import { parseFilter } from './parse-filter.ts';
import { cut, toSlice, type TextSlice } from './text-slice.ts';

/** Reads how a person points at tasks: a number, a position, "it", "all done ones", or words of the title. */
export function parseSelection(slice: TextSlice, pack: LanguagePack): Selection {
  const quoted = readQuoted(slice);
  if (quoted !== undefined) return { by: 'text', texts: [quoted] };
  const bare = cut(slice, 0, slice.folded.replace(/[\s.,!?;:]+$/u, '').length);
  if (bare.text === '') return { by: 'nothing' };
  return (
    readAll(bare, pack) ??
    readPointer(bare.folded, pack) ??
    readSeveralPointers(bare.folded, pack) ?? { by: 'text', texts: listReadings(bare, pack), ...findLead(bare) }
  );
}

/** The named groups of a match, cut from the person's own text. */
export class Slots {
  readonly #match: RegExpExecArray;
  readonly #slice: TextSlice;

  constructor(match: RegExpExecArray, slice: TextSlice) {
    this.#match = match;
    this.#slice = slice;
  }

  find(name: string): TextSlice | undefined {
    const range = this.#match.indices?.groups?.[name];
    return range ? cut(this.#slice, range[0], range[1]) : undefined;
  }

  get(name: string): TextSlice {
    return this.find(name) ?? { text: '', folded: '' };
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  select(name: string, pack: LanguagePack): Selection {
    return parseSelection(this.get(name), pack);
  }
}

/** "number 2", "#2", "the second one", "the last", "it": how one task is pointed at without its words. */
export function readPointer(folded: string, pack: LanguagePack): Selection | undefined {
  const { words } = pack;
  if (REST.test(folded) || OTHER.test(folded)) return { by: 'focus', all: REST.test(folded), isOther: true };
  if (words.focus.test(folded)) return { by: 'focus', all: words.both.test(folded) };
  const number = words.number.exec(folded)?.groups?.['n'];
  if (number !== undefined) return { by: 'number', numbers: [Number(toAsciiDigits(number))] };
  const counted = readCounted(folded, pack);
  if (counted) return counted;
  const position = readOrdinal(folded, pack);
  return position === undefined ? undefined : { by: 'position', positions: [position] };
}

/** "the first two", "die letzten drei": so many from an end. */
function readCounted(folded: string, pack: LanguagePack): Selection | undefined {
  const said = folded.split(' ');
  if (said.length < 2 || said.length > MOST_COUNTING) return undefined;
  for (const [at, word] of said.entries()) {
    const count = /^\d{1,2}$/u.test(word) ? Number(word) : numbersOf(pack).get(word);
    if (count === undefined || count < 2 || count > MOST_COUNTED) continue;
    const end =
      readOrdinal(said.toSpliced(at, 1).join(' '), pack) ?? readOrdinal(said.toSpliced(at, 1).at(-1) ?? '', pack);
    const step = end === 1 || end === -1 ? end : undefined;
    if (step === undefined) continue;
    const positions = Array.from({ length: count }, (_, index) => step * (index + 1));
    return { by: 'position', positions: step === 1 ? positions : positions.toReversed() };
  }
  return undefined;
}

/** @returns the position from 1, or -1 for the last; of several as of one ("primeras" as "primera"). */
function readOrdinal(folded: string, { words: { ordinals } }: LanguagePack): number | undefined {
  const position = ordinals.findIndex((ordinal) => ordinal.test(folded) || ordinal.test(folded.replace(/s$/u, '')));
  if (position === -1) return undefined;
  return position === ordinals.length - 1 ? -1 : position + 1;
}

/** Numbers as a language says them when it speaks of dates. */
function numbersOf({ tag }: LanguagePack): ReadonlyMap<string, number> {
  const known = NUMBERS.get(tag);
  if (known) return known;
  const { numbers = {} } = findLanguage(tag).dates;
  const made = new Map(
    Object.entries(numbers).flatMap(([value, said]) =>
      said.split(',').map((word): [string, number] => [toSlice(word.trim()).folded, Number(value)]),
    ),
  );
  NUMBERS.set(tag, made);
  return made;
}

const NUMBERS = new Map<string, ReadonlyMap<string, number>>();
const MOST_COUNTING = 5;
const MOST_COUNTED = 20;

function readSeveralPointers(folded: string, pack: LanguagePack): Selection | undefined {
  const range = RANGE.exec(folded);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    if (from < to && to - from < 100) {
      return { by: 'number', numbers: Array.from({ length: to - from + 1 }, (_, index) => from + index) };
    }
  }
  const parts = folded.split(pack.and).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 50) return undefined;
  const pointers = parts.map((part) => readPointer(part, pack));
  const numbers = pointers.flatMap((pointer) => (pointer?.by === 'number' ? pointer.numbers : []));
  if (numbers.length === parts.length) return { by: 'number', numbers };
  const positions = pointers.flatMap((pointer) => (pointer?.by === 'position' ? pointer.positions : []));
  return positions.length === parts.length ? { by: 'position', positions } : undefined;
}

function readAll(slice: TextSlice, pack: LanguagePack): Selection | undefined {
  const { everything, except } = pack.words;
  const exceptMatch = except.exec(slice.folded);
  const exceptIndices = exceptMatch?.groups?.['except'];
  const kept = exceptMatch ? cut(slice, 0, exceptMatch.index) : slice;
  const spared =
    exceptMatch && exceptIndices !== undefined
      ? { except: cut(slice, slice.text.length - exceptIndices.length).text }
      : {};
  const all = everything.exec(kept.folded);
  if (all) {
    const rest = cut(kept, all[0].length);
    const read = parseFilter(rest, pack);
    const filter = { status: 'all' as const, ...read.filter, ...(read.rest && { word: read.rest }) };
    return { by: 'all', filter, ...spared };
  }
  // "overdue tasks", "the done ones", "tasks tagged home": a plural with nothing but filters.
  if (!pack.plural?.test(kept.folded)) return undefined;
  const read = parseFilter(kept, pack);
  if (read.rest !== '' || Object.keys(read.filter).length === 0) return undefined;
  return { by: 'all', filter: { status: 'all', ...read.filter }, ...spared };
}

/** The same words read more or less generously: as they stand, then without "the … task". */
function listReadings(slice: TextSlice, pack: LanguagePack): string[] {
  const readings = [slice.text];
  const add = (text: string) => {
    if (text !== '' && !readings.includes(text)) readings.push(text);
  };
  const groups = pack.frame?.exec(slice.folded)?.indices?.groups;
  const inner = groups?.['inner'] ?? groups?.['tail'];
  if (inner) {
    const framed = cut(slice, inner[0], inner[1]);
    add(readQuoted(framed) ?? framed.text);
  }
  return readings;
}

/** "milk, i have some": what is named before the person goes on. */
function findLead(slice: TextSlice): { lead?: string } {
  const comma = slice.folded.search(LEAD_END);
  return comma > 0 ? { lead: cut(slice, 0, comma).text } : {};
}

function readQuoted(slice: TextSlice): string | undefined {
  const match = /^(?:"([^"]+)"|'(.+)')[\s.,!?]*$/u.exec(slice.folded);
  if (!match) return undefined;
  const inner = match[1] ?? match[2] ?? '';
  return slice.text.slice(1, 1 + inner.length).trim();
}

function toAsciiDigits(digits: string): string {
  return toSlice(digits).folded;
}

const REST = referringWords(({ rest }) => rest, '^', '$');
const OTHER = referringWords(({ other }) => other, '^', '$');
const RANGE = new RegExp(
  String.raw`^(?:\p{L}+ )?#?(\d{1,4}) ?(?:-|${heardAnywhere(({ range }) => range)}) ?#?(\d{1,4})$`,
  'u',
);
const LEAD_END = new RegExp(`[,;:] | (?:${heardAnywhere(({ because }) => because)}) | - `, 'u');
