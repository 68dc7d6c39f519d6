/**
 * Whether two words differ by at most `limit` typing slips: a letter more, less, other, or two swapped.
 * @param limit 1 or 2; longer words earn the 2
 */
export function isWithinEdits(left: string, right: string, limit: number): boolean {
  if (left === right) return true;
  if (Math.abs(left.length - right.length) > limit) return false;
  // Only the costs near the diagonal: further away they are above the limit, and long words would take long for it.
  const far = limit + 1;
  const width = 2 * limit + 1;
  let beforeLast: number[] = [];
  let last: number[] = [];
  for (let index = 0; index < width; index += 1) last.push(index < limit ? far : index - limit);
  for (let row = 1; row <= left.length; row += 1) {
    const next: number[] = [];
    let best = far;
    for (let index = 0; index < width; index += 1) {
      const column = row + index - limit;
      const isSame = left[row - 1] === right[column - 1];
      const isSwap = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      let cost = column === 0 ? row : far;
      if (column > 0 && column <= right.length) {
        cost = Math.min(
          (last[index + 1] ?? far) + 1,
          (next[index - 1] ?? far) + 1,
          (last[index] ?? far) + (isSame ? 0 : 1),
        );
        if (isSwap && row > 1 && column > 1) cost = Math.min(cost, (beforeLast[index] ?? far) + 1);
      }
      next.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return false;
    beforeLast = last;
    last = next;
  }
  return (last[right.length - left.length + limit] ?? far) <= limit;
}

/** Whether a typed word is a slip of a known one: none for up to 3 letters but a swap, one to 7 letters, then two. */
export function isTypoOf(typed: string, known: string): boolean {
  if (typed === known) return true;
  const length = Math.min(typed.length, known.length);
  if (length < 3 || length > LONGEST_WORD) return false;
  if (length === 3) return typed.length === 3 && known.length === 3 && isSwapOf(typed, known);
  return isWithinEdits(typed, known, length >= 8 ? 2 : 1);
}

function isSwapOf(left: string, right: string): boolean {
  return left !== right && sortLetters(left) === sortLetters(right);
}

function sortLetters(word: string): string {
  return word.split('').toSorted().join('');
}

/** What is longer is no word that somebody mistyped. */
const LONGEST_WORD = 60;
