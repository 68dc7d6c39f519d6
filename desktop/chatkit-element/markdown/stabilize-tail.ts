/**
 * Makes the end of unfinished Markdown look as it most likely will: marks that may still become something else are held
 * back and open ones are closed, so that the text does not jump while it streams.
 */
export function stabilizeTail(text: string): string {
  const isInFence = (text.match(/^\s*(```|~~~)/gm)?.length ?? 0) % 2 === 1;
  if (isInFence) return text.replace(/\n`{1,2}$/, '');
  const start = text.lastIndexOf('\n\n') + 1;
  const tail = text
    .slice(start)
    .replace(/(^|\n)[ \t]*(?:[-*+_=]{1,3}|\d{1,9}[.)]?|#{1,6}|>|`{1,3}|\|[^\n]*)[ \t]*$/, '$1')
    .replace(/!\[[^\]]*(?:\]\([^)]*)?$/, '')
    .replace(/\[([^\]]*)\]\([^)\s]*$/, '$1')
    .replace(/\[([^\][]*)$/, '$1');
  return text.slice(0, start) + closeMarks(tail);
}

function closeMarks(tail: string): string {
  const withoutCode = tail.replaceAll(/`[^`\n]*`/g, '');
  if (withoutCode.includes('`')) return `${tail}\``;
  let closed = tail;
  if (count(withoutCode, '**') % 2 === 1)
    closed = closed.endsWith('**') ? closed.slice(0, -2) : `${closed.trimEnd()}**`;
  if (count(withoutCode, '~~') % 2 === 1)
    closed = closed.endsWith('~~') ? closed.slice(0, -2) : `${closed.trimEnd()}~~`;
  return closed;
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
