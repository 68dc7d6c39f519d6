import type { DatePreview, Span } from './date-preview.ts';

/** The longest text that is asked about. */
export const MAX_PREVIEWED = 500;

/** Whether there is anything to ask about. */
export function canPreview(text: string): boolean {
  return text.trim() !== '' && text.length <= MAX_PREVIEWED;
}

/** What was read, in words: a part for the date and one for the repetition, each where there is one. */
export function describeReading(
  { due, repeats }: Pick<DatePreview, 'due' | 'repeats'>,
  say: { due: (words: string) => string; repeats: (words: string) => string },
): string | null {
  const parts = [due === null ? [] : say.due(due), repeats === null ? [] : say.repeats(repeats)].flat();
  return parts.length === 0 ? null : parts.join(' · ');
}

/** A text in the order it is written, cut where marks begin and end; spans that are no part of it are left out. */
export function cutAtMarks(text: string, spans: readonly Span[]): { text: string; isMarked: boolean }[] {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < from || end <= start || end > text.length) continue;
    if (start > from) pieces.push({ text: text.slice(from, start), isMarked: false });
    pieces.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMarked: false });
  return pieces;
}

/** The text with a phrase instead of the words that are marked: where the first of them stood, without the others. */
export function putPhrase(text: string, spans: readonly Span[], phrase: string): string {
  const pieces = cutAtMarks(text, spans);
  const first = pieces.find(({ isMarked }) => isMarked);
  if (!first) return `${text.trimEnd()} ${phrase}`.trimStart();
  return pieces.reduce((written, piece) => {
    if (piece === first) return written + phrase;
    return piece.isMarked ? written.trimEnd() : written + piece.text;
  }, '');
}

/**
 * An answer about a text that was typed on meanwhile: marks move with their words. What was read of words that are no
 * longer there stays in sight until the next answer, its marks and choices do not.
 *
 * @returns null when it is another text
 */
export function carryPreview(preview: DatePreview, from: string, to: string): DatePreview | null {
  if (from === to) return preview;
  const least = Math.min(from.length, to.length);
  let before = 0;
  while (before < least && from[before] === to[before]) before += 1;
  let after = 0;
  while (after < least - before && from.at(-1 - after) === to.at(-1 - after)) after += 1;
  if (before + after === 0) return null;
  const spans = preview.spans.flatMap(({ start, end }) => {
    if (end <= before) return [{ start, end }];
    const shift = to.length - from.length;
    return start >= from.length - after ? [{ start: start + shift, end: end + shift }] : [];
  });
  const isWhole = spans.length === preview.spans.length;
  return { ...preview, spans, ...(isWhole ? {} : { problem: null, choices: [] }) };
}
