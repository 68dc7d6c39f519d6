import { normalizeText } from '../../ground/admit-text.ts';

/** Marks in a row are sorted in a time that grows with the square of their number: a text is taken apart this far first. */
const PIECE = 64;

/** A column in lower case and without accents. Plain ASCII has none, and taking them off is slow. */
const fold = (column: string): string => `
  case when octet_length(${column}) = char_length(${column}) then lower(${column})
  else (select regexp_replace(string_agg(normalize(piece[1], NFKD), '' order by number), '[\\u0300-\\u036f]', '', 'g')
    from regexp_matches(lower(${column}), '.{1,${PIECE}}', 'g') with ordinality as pieces (piece, number)) end`;

/** Says whether all of a number of folded words, its values, stand in a task's title or notes. Each text is folded once. */
export function containsWords(count: number): string {
  const tests = Array.from({ length: count }, () => 'strpos(folded.text, ?) > 0').join(' and ');
  const text = `${fold('tasks.title')} || chr(10) || ${fold("coalesce(tasks.notes, '')")}`;
  return `(select ${tests} from (select ${text} as text offset 0) as folded)`;
}

/** Folds a word the way the columns are folded. */
export function foldWord(word: string): string {
  return normalizeText(word.toLowerCase(), 'NFKD').replaceAll(/[\u0300-\u036f]/g, '');
}
