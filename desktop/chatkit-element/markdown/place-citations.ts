import type { Annotation } from '../protocol/thread-item.ts';

/** Sources cited at one place of a text. */
export type PlacedCitation = { index: number; annotations: Annotation[] };

/** Two characters nobody types, around the number of a citation. */
export const CITATION_PATTERN = /\uE000(\d+)\uE001/;

/**
 * Puts a mark at each cited place of a Markdown text, for the renderer to replace.
 *
 * @returns the marked text and, by the number in the mark, what is cited there.
 */
export function placeCitations(
  text: string,
  annotations: readonly Annotation[],
): { text: string; citations: readonly PlacedCitation[] } {
  if (annotations.length === 0) return { text, citations: NONE };
  const groups = new Map<number, Annotation[]>();
  for (const annotation of annotations) {
    if (annotation.index === undefined) continue;
    const index = Math.min(Math.max(0, annotation.index), text.length);
    groups.set(index, [...(groups.get(index) ?? []), annotation]);
  }
  const citations = [...groups]
    .toSorted(([left], [right]) => left - right)
    .map(([index, cited]) => ({ index, annotations: cited }));
  let marked = '';
  let from = 0;
  for (const [number, { index }] of citations.entries()) {
    marked += `${text.slice(from, index)}\uE000${number}\uE001`;
    from = index;
  }
  return { text: marked + text.slice(from), citations };
}

/** The same for each text without citations: what is drawn depends on it. */
const NONE: readonly PlacedCitation[] = [];

/** Text without citation marks, for places that cannot hold a button. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/\uE000\d+\uE001/g, '');
}
