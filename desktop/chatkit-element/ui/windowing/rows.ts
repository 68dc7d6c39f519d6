/** Rows of a list from one to another, both included; none when the last is before the first. */
export type RowSpan = { first: number; last: number };

/** What a windowed list draws in one place: a row, or the room of rows that are not drawn. */
export type WindowRow = { kind: 'item'; index: number } | { kind: 'gap'; before: number; height: number };

/** The rows that lie between two heights of a list, from its top. Never none while the list has any. */
export function spanBetween(heights: readonly number[], top: number, bottom: number): RowSpan {
  let first = 0;
  let end = heights[0] ?? 0;
  while (end <= top && first < heights.length - 1) {
    first += 1;
    end += heights[first] ?? 0;
  }
  let last = first;
  while (end < bottom && last < heights.length - 1) {
    last += 1;
    end += heights[last] ?? 0;
  }
  return { first, last };
}

/** Whether all of one span is in another. */
export function isWithin(inner: RowSpan, outer: RowSpan): boolean {
  return inner.first >= outer.first && inner.last <= outer.last;
}

/** Where each row that is drawn stands, and how much room is kept for those between them. */
export function layRows(heights: readonly number[], isDrawn: (index: number) => boolean): WindowRow[] {
  const rows: WindowRow[] = [];
  let room = 0;
  for (const [index, height] of heights.entries()) {
    if (!isDrawn(index)) {
      room += height;
      continue;
    }
    if (room > 0) rows.push({ kind: 'gap', before: index, height: room });
    room = 0;
    rows.push({ kind: 'item', index });
  }
  if (room > 0) rows.push({ kind: 'gap', before: heights.length, height: room });
  return rows;
}
