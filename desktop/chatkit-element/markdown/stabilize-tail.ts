/**
 * Makes the end of unfinished Markdown look as it most likely will: marks that may still become something else are held
 * back and open ones are closed, so that the text does not jump while it streams.
 */
export function stabilizeTail(text: string): string {
  const isInFence = (text.match(/^[ \t]*(?:```|~~~)/gm)?.length ?? 0) % 2 === 1;
  if (isInFence) return text.replace(/\n`{1,2}$/, '');
  // Patterns below look from each bracket to the end, so the end has to be near.
  const start = Math.max(text.lastIndexOf('\n\n') + 1, text.length - LONGEST_TAIL);
  const tail = holdTable(text.slice(start))
    .replace(/(^|\n)[ \t]*(?:[-*+_=]{1,3}|\d{1,9}[.)]?|#{1,6}|>|`{1,3})[ \t]*$/, '$1')
    .replace(/!\[[^\]]*(?:\]\([^)]*)?$/, '')
    .replace(/\[([^\]]*)\]\([^)\s]*$/, '$1')
    .replace(/\[([^\][]*)$/, '$1');
  return text.slice(0, start) + closeMarks(tail);
}

const LONGEST_TAIL = 2000;

/** Rows are text until the line below the first says that they are a table; and then a row is shown when it is whole. */
function holdTable(tail: string): string {
  const match = /(?:^|\n)((?:[ \t]*\|[^\n]*(?:\n|$))+)$/.exec(tail);
  const rows = match?.[1];
  if (rows === undefined) return tail;
  const before = tail.slice(0, tail.length - rows.length);
  const [, divider = '', ...further] = rows.split('\n');
  const isTable = further.length > 0 && /^[ \t|:-]+$/.test(divider) && divider.includes('-');
  return isTable ? before + rows.slice(0, rows.lastIndexOf('\n') + 1) : before;
}

function closeMarks(tail: string): string {
  const withoutCode = tail.replaceAll(/`[^`\n]*`/g, '');
  if (withoutCode.includes('`')) return `${tail}\``;
  return ['**', '~~'].reduce((text, mark) => {
    if (withoutCode.split(mark).length % 2 === 1) return text;
    return text.endsWith(mark) ? text.slice(0, -mark.length) : `${text.trimEnd()}${mark}`;
  }, tail);
}
