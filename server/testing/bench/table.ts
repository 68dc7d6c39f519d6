/** One line of figures. A name ends in its unit; null is a figure that this line does not have. */
export type Row = Record<string, string | number | null>;

/** Draws a table: the words of each column's name one below the other, so that lines stay short; no column without a figure. */
export function formatTable(title: string, rows: Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => format(row[name]) !== '')))];
  const height = Math.max(...names.map((name) => name.split('_').length));
  const columns = names.map((name) => {
    const words = name.split('_');
    const cells = rows.map((row) => format(row[name]));
    return [...Array.from({ length: height - words.length }, () => ''), ...words, ...cells];
  });
  const widths = columns.map((cells) => Math.max(...cells.map(({ length }) => length)));
  const isText = names.map((name) => rows.some((row) => typeof row[name] === 'string'));
  const lines = Array.from({ length: height + rows.length }, (_, line) =>
    columns
      .map((cells, index) => {
        const cell = cells[line] ?? '';
        return isText[index] ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0);
      })
      .join('  ')
      .trimEnd(),
  );
  return [title, ...lines.map((line) => `  ${line}`), '', ''].join('\n');
}

function format(value: string | number | null | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
