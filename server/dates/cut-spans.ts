/** Takes stretches out of a text and mends what is left: single spaces, no dangling commas, dashes or empty brackets. */
export function cutSpans(text: string, spans: readonly { start: number; end: number }[]): string {
  let [rest, at] = ['', 0];
  for (const { start, end } of spans) {
    rest += text.slice(at, start).trimEnd();
    at = end;
    if (/^\s*[,;]/u.test(text.slice(at)) && (rest === '' || /[,;:–-]$/u.test(rest)))
      at += text.slice(at).search(/[,;]/u) + 1;
    if (rest !== '' && /^\s|^[\p{L}\p{N}]/u.test(text.slice(at)) && /\s/u.test(text.charAt(start - 1))) rest += ' ';
  }
  rest +=
    text.slice(at).trimStart() === ''
      ? ''
      : rest.endsWith(' ') || rest === ''
        ? text.slice(at).trimStart()
        : text.slice(at);
  return rest
    .replaceAll(/\(\s*\)|\[\s*\]/gu, '')
    .replaceAll(/ {2,}/gu, ' ')
    .replace(/^[\s,;:–-]+(?=[\p{L}\p{N}])/u, '')
    .replace(/[\s,;:–@(-]+$/u, '')
    .trim();
}
