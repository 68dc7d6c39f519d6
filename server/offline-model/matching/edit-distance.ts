/**
 * Whether two words differ by at most `limit` typing slips: a letter more, less, other, or two swapped.
 * @param limit 1 or 2; longer words earn the 2
 */
export function isWithinEdits(left: string, right: string, limit: number): boolean {
  if (left === right) return true;
  if (Math.abs(left.length - right.length) > limit) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const next = [row];
    let best = row;
    for (let column = 1; column <= right.length; column += 1) {
      const isSame = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      next.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return false;
    beforeLast = last;
    last = next;
  }
  return (last[right.length] ?? limit + 1) <= limit;
}

/** Whether a typed word is a slip of a known one: none for up to 3 letters but a swap, one to 7 letters, then two. */
export function isTypoOf(typed: string, known: string): boolean {
  if (typed === known) return true;
  const length = Math.min(typed.length, known.length);
  if (length < 3) return false;
  if (length === 3) return typed.length === 3 && known.length === 3 && isSwapOf(typed, known);
  return isWithinEdits(typed, known, length >= 8 ? 2 : 1);
}

function isSwapOf(left: string, right: string): boolean {
  return left !== right && sortLetters(left) === sortLetters(right);
}

function sortLetters(word: string): string {
  return word.split('').toSorted().join('');
}
