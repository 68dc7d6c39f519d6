/** The line that keeps the end of "from 10 to 11", which a due date has no place for. */
const END_LINE = /(?:^|\n)→ \d\d:\d\d$/u;

/**
 * The notes of a task that was said to last until a time: "→ 11:00" is their last line.
 * @returns undefined when nothing was said of an end, so that the notes stay
 */
export function keepEndTime(notes: string | null | undefined, endTime: string | undefined): string | undefined {
  if (endTime === undefined) return undefined;
  const before = (notes ?? '').replace(END_LINE, '');
  return `${before}${before === '' ? '' : '\n'}→ ${endTime}`;
}
