/** Takes stretches out of a text, in order, and mends what is left: single spaces, no dangling commas, dashes or empty brackets. */
export function cutSpans(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let [rest, at] = ['', 0];
  for (const { start, end } of spans) {
    rest = joinPieces(rest, text.slice(at, start));
    at = end;
  }
  return joinPieces(rest, text.slice(at))
    .replaceAll(/\(\s*\)|\[\s*\]/gu, '')
    .replaceAll(/ {2,}/gu, ' ')
    .replace(/^[\s,;:–-]+(?=[\p{L}\p{N}])/u, '')
    .replace(/[\s,;:–@(-]+$/u, '')
    .trim();
}

function joinPieces(left: string, right: string): string {
  if (left === '') return right;
  const before = left.trimEnd();
  // "bread, tomorrow, please" had two commas around the date and needs one.
  const after = right.trimStart().replace(/^[,;]\s*/u, (mark) => (/[,;:–-]$/u.test(before) ? '' : mark));
  const isSpaced = before !== left || /^\s/u.test(right);
  return before + (isSpaced && !/^[.,;:!?)]/u.test(after) ? ' ' : '') + after;
}
