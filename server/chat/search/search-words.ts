import { z } from 'zod';
import type { Knex } from '../../database/database.ts';
import { languageOf } from '../../text/languages.ts';

/** A word that is searched for. */
export interface SearchWord {
  /** Without case, accents or marks; a word of a language that is written without spaces has its characters. */
  readonly pieces: readonly string[];
  /** What the forms of the word begin with in the language of who asks, where that is known and shorter. */
  readonly stem: string | null;
}

/** The stemmers that PostgreSQL has for languages that Parley speaks. */
const STEMMERS: Readonly<Record<string, string>> = {
  ar: 'arabic_stem',
  de: 'german_stem',
  en: 'english_stem',
  es: 'spanish_stem',
  fr: 'french_stem',
  hi: 'hindi_stem',
  it: 'italian_stem',
  nl: 'dutch_stem',
  pt: 'portuguese_stem',
  ru: 'russian_stem',
  tr: 'turkish_stem',
};

const wordRows = z.object({ pieces: z.string().array(), stem: z.string().nullable() }).array();

/** More words than this narrow nothing any more and only cost time. */
const MOST_WORDS = 10;
/** Nor does what a longer word goes on with. */
const LONGEST_WORD = 64;
/** A stem of fewer letters begins nearly anything. */
const SHORTEST_STEM = 3;

/** Reads what is searched for as the database reads the texts; what has no letter or digit is no word. */
export async function readSearchWords(connection: Knex, query: string, locale: string): Promise<SearchWord[]> {
  const said = query
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD).toWellFormed());
  if (said.length === 0) return [];
  const stemmer = STEMMERS[languageOf(locale)] ?? null;
  const { rows } = await connection.raw<{ rows: unknown }>(WORDS, [stemmer, said]);
  return wordRows.parse(rows).map(({ pieces, stem }) => {
    const isUseful = pieces.length === 1 && stem !== null && stem !== pieces[0] && stem.length >= SHORTEST_STEM;
    return { pieces, stem: isUseful ? stem : null };
  });
}

/** The words as PostgreSQL searches for them: each has to be there, its beginning is enough. */
export function toTsquery(words: readonly SearchWord[]): string {
  return words
    .map(({ pieces, stem }) => {
      const phrase = pieces.map((piece) => `'${piece.replaceAll("'", "''")}':*`).join(' <-> ');
      return stem === null ? `(${phrase})` : `((${phrase}) | '${stem.replaceAll("'", "''")}':*)`;
    })
    .join(' & ');
}

const WORDS = `
  select string_to_array(plain, ' ') as pieces, (ts_lexize(?::text::regdictionary, plain))[1] as stem
  from unnest(?::text[]) with ordinality as said (word, number),
    regexp_replace(search_text(word), ' +', ' ', 'g') as plain
  where plain <> '' order by number`;
