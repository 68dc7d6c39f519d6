/** A text as searches see it, without case and accents, and where each of its characters stood before. */
export type FoldedText = { text: string; places: readonly number[] };

/** Folds a text for searching. */
export function foldText(original: string): FoldedText {
  let text = '';
  const places: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = character.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
    text += folded;
    for (let unit = 0; unit < folded.length; unit += 1) places.push(at);
    at += character.length;
  }
  return { text, places };
}

/** Where words stand in a folded text, each place once. */
export function placesOf(words: string, text: string): number[] {
  const places: number[] = [];
  if (words === '') return places;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) places.push(at);
  return places;
}
